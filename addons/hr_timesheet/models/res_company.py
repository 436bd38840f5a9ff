"""In which units companies count time."""
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    project_time_mode_id = fields.Many2one(
        "uom.uom", string="Project Time Unit", default=lambda self: self._default_hours())
    timesheet_encode_uom_id = fields.Many2one(
        "uom.uom", string="Timesheet Encoding Unit",
        default=lambda self: self._default_hours())

    def _default_hours(self):
        return self.env.ref("uom.product_uom_hour", raise_if_not_found=False)
