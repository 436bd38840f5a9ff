"""By which medium somebody came."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError

NEEDED = ("email", "direct", "website", "twitter", "facebook", "linkedin")


class UtmMedium(models.Model):
    _name = "utm.medium"
    _description = "UTM Medium"
    _order = "name"

    active = fields.Boolean(default=True)
    name = fields.Char(string="Medium Name", required=True)

    _unique_name = models.Constraint("UNIQUE(name)", "The name must be unique")

    @api.model_create_multi
    def create(self, vals_list):
        """Make media; names that are taken are counted on."""
        return super().create(self.env["utm.mixin"]._with_unique_names(self, vals_list))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_utm_medium_record(self):
        for name in NEEDED:
            medium = self.env.ref(f"utm.utm_medium_{name}", raise_if_not_found=False)
            if medium and medium in self:
                raise UserError(_(
                    "Oops, you can't delete the Medium '%s'.\nDoing so would be like "
                    "tearing down a load-bearing wall \u2014 not the best idea.",
                    medium.name))
