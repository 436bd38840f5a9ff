"""The wizard that reverses entries."""
from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError


class AccountMoveReversal(models.TransientModel):
    _inherit = "account.move.reversal"

    move_ids = fields.Many2many("account.move", "account_move_reversal_move",
                                "reversal_id", "move_id")
    date = fields.Date(default=fields.Date.context_today)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    journal_id = fields.Many2one(
        "account.journal", compute="_compute_journal_id", store=True, readonly=False)
    available_journal_ids = fields.Many2many(
        "account.journal", compute="_compute_available_journal_ids")
    currency_id = fields.Many2one("res.currency", compute="_compute_from_moves")
    move_type = fields.Char(compute="_compute_from_moves")
    residual = fields.Monetary(compute="_compute_from_moves")

    @api.model
    def default_get(self, fields_list):
        """Take the entries to reverse from the context."""
        values = super().default_get(fields_list)
        context = self.env.context
        if context.get("active_model") == "account.move":
            moves = self.env["account.move"].browse(
                context.get("active_ids") or [context.get("active_id")])
            if any(move.state != "posted" for move in moves):
                raise UserError(_(
                    "You can only reverse posted moves."))
            values["company_id"] = moves[:1].company_id.id
            values["move_ids"] = [Command.set(moves.ids)]
        return values

    @api.depends("move_ids")
    def _compute_journal_id(self):
        for wizard in self:
            wizard.journal_id = wizard.journal_id or wizard.move_ids.journal_id[:1]

    @api.depends("move_ids")
    def _compute_available_journal_ids(self):
        for wizard in self:
            wizard.available_journal_ids = self.env["account.journal"].search([
                ("company_id", "=", wizard.company_id.id),
                ("type", "in", wizard.move_ids.journal_id.mapped("type"))])

    @api.depends("move_ids")
    def _compute_from_moves(self):
        for wizard in self:
            moves = wizard.move_ids
            wizard.residual = moves.amount_residual if len(moves) == 1 else 0
            wizard.currency_id = moves.currency_id if len(moves.currency_id) == 1 else False
            kinds = set(moves.mapped("move_type"))
            wizard.move_type = moves.move_type if len(moves) == 1 else (
                kinds & {"in_invoice", "out_invoice"} and "some_invoice" or False)

    @api.constrains("journal_id", "move_ids")
    def _check_journal_type(self):
        for wizard in self:
            if wizard.journal_id.type not in wizard.move_ids.journal_id.mapped("type"):
                raise UserError(_("Journal should be the same type as the reversed entry."))

    def _get_values(self, move):
        reference = _("Reversal of: %(move_name)s, %(reason)s", move_name=move.name,
                      reason=self.reason) if self.reason else _(
                          "Reversal of: %s", move.name)
        return {
            "ref": reference, "date": self.date or move.date,
            "invoice_date": move.is_invoice(True) and (self.date or move.date) or False,
            "invoice_date_due": self.date or move.date,
            "journal_id": self.journal_id.id, "invoice_payment_term_id": False,
            "invoice_user_id": move.invoice_user_id.id,
        }

    def reverse_moves(self, is_modify=False):
        """Reverse the entries; with `is_modify` undo them and open copies."""
        self.ensure_one()
        moves, made = self.move_ids, self.env["account.move"]
        for move in moves:
            cancel = is_modify or move.move_type == "entry"
            reverse = move._reverse_moves([self._get_values(move)], cancel=cancel)
            made |= reverse if not is_modify else move.with_context(
                include_business_fields=True).copy(
                    {"date": self.date, "invoice_date": self.date},
                ).with_context(self.env.context)
        self.new_move_ids = made
        action = {
            "name": _("Reverse Moves"), "type": "ir.actions.act_window",
            "res_model": "account.move",
        }
        if len(made) == 1:
            return {**action, "view_mode": "form", "res_id": made.id,
                    "context": {"default_move_type": made.move_type}}
        return {**action, "view_mode": "list,form", "domain": [("id", "in", made.ids)]}

    def refund_moves(self):
        """Make reversals as drafts."""
        return self.reverse_moves(is_modify=False)

    def modify_moves(self):
        """Undo the entries and make copies to change."""
        return self.reverse_moves(is_modify=True)
