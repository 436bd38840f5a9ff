"""What contacts owe, and the accounts it is booked on."""
from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    credit = fields.Monetary("Total Receivable", compute="_compute_credit_debit")
    debit = fields.Monetary("Total Payable", compute="_compute_credit_debit")
    total_invoiced = fields.Monetary(
        "Total Invoiced", compute="_compute_total_invoiced")
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")

    @api.depends_context("company")
    def _compute_currency_id(self):
        self.currency_id = self.env.company.currency_id

    @api.depends_context("company")
    def _compute_credit_debit(self):
        groups = self.env["account.move.line"].sudo()._read_group([
            ("partner_id", "in", self.ids), ("parent_state", "=", "posted"),
            ("company_id", "=", self.env.company.id),
            ("account_type", "in", ("asset_receivable", "liability_payable")),
        ], ["partner_id", "account_id"], ["amount_residual:sum"])
        sums = {}
        for partner, account, amount in groups:
            key = partner.id, account.account_type
            sums[key] = sums.get(key, 0.0) + amount
        for partner in self:
            partner.credit = sums.get((partner.id, "asset_receivable"), 0.0)
            partner.debit = -sums.get((partner.id, "liability_payable"), 0.0)

    def _compute_total_invoiced(self):
        for partner in self:
            moves = self.env["account.move"].sudo().search([
                ("partner_id", "child_of", partner.ids), ("state", "=", "posted"),
                ("move_type", "in", ("out_invoice", "out_refund"))])
            partner.total_invoiced = sum(moves.mapped("amount_untaxed_signed"))

    def _get_trade_account(self, kind):
        """Return the account that what the partner owes or is owed is booked on."""
        name = "receivable" if kind == "asset_receivable" else "payable"
        partner = self.commercial_partner_id or self
        account = partner[f"property_account_{name}_id"] if partner else None
        return account or self.env["account.account"].search([
            ("account_type", "=", kind),
            ("company_ids", "in", self.env.company.ids),
        ], order="code desc" if name == "receivable" else "code", limit=1)
