"""What holds of an employee from a day on: job, department, contract."""
from odoo import api, fields, models


class HrVersion(models.Model):
    _inherit = "hr.version"

    date_version = fields.Date(default=fields.Date.context_today)
    employee_type = fields.Selection(default="employee")
    marital = fields.Selection(default="single")
    distance_home_work_unit = fields.Selection(default="kilometers")
    last_modified_date = fields.Datetime(default=fields.Datetime.now)
    last_modified_uid = fields.Many2one(default=lambda self: self.env.uid)
    hr_responsible_id = fields.Many2one(default=lambda self: self.env.user)
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, readonly=False,
        default=lambda self: self.env.company)
    address_id = fields.Many2one(default=lambda self: self.env.company.partner_id)
    resource_calendar_id = fields.Many2one(
        default=lambda self: self.env.company.resource_calendar_id)
    job_title = fields.Char(compute="_compute_job_title", store=True, readonly=False)
    is_current = fields.Boolean(compute="_compute_when")
    is_past = fields.Boolean(compute="_compute_when")
    is_future = fields.Boolean(compute="_compute_when")
    date_start = fields.Date(compute="_compute_dates")
    date_end = fields.Date(compute="_compute_dates")

    @api.depends("employee_id.company_id")
    def _compute_company_id(self):
        for version in self:
            version.company_id = version.employee_id.company_id or version.company_id \
                or self.env.company

    @api.depends("job_id.name")
    def _compute_job_title(self):
        for version in self.filtered("job_id"):
            if not version.job_title or not version.is_custom_job_title:
                version.job_title = version.job_id.name

    @api.depends("date_version")
    def _compute_dates(self):
        for version in self:
            later = version.employee_id.version_ids.filtered(
                lambda v, version=version: v.date_version > version.date_version)
            following = later.sorted("date_version")[:1]
            version.date_start = version.date_version
            version.date_end = fields.Date.subtract(following.date_version, days=1) \
                if following else version.contract_date_end

    @api.depends("date_version", "employee_id.current_version_id")
    def _compute_when(self):
        today = fields.Date.context_today(self)
        for version in self:
            version.is_current = version == version.employee_id.current_version_id
            version.is_future = version.date_version > today
            version.is_past = not version.is_current and not version.is_future

    @api.depends("name", "date_version")
    def _compute_display_name(self):
        for version in self:
            version.display_name = version.name if not version.employee_id \
                else str(version.date_version)

    def write(self, vals):
        """Change versions, noting when and by whom."""
        return super().write({
            "last_modified_date": fields.Datetime.now(),
            "last_modified_uid": self.env.uid, **vals,
        })
