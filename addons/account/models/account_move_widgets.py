"""What forms show of invoices: payments, open credits, terms, and small things."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class AccountMove(models.Model):
    _inherit = "account.move"

    invoice_payments_widget = fields.Binary(
        compute="_compute_payments_widget", exportable=False,
        groups="account.group_account_invoice,account.group_account_readonly")
    invoice_outstanding_credits_debits_widget = fields.Binary(
        compute="_compute_outstanding_widget", exportable=False,
        groups="account.group_account_invoice,account.group_account_readonly")
    invoice_has_outstanding = fields.Boolean(
        compute="_compute_outstanding_widget",
        groups="account.group_account_invoice,account.group_account_readonly")
    payment_term_details = fields.Binary(
        compute="_compute_payment_term_details", exportable=False)
    next_payment_date = fields.Date(compute="_compute_next_payment_date")
    amount_total_words = fields.Char(compute="_compute_amount_total_words")
    name_placeholder = fields.Char(compute="_compute_name_placeholder")
    bank_partner_id = fields.Many2one("res.partner", compute="_compute_bank_partner_id")
    suitable_journal_ids = fields.Many2many(
        "account.journal", compute="_compute_suitable_journal_ids")
    show_reset_to_draft_button = fields.Boolean(compute="_compute_buttons")
    hide_post_button = fields.Boolean(compute="_compute_buttons")
    duplicated_ref_ids = fields.Many2many(
        "account.move", compute="_compute_duplicated_ref_ids")

    @api.depends("move_type", "line_ids.amount_residual")
    def _compute_payments_widget(self):
        for move in self:
            lines = move.line_ids.filtered(
                lambda line: line.display_type == "payment_term")
            content = [
                move._describe_match(partial, other, own)
                for own in lines
                for partial, other in [
                    *[(p, p.credit_move_id) for p in own.matched_credit_ids],
                    *[(p, p.debit_move_id) for p in own.matched_debit_ids]]
            ] if move.state == "posted" and move.is_invoice(True) else []
            move.invoice_payments_widget = {
                "title": _("Less Payment"), "outstanding": False, "content": content,
            } if content else False

    def _describe_match(self, partial, other, own):
        same = own.currency_id == self.currency_id
        amount = partial.debit_amount_currency if own == partial.debit_move_id \
            else partial.credit_amount_currency
        return {
            "name": other.name, "journal_name": other.journal_id.name,
            "amount": amount if same else partial.amount,
            "currency_id": (self.currency_id if same else own.company_currency_id).id,
            "date": other.date, "partial_id": partial.id, "move_id": other.move_id.id,
            "account_payment_id": other.payment_id.id,
            "payment_method_name": other.payment_id.payment_method_line_id.name,
            "ref": f"{other.move_id.name} ({other.move_id.ref})" if other.move_id.ref
            else other.move_id.name,
            "is_exchange": other.move_id == partial.exchange_move_id,
            "is_refund": other.move_id.move_type in ("out_refund", "in_refund"),
        }

    @api.depends("state", "payment_state", "partner_id")
    def _compute_outstanding_widget(self):
        for move in self:
            move.invoice_outstanding_credits_debits_widget = False
            move.invoice_has_outstanding = False
            if move.state != "posted" or not move.is_invoice(True) or \
                    move.payment_state not in ("not_paid", "partial"):
                continue
            inbound = move.is_inbound()
            accounts = move.line_ids.filtered(
                lambda line: line.display_type == "payment_term").account_id
            lines = self.env["account.move.line"].search([
                ("account_id", "in", accounts.ids), ("parent_state", "=", "posted"),
                ("partner_id", "=", move.commercial_partner_id.id),
                ("reconciled", "=", False), ("move_id", "!=", move.id),
                ("balance", "<" if inbound else ">", 0.0)])
            content = [{
                "journal_name": line.ref or line.move_id.name,
                "amount": abs(line.amount_residual_currency
                              if line.currency_id == move.currency_id else
                              line.company_currency_id._convert(
                                  line.amount_residual, move.currency_id,
                                  move.company_id, line.date)),
                "currency_id": move.currency_id.id, "id": line.id,
                "move_id": line.move_id.id, "date": fields.Date.to_string(line.date),
                "account_payment_id": line.payment_id.id,
            } for line in lines]
            if content:
                move.invoice_outstanding_credits_debits_widget = {
                    "outstanding": True, "content": content, "move_id": move.id,
                    "title": _("Outstanding credits") if inbound
                    else _("Outstanding debits")}
                move.invoice_has_outstanding = True

    @api.depends("invoice_payment_term_id", "line_ids.date_maturity", "amount_total")
    def _compute_payment_term_details(self):
        for move in self:
            lines = move.line_ids.filtered(
                lambda line: line.display_type == "payment_term")
            sign = 1 if move.is_inbound() else -1
            move.payment_term_details = [
                {"date": format_date(self.env, line.date_maturity),
                 "amount": sign * line.amount_currency} for line in lines.sorted(
                     "date_maturity")] if len(lines) > 1 else False

    @api.depends("line_ids.date_maturity", "line_ids.reconciled")
    def _compute_next_payment_date(self):
        for move in self:
            days = [line.date_maturity for line in move.line_ids if not line.reconciled
                    and line.display_type == "payment_term" and line.date_maturity]
            move.next_payment_date = min(days) if days else False

    @api.depends("amount_total", "currency_id")
    def _compute_amount_total_words(self):
        for move in self:
            move.amount_total_words = move.currency_id.amount_to_text(
                move.amount_total).replace(",", "")

    @api.depends("date", "journal_id", "move_type", "name", "state")
    def _compute_name_placeholder(self):
        for move in self:
            move.name_placeholder = False
            if not move.name and move.date and move.journal_id:
                move.name_placeholder = move._get_next_name()[0]

    @api.depends("partner_id", "company_id", "move_type")
    def _compute_bank_partner_id(self):
        for move in self:
            move.bank_partner_id = move.company_id.partner_id if move.is_inbound() \
                else move.commercial_partner_id

    @api.depends("company_id", "move_type")
    def _compute_suitable_journal_ids(self):
        for move in self:
            kind = "sale" if move.is_sale_document(True) else \
                "purchase" if move.is_purchase_document(True) else "general"
            move.suitable_journal_ids = self.env["account.journal"].search([
                ("company_id", "=", move.company_id.id), ("type", "=", kind)])

    @api.depends("state", "date", "auto_post")
    def _compute_buttons(self):
        today = fields.Date.context_today(self)
        for move in self:
            move.show_reset_to_draft_button = move.state in ("posted", "cancel") and not (
                move.restrict_mode_hash_table and move.inalterable_hash)
            move.hide_post_button = move.state != "draft" or bool(
                move.auto_post != "no" and move.date and move.date > today)

    @api.depends("ref", "partner_id", "invoice_date", "amount_total", "move_type")
    def _compute_duplicated_ref_ids(self):
        for move in self:
            move.duplicated_ref_ids = False
            if not move._origin.id or not move.commercial_partner_id or \
                    not move.is_purchase_document() or not move.ref:
                continue
            move.duplicated_ref_ids = self.search([
                ("id", "!=", move._origin.id), ("state", "!=", "cancel"),
                ("commercial_partner_id", "=", move.commercial_partner_id.id),
                ("move_type", "=", move.move_type), ("ref", "=", move.ref)])

    # ---- small things
    def button_set_checked(self):
        """Note that entries are reviewed."""
        self.set_moves_checked()

    def set_moves_checked(self, is_checked=True):
        """Note that entries are reviewed, or not."""
        self.filtered(lambda move: move.state == "posted" or not is_checked).with_context(
            syncing=True).write({"checked": is_checked})

    def action_toggle_block_payment(self):
        """Block the payment of invoices, or let it go on."""
        self.ensure_one()
        state = "not_paid" if self.payment_state == "blocked" else "blocked"
        if state == "blocked" and self.payment_state in ("paid", "in_payment"):
            raise UserError(_("You can only block the payment of open invoices."))
        self.with_context(syncing=True).payment_state = state
        if state == "not_paid":
            self._compute_payment_state()

    def refresh_invoice_currency_rate(self):
        """Take the rate of the invoice's day."""
        self.ensure_one()
        self._sync()

    def action_update_fpos_values(self):
        """Work taxes and accounts of the lines out by the fiscal position."""
        for move in self:
            for line in move.invoice_line_ids.filtered("product_id"):
                values = {"product_id": line.product_id.id, "name": line.name,
                          "price_unit": line.price_unit}
                line._add_invoice_values(values, move)
                line.write({"tax_ids": values["tax_ids"],
                            "account_id": values["account_id"]})

    def action_validate_moves_with_confirmation(self):
        """Open the wizard that posts the drafts."""
        return {
            "name": _("Confirm Entries"), "type": "ir.actions.act_window",
            "res_model": "validate.account.move", "view_mode": "form", "target": "new",
            "context": {"active_model": "account.move", "active_ids": self.ids},
        }

    def preview_invoice(self):
        """Return the address of the portal's page of the invoice."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "target": "self",
                "url": self.get_portal_url()}
