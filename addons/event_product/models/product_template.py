"""Products that are tickets of events."""
from odoo import api, fields, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    service_tracking = fields.Selection(
        [("no", "Nothing"), ("event", "Event Registration")], string="Create on Order",
        required=True, default="no")

    @api.onchange("service_tracking")
    def _onchange_type_event(self):
        if self.service_tracking == "event":
            self.type = "service"
