"""The sales teams in the analysis of invoices."""
from odoo import api, models


class AccountInvoiceReport(models.Model):
    _inherit = "account.invoice.report"

    @api.model
    def _get_columns(self):
        return {**super()._get_columns(), "team_id": "move.team_id"}
