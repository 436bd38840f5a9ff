"""Events with what was ordered for them."""
from odoo import _, api, fields, models


class EventEvent(models.Model):
    _inherit = "event.event"

    sale_order_lines_ids = fields.One2many(
        "sale.order.line", "event_id", groups="sales_team.group_sale_salesman",
        string="All sale order lines pointing to this event")
    sale_price_total = fields.Monetary(
        compute="_compute_sale_price_total", groups="sales_team.group_sale_salesman")

    @api.depends("company_id.currency_id", "sale_order_lines_ids.price_total",
                 "sale_order_lines_ids.state")
    def _compute_sale_price_total(self):
        day = fields.Date.context_today(self)
        for event in self:
            company = event.company_id or self.env.company
            event.sale_price_total = sum(
                line.currency_id._convert(
                    line.price_total, company.currency_id, company, day)
                for line in event.sudo().sale_order_lines_ids if line.state != "cancel")

    def action_view_linked_orders(self):
        """List the orders of tickets."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": _("Quotations"),
            "res_model": "sale.order", "view_mode": "list,kanban,form,calendar,graph",
            "views": [(False, kind) for kind in ("list", "form")],
            "domain": [("order_line.event_id", "in", self.ids),
                       ("state", "!=", "cancel")],
            "context": {"create": 0},
        }
