"""What companies decide about purchases."""
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    po_lock = fields.Selection(default="edit")
    po_double_validation = fields.Selection(default="one_step")
    po_double_validation_amount = fields.Monetary(default=5000)
