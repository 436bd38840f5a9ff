"""From where somebody came."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

LONGEST = 24        # letters of a content that a name takes over as they are


class UtmSource(models.Model):
    _name = "utm.source"
    _description = "UTM Source"

    name = fields.Char(string="Source Name", required=True)

    _unique_name = models.Constraint("UNIQUE(name)", "The name must be unique")

    @api.model_create_multi
    def create(self, vals_list):
        """Make sources; names that are taken are counted on."""
        return super().create(self.env["utm.mixin"]._with_unique_names(self, vals_list))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_referral(self):
        referral = self.env.ref("utm.utm_source_referral", raise_if_not_found=False)
        if referral and referral in self:
            raise ValidationError(_(
                "You cannot delete the 'Referral' UTM source record."))

    def _generate_name(self, record, content):
        """Return the name of the source that a record is; False without a content."""
        if not content:
            return False
        text = content.replace("\n", " ")
        if len(text) >= LONGEST:
            text = f"{text[:LONGEST - 4]}..."
        day = fields.Date.to_string(record.create_date or fields.Date.today())
        return _(
            "%(content)s (%(model_description)s created on %(create_date)s)", content=text,
            model_description=self.env["ir.model"]._get(record._name).name,
            create_date=day)
