"""Where a module came from: the addons path, or a file that a user sent."""
from __future__ import annotations

from odoo import fields, models


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    imported = fields.Boolean(string="Imported Module")
    module_type = fields.Selection(
        [("official", "Official Apps"), ("industries", "Industries")],
        default="official",
    )
