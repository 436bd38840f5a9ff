"""How the average cost of products came about: a row for each move and each cost set."""
from odoo import _, api, fields, models
from odoo.tools import SQL


class StockAvcoReport(models.Model):
    _inherit = "stock.avco.report"
    _auto = False

    added_value = fields.Float(compute="_compute_running")
    total_quantity = fields.Float(compute="_compute_running")
    total_value = fields.Float(compute="_compute_running")
    avco_value = fields.Float(compute="_compute_running")
    justification = fields.Text(compute="_compute_justification")

    @property
    def _table_query(self):
        # moves have ids of their own, costs that were set have negative ones
        return SQL("""
            SELECT m.id AS id, 'stock.move' AS res_model_name, DATE(m.date) AS date,
                   m.product_id AS product_id, m.company_id AS company_id,
                   m.reference AS reference, m.reference AS description,
                   m.write_uid AS user_id,
                   CASE WHEN m.is_in THEN 1 ELSE -1 END * m.value AS value,
                   CASE WHEN m.is_in THEN 1 ELSE -1 END * l.moved AS quantity
              FROM stock_move m
              JOIN (SELECT move_id, SUM(quantity_product_uom) AS moved
                      FROM stock_move_line GROUP BY move_id) l ON l.move_id = m.id
             WHERE m.state = 'done' AND (m.is_in OR m.is_out)
            UNION ALL
            SELECT -v.id, 'product.value', DATE(v.date), v.product_id, v.company_id,
                   COALESCE(v.description, ''), COALESCE(v.description, ''),
                   v.user_id, v.value, 0
              FROM product_value v
             WHERE v.product_id IS NOT NULL AND v.move_id IS NULL""")

    @api.depends("value", "quantity", "product_id")
    def _compute_running(self):
        found = {}
        for product, company in {(row.product_id, row.company_id) for row in self}:
            rows = self.search([("product_id", "=", product.id),
                                ("company_id", "=", company.id)])
            found |= rows._run_average()
        for row in self:
            row.added_value, row.total_quantity, row.total_value, row.avco_value = \
                found.get(row.id, (0.0, 0.0, 0.0, 0.0))

    def _run_average(self):
        """Return {id: (added value, quantity, value, cost)} of one product's rows."""
        found, cost, quantity = {}, 0.0, 0.0
        moments = {row.id: self.env[row.res_model_name].browse(abs(row.id)).date
                   for row in self}
        for row in self.sorted(lambda row: (
                moments[row.id], row.res_model_name == "stock.move", row.id)):
            before = quantity * cost
            if row.res_model_name == "product.value":
                cost = row.value
            else:
                known = max(quantity, 0.0)
                if row.quantity > 0:
                    cost = (known * cost + row.value) / (known + row.quantity)
                quantity += row.quantity
            found[row.id] = (quantity * cost - before, quantity, quantity * cost, cost)
        return found

    def _compute_justification(self):
        for row in self:
            record = self.env[row.res_model_name].browse(abs(row.id))
            row.justification = record.value_justification or False \
                if row.res_model_name == "stock.move" else _(
                    "Cost set to %s", row.currency_id.format(row.value))
