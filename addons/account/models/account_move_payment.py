"""Whether invoices are paid, and by what."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    _inherit = "account.move"

    payment_state = fields.Selection(
        compute="_compute_payment_state", store=True, readonly=True)
    status_in_payment = fields.Selection(compute="_compute_status_in_payment")
    payment_count = fields.Integer(compute="_compute_payment_count")
    reconciled_payment_ids = fields.Many2many(
        "account.payment", compute="_compute_payment_count")
    has_reconciled_entries = fields.Boolean(compute="_compute_payment_count")

    @api.depends("amount_residual", "amount_total", "move_type", "state",
                 "line_ids.matched_debit_ids", "line_ids.matched_credit_ids")
    def _compute_payment_state(self):
        for move in self:
            move.payment_state = move._get_payment_state()

    def _get_payment_state(self):
        if self.payment_state == "blocked" and self.amount_residual:
            return "blocked"
        if not self.is_invoice(True) or self.state != "posted":
            return "not_paid"
        terms = self.line_ids.filtered(lambda line: line.display_type == "payment_term")
        partners = (terms.matched_debit_ids.debit_move_id
                    | terms.matched_credit_ids.credit_move_id).move_id
        if self.currency_id.is_zero(self.amount_residual):
            if not partners and not self.currency_id.is_zero(self.amount_total):
                return "not_paid"
            kinds = set(partners.mapped("move_type"))
            undone = {"out_invoice": {"out_refund"}, "in_invoice": {"in_refund"},
                      "out_refund": {"out_invoice"}, "in_refund": {"in_invoice"}}
            if kinds and kinds <= undone.get(self.move_type, set()) and \
                    self.move_type in ("out_invoice", "in_invoice"):
                return "reversed"
            return "paid"
        return "partial" if partners else "not_paid"

    @api.depends("payment_state", "state", "is_move_sent")
    def _compute_status_in_payment(self):
        for move in self:
            if move.state in ("draft", "cancel"):
                move.status_in_payment = move.state
            else:
                move.status_in_payment = move.payment_state

    @api.depends("line_ids.matched_debit_ids", "line_ids.matched_credit_ids")
    def _compute_payment_count(self):
        for move in self:
            lines = move.line_ids
            others = (lines.matched_debit_ids.debit_move_id
                      | lines.matched_credit_ids.credit_move_id)
            payments = others.move_id.origin_payment_id
            move.reconciled_payment_ids = payments
            move.payment_count = len(payments)
            move.has_reconciled_entries = bool(others)

    def action_register_payment(self):
        """Open the wizard that pays the invoices; UserError unless they are posted."""
        if any(move.state != "posted" for move in self):
            raise UserError(_("You can only register payment for posted journal entries."))
        return self.action_force_register_payment()

    def action_force_register_payment(self):
        """Open the wizard that pays the invoices, drafts too."""
        if any(move.move_type == "entry" for move in self):
            raise UserError(_("You cannot register payments for miscellaneous entries."))
        return self.line_ids.action_register_payment()

    def _match_earlier_payments(self):
        """Match invoices with payments that were made while they were drafts."""
        for move in self.filtered("matched_payment_ids"):
            move.line_ids.filtered(
                lambda line: line.display_type == "payment_term"
            )._match_payment(move.matched_payment_ids)

    def js_assign_outstanding_line(self, line_id):
        """Match the invoice with a line of a payment or refund."""
        self.ensure_one()
        line = self.env["account.move.line"].browse(line_id)
        own = self.line_ids.filtered(
            lambda own: own.account_id == line.account_id and not own.reconciled)
        return (line + own).reconcile()

    def js_remove_outstanding_partial(self, partial_id):
        """Take one matching of the invoice back."""
        self.ensure_one()
        self.env["account.partial.reconcile"].browse(partial_id).unlink()
