"""Entries, invoices, bills and refunds: what they are and what is in them."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

SALE = ("out_invoice", "out_refund", "out_receipt")
PURCHASE = ("in_invoice", "in_refund", "in_receipt")
INBOUND = ("out_invoice", "in_refund", "out_receipt")
REFUND = ("out_refund", "in_refund")
# fields that a posted entry keeps
FIXED = {
    "line_ids", "invoice_line_ids", "journal_id", "currency_id", "move_type", "date",
    "invoice_date", "partner_id", "fiscal_position_id", "invoice_payment_term_id",
}
# changes after which taxes and due parts are worked out again
DYNAMIC = {
    "line_ids", "invoice_line_ids", "currency_id", "partner_id", "invoice_date", "date",
    "invoice_payment_term_id", "invoice_date_due", "move_type", "journal_id",
    "invoice_cash_rounding_id",
}


class AccountMove(models.Model):
    _inherit = "account.move"
    _rec_names_search = ["name", "partner_id.name", "ref"]

    move_type = fields.Selection(default="entry")
    state = fields.Selection(default="draft")
    auto_post = fields.Selection(default="no")
    name = fields.Char(copy=False, index="trigram", tracking=True)
    sequence_prefix = fields.Char(copy=False)
    sequence_number = fields.Integer(copy=False)
    date = fields.Date(required=True, copy=False)
    journal_id = fields.Many2one("account.journal", required=True, copy=True)
    currency_id = fields.Many2one("res.currency", required=True, copy=True)
    company_id = fields.Many2one(
        "res.company", default=lambda self: self.env.company, copy=True)
    invoice_payment_term_id = fields.Many2one(copy=True)
    invoice_line_ids = fields.One2many(
        "account.move.line", "move_id", copy=False,
        domain=[("display_type", "in", (
            "product", "line_section", "line_subsection", "line_note"))])
    line_ids = fields.One2many("account.move.line", "move_id", copy=True)
    invoice_date_due = fields.Date(copy=False)
    invoice_currency_rate = fields.Float(digits=0, copy=False)
    invoice_user_id = fields.Many2one(copy=False)
    commercial_partner_id = fields.Many2one(
        "res.partner", compute="_compute_commercial_partner_id", store=True)
    invoice_partner_display_name = fields.Char(
        compute="_compute_commercial_partner_id", store=True)
    type_name = fields.Char(compute="_compute_type_name")
    direction_sign = fields.Integer(compute="_compute_type_name")
    made_sequence_gap = fields.Boolean(default=False)

    @api.depends("partner_id")
    def _compute_commercial_partner_id(self):
        for move in self:
            partner = move.partner_id
            move.commercial_partner_id = partner.commercial_partner_id
            move.invoice_partner_display_name = partner.display_name if partner else False

    @api.depends("move_type")
    def _compute_type_name(self):
        names = dict(self._fields["move_type"]._description_selection(self.env))
        names |= {"out_invoice": _("Invoice"), "out_refund": _("Credit Note")}
        for move in self:
            move.type_name = names.get(move.move_type)
            move.direction_sign = 1 if move.move_type == "entry" or move.is_outbound() \
                else -1

    @api.depends("name", "state", "move_type", "ref")
    @api.depends_context("input_full_display_name")
    def _compute_display_name(self):
        drafts = {
            "out_invoice": _("Draft Invoice"), "out_refund": _("Draft Credit Note"),
            "in_invoice": _("Draft Bill"), "in_refund": _("Draft Vendor Credit Note"),
            "out_receipt": _("Draft Sales Receipt"),
            "in_receipt": _("Draft Purchase Receipt"), "entry": _("Draft Entry"),
        }
        for move in self:
            if move.state == "draft":
                name = drafts[move.move_type]
                name += f" {move.name}" if move.name else f" (* {move.id})"
            else:
                name = move.name or ""
            if move.ref and move.move_type != "entry":
                name = f"{name} ({move.ref})"
            move.display_name = name

    # ---- kinds
    def is_invoice(self, include_receipts=False):
        """Tell whether it is an invoice, a bill or a refund."""
        return self.move_type in self.get_invoice_types(include_receipts)

    def is_entry(self):
        """Tell whether it is no invoice."""
        return self.move_type == "entry"

    def is_receipt(self):
        """Tell whether it is a receipt."""
        return self.move_type in ("out_receipt", "in_receipt")

    def is_sale_document(self, include_receipts=False, move_type=False):
        """Tell whether a customer gets it."""
        return (move_type or self.move_type) in self.get_sale_types(include_receipts)

    def is_purchase_document(self, include_receipts=False, move_type=False):
        """Tell whether a vendor sent it."""
        return (move_type or self.move_type) in self.get_purchase_types(include_receipts)

    def is_inbound(self, include_receipts=True):
        """Tell whether money is to come in."""
        return self.move_type in self.get_inbound_types(include_receipts)

    def is_outbound(self, include_receipts=True):
        """Tell whether money is to go out."""
        return self.move_type in self.get_outbound_types(include_receipts)

    @api.model
    def get_sale_types(self, include_receipts=False):
        """Return the kinds that customers get."""
        return ["out_invoice", "out_refund"] + ["out_receipt"] * include_receipts

    @api.model
    def get_purchase_types(self, include_receipts=False):
        """Return the kinds that vendors send."""
        return ["in_invoice", "in_refund"] + ["in_receipt"] * include_receipts

    @api.model
    def get_invoice_types(self, include_receipts=False):
        """Return all kinds of invoices."""
        return self.get_sale_types(include_receipts) + self.get_purchase_types(
            include_receipts)

    @api.model
    def get_inbound_types(self, include_receipts=True):
        """Return the kinds that bring money."""
        return ["out_invoice", "in_refund"] + ["out_receipt"] * include_receipts

    @api.model
    def get_outbound_types(self, include_receipts=True):
        """Return the kinds that cost money."""
        return ["in_invoice", "out_refund"] + ["in_receipt"] * include_receipts

    # ---- life
    @api.model
    def _search_default_journal(self, move_type, company, currency=None):
        kind = "sale" if move_type in SALE else "purchase" if move_type in PURCHASE \
            else "general"
        wanted = self.env.context.get("default_journal_id")
        journal = self.env["account.journal"].browse(wanted) if wanted else \
            self.env["account.journal"].search([
                ("type", "=", kind), ("company_id", "=", company.id)], limit=1)
        if not journal:
            raise UserError(_(
                "No journal could be found in company %(company_name)s for any of those "
                "types: %(journal_types)s", company_name=company.display_name,
                journal_types=kind))
        return journal

    def _with_defaults(self, vals):
        """Add what a new entry takes from its kind, journal and partner."""
        context = self.env.context
        vals = dict(vals)
        kind = vals.setdefault("move_type", context.get("default_move_type", "entry"))
        company = self.env["res.company"].browse(
            vals.get("company_id") or context.get("default_company_id")
            or self.env.company.id)
        if not vals.get("journal_id"):
            vals["journal_id"] = self._search_default_journal(kind, company).id
        journal = self.env["account.journal"].browse(vals["journal_id"])
        vals["company_id"] = journal.company_id.id
        if not vals.get("currency_id"):
            vals["currency_id"] = context.get("default_currency_id") or (
                journal.currency_id or journal.company_id.currency_id).id
        if not vals.get("date"):
            day = vals.get("invoice_date") if kind != "entry" else None
            vals["date"] = day or fields.Date.context_today(self)
        if kind == "entry":
            return vals
        partner = self.env["res.partner"].browse(
            vals.get("partner_id") or context.get("default_partner_id") or ())
        vals |= self._get_invoice_defaults(kind, partner, journal.company_id, vals)
        return vals

    @api.model_create_multi
    def create(self, vals_list):
        """Make entries with their lines, taxes and due parts."""
        self.check_access("create")
        if any(vals.get("state") == "posted" for vals in vals_list):
            raise UserError(_(
                "You cannot create a move already in the posted state. Please create a "
                "draft move and post it after."))
        given = vals_list
        vals_list = [self._with_defaults(vals) for vals in vals_list]
        moves = super(AccountMove, self.with_context(syncing=True)).create(vals_list)
        moves = moves.with_env(self.env)
        for move, vals in zip(moves, given, strict=True):
            if move.invoice_date and not vals.get("date") and \
                    move.is_purchase_document(True):
                move.with_context(syncing=True).date = move._get_accounting_date(
                    move.invoice_date)
        moves._sync()
        return moves

    def write(self, vals):
        """Change entries; a posted one keeps what is in the books."""
        if not vals:
            return True
        if self.env.context.get("syncing"):
            return super().write(vals)
        self._check_fixed(vals)
        result = super(AccountMove, self.with_context(syncing=True)).write(vals)
        if "partner_id" in vals:
            self._take_over_partner(vals)
        if DYNAMIC & set(vals):
            drafts = self.filtered(lambda move: move.state == "draft")
            if vals.get("invoice_date") and "date" not in vals:
                for move in drafts.filtered(lambda m: m.is_invoice(True)):
                    super(AccountMove, move).write({
                        "date": move.invoice_date if move.is_sale_document(True)
                        else move._get_accounting_date(move.invoice_date)})
            kept = self._writes_taxes_only(vals)
            drafts.with_context(keep_taxes=kept)._sync()
        return result

    def _writes_taxes_only(self, vals):
        """Tell whether only tax lines are written: their amounts are then as told."""
        commands = vals.get("line_ids")
        if DYNAMIC & set(vals) != {"line_ids"} or not commands:
            return False
        taxes = self.line_ids.filtered(lambda line: line.display_type == "tax")
        return all(command[0] == 1 and command[1] in taxes.ids for command in commands)

    def _check_fixed(self, vals):
        self._check_hashed(vals)
        for move in self:
            if move.state == "posted" and {"date", "line_ids", "name", "state",
                                           "journal_id"} & set(vals):
                move._check_locks()
            fixed = FIXED & set(vals)
            if move.state == "posted" and fixed and not self.env.context.get(
                    "skip_readonly_check"):
                raise UserError(_(
                    "You cannot modify the following readonly fields on a posted move: "
                    "%s", ", ".join(sorted(fixed))))
            if move.posted_before and "journal_id" in vals and \
                    move.journal_id.id != vals["journal_id"] and move.name:
                raise UserError(_(
                    "You cannot edit the journal of an account move if it has been "
                    "posted once, unless the name is removed or set to \"/\". This might "
                    "create a gap in the sequence."))

    @api.constrains("journal_id", "move_type")
    def _check_journal_move_type(self):
        for move in self:
            if move.is_purchase_document(True) and move.journal_id.type != "purchase":
                raise ValidationError(_(
                    "Cannot create a purchase document in a non purchase journal"))
            if move.is_sale_document(True) and move.journal_id.type != "sale":
                raise ValidationError(_(
                    "Cannot create a sale document in a non sale journal"))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_posted(self):
        for move in self:
            if move.state == "posted" and not self.env.context.get("force_delete"):
                raise UserError(_(
                    "You can't delete a posted journal item. Don’t play games with your "
                    "accounting records; reset the journal entry to draft before "
                    "deleting it."))

    def unlink(self):
        """Delete entries with their lines."""
        self.line_ids.with_context(syncing=True).unlink()
        return super(AccountMove, self.with_context(syncing=True)).unlink()

    def copy_data(self, default=None):
        """Return the values of copies: base lines only, the rest is worked out."""
        values = super().copy_data(default)
        for move, vals in zip(self, values, strict=True):
            if move.is_invoice(True):
                vals.pop("line_ids", None)
                lines = move.invoice_line_ids.copy_data()
                for line in lines:
                    line.pop("move_id", None)
                vals["invoice_line_ids"] = [(0, 0, line) for line in lines]
            vals.setdefault("date", fields.Date.context_today(self))
            vals.pop("name", None)
        return values

    @api.constrains("name", "journal_id", "state")
    def _check_unique_sequence_number(self):
        for move in self.filtered(lambda m: m.state == "posted" and m.name):
            if self.sudo().search_count([
                ("name", "=", move.name), ("journal_id", "=", move.journal_id.id),
                ("state", "=", "posted"), ("id", "!=", move.id),
            ], limit=1):
                raise ValidationError(_(
                    "Another entry with the same name already exists."))
