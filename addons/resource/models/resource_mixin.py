"""Records that have a resource of their own."""
from odoo import api, fields, models


class ResourceMixin(models.AbstractModel):
    _inherit = "resource.mixin"

    resource_id = fields.Many2one(
        "resource.resource", "Resource", auto_join=True, index=True,
        ondelete="restrict", required=True)
    company_id = fields.Many2one(
        "res.company", "Company", default=lambda self: self.env.company, index=True,
        related="resource_id.company_id", precompute=True, store=True, readonly=False)
    resource_calendar_id = fields.Many2one(
        "resource.calendar", "Working Hours", index=True,
        default=lambda self: self.env.company.resource_calendar_id,
        related="resource_id.calendar_id", store=True, readonly=False)
    tz = fields.Selection(
        string="Timezone", related="resource_id.tz", readonly=False)

    @api.model_create_multi
    def create(self, vals_list):
        """Make records, each with its resource."""
        todo = [vals for vals in vals_list if not vals.get("resource_id")]
        resources = self.env["resource.resource"].create([
            self._prepare_resource_values(vals, vals.pop("tz", False)
                                          or self.env.context.get("tz"))
            for vals in todo
        ])
        for vals, resource in zip(todo, resources, strict=True):
            vals["resource_id"] = resource.id
        return super(
            ResourceMixin, self.with_context(check_idempotence=True)).create(vals_list)

    def _prepare_resource_values(self, vals, tz):
        values = {"name": vals.get(self._rec_name)}
        if tz:
            values["tz"] = tz
        company = vals.get("company_id", self.env.company.id)
        if company:
            values["company_id"] = company
        calendar = vals.get("resource_calendar_id")
        if calendar is None:
            calendar = self.env.company.resource_calendar_id.id
        values["calendar_id"] = calendar
        return values

    def copy_data(self, default=None):
        """Return the values of copies, each with a copy of the resource."""
        default = dict(default or {})
        values = super().copy_data(default)
        for record, vals in zip(self, values, strict=True):
            vals["resource_id"] = record.resource_id.copy().id
            vals["company_id"] = record.company_id.id
        return values
