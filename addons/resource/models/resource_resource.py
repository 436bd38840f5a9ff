"""People and things that work."""
from odoo import api, fields, models


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

    _check_time_efficiency = models.Constraint(
        "CHECK(time_efficiency>0)", "Time efficiency must be strictly positive")

    @api.model_create_multi
    def create(self, vals_list):
        """Make resources, in the time zone of their user or of their hours."""
        vals_list = [dict(vals) for vals in vals_list]
        for vals in vals_list:
            company = self.env["res.company"].browse(vals.get("company_id") or ())
            if company and "calendar_id" not in vals:
                vals["calendar_id"] = company.resource_calendar_id.id
            if not vals.get("tz"):
                user = self.env["res.users"].browse(vals.get("user_id") or ())
                hours = self.env["resource.calendar"].browse(vals.get("calendar_id") or ())
                zone = user.tz or hours.tz
                if zone:
                    vals["tz"] = zone
        return super().create(vals_list)

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
