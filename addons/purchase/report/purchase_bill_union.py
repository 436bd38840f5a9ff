"""What a bill can be filled from: orders that are open, and bills of before."""
from odoo import api, models
from odoo.tools import SQL


class PurchaseBillUnion(models.Model):
    _inherit = "purchase.bill.union"
    _auto = False

    @property
    def _table_query(self):
        return SQL(
            "SELECT id, name, ref AS reference, partner_id, date, "
            "amount_untaxed AS amount, currency_id, company_id, id AS vendor_bill_id, "
            "CAST(NULL AS INTEGER) AS purchase_order_id FROM account_move "
            "WHERE move_type = 'in_invoice' AND state = 'posted' "
            "UNION ALL SELECT -id, name, partner_ref, partner_id, DATE(date_order), "
            "amount_untaxed, currency_id, company_id, CAST(NULL AS INTEGER), id "
            "FROM purchase_order WHERE state = 'purchase' "
            "AND invoice_status IN ('to invoice', 'no')")

    @api.depends("name", "reference")
    @api.depends_context("show_total_amount")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.name or ''} - {row.reference}" if row.reference \
                else row.name or ""
