"""Partial reconciliations: an amount of one line that is paid by another."""
from odoo import api, fields, models


class AccountPartialReconcile(models.Model):
    _inherit = "account.partial.reconcile"

    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True)
    max_date = fields.Date(compute="_compute_company_id", store=True)

    @api.depends("debit_move_id.date", "credit_move_id.date")
    def _compute_company_id(self):
        for partial in self:
            partial.company_id = partial.debit_move_id.company_id
            partial.max_date = max(
                partial.debit_move_id.date, partial.credit_move_id.date)

    def unlink(self):
        """Delete reconciliations, and the full ones that they make up."""
        undone = self.exchange_move_id | self.env["account.move"].search(
            [("tax_cash_basis_rec_id", "in", self.ids)]) if self else self.exchange_move_id
        fulls = self.full_reconcile_id
        lines = self.debit_move_id | self.credit_move_id
        group = lines._get_matched()
        result = super().unlink()
        fulls.exists().unlink()
        group.with_context(syncing=True).write(
            {"full_reconcile_id": False, "matching_number": False})
        for line in group.filtered(
                lambda line: line.matched_debit_ids or line.matched_credit_ids):
            line._note_full()
        posted = undone.exists().filtered(lambda move: move.state == "posted")
        if posted:
            posted._undo_by_reversal()
        return result
