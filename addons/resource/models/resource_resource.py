"""People and things that work."""
from odoo import fields, models


class ResourceResource(models.Model):
    _inherit = "resource.resource"

    resource_type = fields.Selection(default="user")
    time_efficiency = fields.Float(default=100)
    calendar_id = fields.Many2one(
        default=lambda self: self.env.company.resource_calendar_id)
    tz = fields.Selection(
        default=lambda self: self.env.context.get("tz") or self.env.user.tz or "UTC",
        required=True,
    )

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        return [
            {**vals, "name": self.env._("%s (copy)", resource.name)}
            if "name" not in (default or {}) else vals
            for resource, vals in zip(self, values, strict=True)
        ]


class ResCompany(models.Model):
    _inherit = "res.company"

    resource_calendar_id = fields.Many2one("resource.calendar")

    def _create_resource_calendar(self):
        for company in self:
            company.resource_calendar_id = self.env["resource.calendar"].create({
                "name": self.env._("Standard 40 hours/week"), "company_id": company.id,
            })

    def create(self, vals_list):
        """Make companies, each with its working hours."""
        companies = super().create(vals_list)
        companies.filtered(
            lambda company: not company.resource_calendar_id
        )._create_resource_calendar()
        return companies
