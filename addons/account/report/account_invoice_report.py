"""What the reports of invoices are given."""
from odoo import api, models


class ReportAccountReportInvoice(models.AbstractModel):
    _inherit = "report.account.report_invoice"

    @api.model
    def _get_report_values(self, docids, data=None):
        moves = self.env["account.move"].browse(docids)
        return {"doc_ids": docids, "doc_model": "account.move", "docs": moves}


class ReportAccountReportInvoiceWithPayments(models.AbstractModel):
    _inherit = "report.account.report_invoice_with_payments"

    @api.model
    def _get_report_values(self, docids, data=None):
        return {**super()._get_report_values(docids, data), "report_type":
                (data or {}).get("report_type", "")}
