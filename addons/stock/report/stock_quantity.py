"""How much of products there was and will be, by day: from three months ago on."""
from dateutil.relativedelta import relativedelta
from odoo import fields, models
from odoo.tools import SQL

# what goes between warehouses: (place that decides, the other end, sign)
WAYS = (("target", "source", 1), ("source", "target", -1))


class ReportStockQuantity(models.Model):
    _inherit = "report.stock.quantity"
    _auto = False

    @property
    def _table_query(self):
        today = fields.Date.today()
        start, end = today - relativedelta(months=3), today + relativedelta(months=3)
        sqlite = self.env.cr.dialect.name == "sqlite"
        first = "DATE(%s)" if sqlite else "CAST(%s AS DATE)"
        following = "DATE(day, '+1 day')" if sqlite else "CAST(day + 1 AS DATE)"
        events = " UNION ALL ".join(self._get_events(*way) for way in WAYS)
        same = "e.product_id = k.product_id AND e.warehouse_id = k.warehouse_id"
        return SQL(
            f"WITH RECURSIVE days(day) AS (SELECT {first} UNION ALL SELECT {following} "
            f"FROM days WHERE day < {first}), events AS ({events}), "
            "stock AS (SELECT q.product_id, l.warehouse_id, q.company_id, "
            "SUM(q.quantity) AS quantity FROM stock_quant q "
            "JOIN stock_location l ON l.id = q.location_id "
            "WHERE l.usage IN ('internal', 'transit') AND l.warehouse_id IS NOT NULL "
            "GROUP BY q.product_id, l.warehouse_id, q.company_id), "
            "keys AS (SELECT product_id, warehouse_id, company_id FROM stock UNION "
            "SELECT product_id, warehouse_id, company_id FROM events), "
            "report AS (SELECT 'forecast' AS state, k.product_id, d.day AS date, "
            "COALESCE(s.quantity, 0) + COALESCE((SELECT SUM(CASE "
            "WHEN NOT e.done AND e.day <= d.day THEN e.quantity "
            "WHEN e.done AND e.day > d.day THEN -e.quantity ELSE 0 END) "
            f"FROM events e WHERE {same}), 0) AS product_qty, k.company_id, k.warehouse_id "
            "FROM keys k CROSS JOIN days d LEFT JOIN stock s ON "
            "s.product_id = k.product_id AND s.warehouse_id = k.warehouse_id "
            "UNION ALL SELECT CASE WHEN quantity > 0 THEN 'in' ELSE 'out' END, product_id, "
            "day, SUM(quantity), company_id, warehouse_id FROM events WHERE NOT done "
            "GROUP BY product_id, day, company_id, warehouse_id, "
            "CASE WHEN quantity > 0 THEN 'in' ELSE 'out' END) "
            "SELECT ROW_NUMBER() OVER (ORDER BY report.product_id, report.warehouse_id, "
            "report.state, report.date) AS id, report.*, p.product_tmpl_id "
            "FROM report JOIN product_product p ON p.id = report.product_id",
            start.isoformat(), end.isoformat())

    def _get_events(self, own, other, sign):
        """Return the SQL of what comes to warehouses (sign 1), or leaves them (-1)."""
        moved = "COALESCE((SELECT SUM(quantity_product_uom) FROM stock_move_line " \
            "WHERE move_id = m.id), 0)"
        return (
            f"SELECT m.product_id, {own}.warehouse_id, m.company_id, DATE(m.date) AS day, "
            f"{sign} * CASE WHEN m.state = 'done' THEN {moved} ELSE m.product_qty END "
            "AS quantity, m.state = 'done' AS done FROM stock_move m "
            "JOIN stock_location source ON source.id = m.location_id "
            "JOIN stock_location target ON target.id = m.location_dest_id "
            "JOIN product_product p ON p.id = m.product_id "
            "JOIN product_template t ON t.id = p.product_tmpl_id "
            f"WHERE t.is_storable AND {own}.warehouse_id IS NOT NULL "
            f"AND ({other}.warehouse_id IS NULL "
            f"OR {other}.warehouse_id != {own}.warehouse_id) "
            "AND m.state NOT IN ('draft', 'cancel') AND m.product_qty != 0")
