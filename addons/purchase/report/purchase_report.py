"""The analysis of purchases: a row for each product, day and status in each order."""
from odoo import models
from odoo.tools import SQL

COLUMNS = {
    "order_id": "po.id", "date_order": "po.date_order", "state": "po.state",
    "date_approve": "po.date_approve", "partner_id": "po.partner_id",
    "user_id": "po.user_id", "company_id": "po.company_id",
    "fiscal_position_id": "po.fiscal_position_id", "product_id": "l.product_id",
    "product_tmpl_id": "p.product_tmpl_id", "category_id": "t.categ_id",
    "currency_id": "company.currency_id", "product_uom_id": "t.uom_id",
    "country_id": "partner.country_id",
    "commercial_partner_id": "partner.commercial_partner_id",
}
UNIT = "(line_uom.factor / product_uom.factor)"


class PurchaseReport(models.Model):
    _inherit = "purchase.report"
    _auto = False

    def _get_columns(self):
        """Return the columns that rows are grouped by: {name: SQL} (hook)."""
        return dict(COLUMNS)

    def _days_between(self, end, start):
        """Return the SQL of the days from one moment to another."""
        if self.env.cr.dialect.name == "sqlite":
            return f"(julianday({end}) - julianday({start}))"
        return f"(EXTRACT(EPOCH FROM ({end} - {start})) / 86400.0)"

    @property
    def _table_query(self):
        columns = self._get_columns()
        rate = "COALESCE(NULLIF(po.currency_rate, 0), 1.0)"

        def total(column):
            return f"SUM(l.{column} * {UNIT})"
        shown = [f"{sql} AS {name}" for name, sql in columns.items()]
        shown += [
            f"{self._days_between('po.date_approve', 'po.date_order')} AS delay",
            f"{self._days_between('l.date_planned', 'po.date_order')} AS delay_pass",
            "COUNT(*) AS nbr_lines",
            f"SUM(l.price_total / {rate}) AS price_total",
            f"SUM(l.price_subtotal / {rate}) AS untaxed_total",
            f"SUM(l.product_qty * l.price_unit / {rate}) / NULLIF("
            f"{total('product_qty')}, 0.0) AS price_average",
            f"SUM(COALESCE(p.weight, 0) * l.product_qty * {UNIT}) AS weight",
            f"SUM(COALESCE(p.volume, 0) * l.product_qty * {UNIT}) AS volume",
            f"{total('product_qty')} AS qty_ordered",
            f"{total('qty_received')} AS qty_received",
            f"{total('qty_invoiced')} AS qty_billed",
            "CASE WHEN t.purchase_method = 'purchase' THEN "
            f"{total('product_qty')} - {total('qty_invoiced')} ELSE "
            f"{total('qty_received')} - {total('qty_invoiced')} END AS qty_to_be_billed",
        ]
        grouped = [*columns.values(), "l.date_planned", "t.purchase_method", *(
            self._get_more_groups())]
        return SQL(
            "SELECT MIN(l.id) AS id, " + ", ".join([*shown, *self._get_more_columns()])
            + " FROM purchase_order_line l JOIN purchase_order po ON l.order_id = po.id"
            " JOIN res_partner partner ON po.partner_id = partner.id"
            " JOIN res_company company ON company.id = po.company_id"
            " LEFT JOIN product_product p ON l.product_id = p.id"
            " LEFT JOIN product_template t ON p.product_tmpl_id = t.id"
            " LEFT JOIN uom_uom line_uom ON line_uom.id = l.product_uom_id"
            " LEFT JOIN uom_uom product_uom ON product_uom.id = t.uom_id"
            + self._get_more_joins()
            + " WHERE l.display_type IS NULL GROUP BY " + ", ".join(grouped))

    def _get_more_columns(self):
        """Return further columns as SQL (hook)."""
        return []

    def _get_more_groups(self):
        """Return what further columns are grouped by (hook)."""
        return []

    def _get_more_joins(self):
        """Return further tables as SQL (hook)."""
        return ""
