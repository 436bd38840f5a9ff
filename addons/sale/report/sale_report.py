"""The analysis of sales: a row for each product, price and status in each order."""
from odoo import models
from odoo.tools import SQL

# what rows of one order have in common to be counted together
COLUMNS = {
    "product_id": "l.product_id", "product_uom_id": "t.uom_id",
    "line_invoice_status": "l.invoice_status", "price_unit": "l.price_unit",
    "discount": "l.discount", "order": "s.id", "name": "s.name", "date": "s.date_order",
    "state": "s.state", "invoice_status": "s.invoice_status",
    "partner_id": "s.partner_id", "user_id": "s.user_id", "company_id": "s.company_id",
    "campaign_id": "s.campaign_id", "medium_id": "s.medium_id",
    "source_id": "s.source_id", "categ_id": "t.categ_id",
    "pricelist_id": "s.pricelist_id", "team_id": "s.team_id",
    "product_tmpl_id": "p.product_tmpl_id",
    "commercial_partner_id": "c.commercial_partner_id", "country_id": "c.country_id",
    "industry_id": "c.industry_id", "state_id": "c.state_id", "partner_zip": "c.zip",
    "rate": "s.currency_rate", "currency_id": "company.currency_id",
}
QUANTITIES = {
    "product_uom_qty": "product_uom_qty", "qty_delivered": "qty_delivered",
    "qty_invoiced": "qty_invoiced", "qty_to_invoice": "qty_to_invoice",
}
AMOUNTS = ("price_total", "price_subtotal", "untaxed_amount_to_invoice",
           "untaxed_amount_invoiced")


class SaleReport(models.Model):
    _inherit = "sale.report"
    _auto = False

    def _get_columns(self):
        """Return the columns that rows are grouped by: {name: SQL} (hook)."""
        return dict(COLUMNS)

    @property
    def _table_query(self):
        columns = self._get_columns()
        unit = "(u.factor / u2.factor)"
        rate = "COALESCE(NULLIF(s.currency_rate, 0), 1.0)"
        shown = [f"{sql} AS {name}" for name, sql in columns.items()
                 if name not in ("order", "rate", "price_unit")]
        shown.append(f"l.price_unit / {rate} AS price_unit")
        for name, column in QUANTITIES.items():
            shown.append(f"SUM(CASE WHEN l.product_id IS NULL THEN 0 "
                         f"ELSE l.{column} * {unit} END) AS {name}")
        shown.append("SUM(CASE WHEN l.product_id IS NULL THEN 0 ELSE "
                     f"(l.product_uom_qty - l.qty_delivered) * {unit} END) "
                     "AS qty_to_deliver")
        shown += [f"SUM(l.{name}) / {rate} AS {name}" for name in AMOUNTS]
        shown += [
            "COUNT(*) AS nbr", "'sale.order,' || s.id AS order_reference",
            f"SUM(l.price_unit * l.product_uom_qty * l.discount / 100.0) / {rate} "
            "AS discount_amount",
            f"SUM(COALESCE(p.weight, 0) * l.product_uom_qty * {unit}) AS weight",
            f"SUM(COALESCE(p.volume, 0) * l.product_uom_qty * {unit}) AS volume",
        ]
        return SQL(
            "SELECT MIN(l.id) AS id, " + ", ".join(shown)
            + " FROM sale_order_line l JOIN sale_order s ON s.id = l.order_id"
            " JOIN res_partner c ON c.id = s.partner_id"
            " JOIN res_company company ON company.id = s.company_id"
            " LEFT JOIN product_product p ON p.id = l.product_id"
            " LEFT JOIN product_template t ON t.id = p.product_tmpl_id"
            " LEFT JOIN uom_uom u ON u.id = l.product_uom_id"
            " LEFT JOIN uom_uom u2 ON u2.id = t.uom_id"
            " WHERE l.display_type IS NULL GROUP BY " + ", ".join(columns.values()))

    def action_open_order(self):
        """Open the order of the row."""
        self.ensure_one()
        order = self.order_reference
        return {"type": "ir.actions.act_window", "res_model": order._name,
                "views": [(False, "form")], "res_id": order.id}
