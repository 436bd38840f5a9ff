"""The analysis of invoices: a row for each line of a product."""
from odoo import api, fields, models
from odoo.tools import SQL

TYPES = ("out_invoice", "out_refund", "in_invoice", "in_refund", "out_receipt",
         "in_receipt")
COLUMNS = {
    "id": "line.id", "move_id": "line.move_id", "product_id": "line.product_id",
    "account_id": "line.account_id", "journal_id": "line.journal_id",
    "company_id": "line.company_id", "company_currency_id": "line.company_currency_id",
    "commercial_partner_id": "line.partner_id", "partner_id": "move.partner_id",
    "state": "move.state", "move_type": "move.move_type",
    "invoice_user_id": "move.invoice_user_id", "invoice_date": "move.invoice_date",
    "fiscal_position_id": "move.fiscal_position_id", "currency_id": "move.currency_id",
    "payment_state": "move.payment_state", "invoice_date_due": "move.invoice_date_due",
    "product_uom_id": "template.uom_id", "product_categ_id": "template.categ_id",
    "country_id": "COALESCE(partner.country_id, commercial.country_id)",
}
# what brings money in counts as more, what takes it out as less
SIGN = "CASE WHEN move.move_type IN ('in_invoice', 'out_refund', 'in_receipt') " \
    "THEN -1 ELSE 1 END"
SALE = "move.move_type IN ('out_invoice', 'out_refund', 'out_receipt')"
RATIO = "COALESCE(unit.factor / NULLIF(base_unit.factor, 0), 1)"


class AccountInvoiceReport(models.Model):
    _inherit = "account.invoice.report"
    _auto = False
    _rec_name = "invoice_date"

    state = fields.Selection(copy=False)

    @api.model
    def _get_columns(self):
        """Return the plain columns: {name: SQL} (hook)."""
        return dict(COLUMNS)

    def _get_rate(self):
        """Return the SQL that brings a line's amount into the user's currency."""
        company, today = self.env.company, fields.Date.context_today(self)
        cases = []
        for other in self.env["res.company"].sudo().search(
                [("currency_id", "!=", company.currency_id.id)]):
            rate = self.env["res.currency"]._get_conversion_rate(
                other.currency_id, company.currency_id, company, today)
            cases.append(f"WHEN {int(other.id)} THEN {float(rate)!r}")
        return f"CASE line.company_id {' '.join(cases)} ELSE 1 END" if cases else "1"

    @property
    def _table_query(self):
        quantity = f"(line.quantity * {RATIO})"
        amount = f"(-line.balance * ({self._get_rate()}))"
        cost = SQL("COALESCE(%s, 0)", self.env["product.product"].sudo()._field_to_sql(
            "product", "standard_price"))
        direction = f"({SIGN})"
        worth = SQL(f"({quantity} * %s)", cost)
        shown = [SQL(f"{sql} AS {name}") for name, sql in self._get_columns().items()]
        shown += [
            SQL(f"{quantity} * {direction} AS quantity"),
            SQL(f"line.price_subtotal * {direction} AS price_subtotal_currency"),
            SQL(f"line.price_total * {direction} AS price_total_currency"),
            SQL(f"{amount} AS price_subtotal"),
            SQL(f"{amount} * COALESCE(line.price_total / NULLIF(line.price_subtotal, 0), "
                "0) AS price_total"),
            SQL(f"COALESCE({amount} / NULLIF({quantity}, 0), 0) * {direction} "
                "AS price_average"),
            SQL(f"CASE WHEN NOT {SALE} THEN 0 ELSE {amount} - {direction} * %s END "
                "AS price_margin", worth),
            SQL(f"CASE WHEN NOT {SALE} THEN 0 ELSE -{direction} * %s END "
                "AS inventory_value", worth),
        ]
        return SQL(
            "SELECT %s FROM account_move_line line"
            " JOIN account_move move ON move.id = line.move_id"
            " LEFT JOIN res_partner partner ON partner.id = move.partner_id"
            " LEFT JOIN res_partner commercial"
            " ON commercial.id = move.commercial_partner_id"
            " LEFT JOIN product_product product ON product.id = line.product_id"
            " LEFT JOIN product_template template ON template.id = product.product_tmpl_id"
            " LEFT JOIN uom_uom unit ON unit.id = line.product_uom_id"
            " LEFT JOIN uom_uom base_unit ON base_unit.id = template.uom_id"
            " WHERE line.display_type = 'product' AND line.account_id IS NOT NULL"
            " AND move.move_type IN %s", SQL(", ").join(shown), TYPES)
