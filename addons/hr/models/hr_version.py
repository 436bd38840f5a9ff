"""What holds of an employee from a day on: job, department, contract."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

KILOMETERS_A_MILE = 1.609


class HrVersion(models.Model):
    _inherit = "hr.version"

    active = fields.Boolean(default=True)
    date_version = fields.Date(default=fields.Date.context_today)
    employee_type = fields.Selection(default="employee")
    marital = fields.Selection(default="single")
    distance_home_work_unit = fields.Selection(default="kilometers")
    km_home_work = fields.Integer(
        compute="_compute_km_home_work", inverse="_inverse_km_home_work", store=True)
    last_modified_date = fields.Datetime(default=fields.Datetime.now)
    last_modified_uid = fields.Many2one(default=lambda self: self.env.uid)
    hr_responsible_id = fields.Many2one(default=lambda self: self.env.user)
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, readonly=False,
        default=lambda self: self.env.company)
    address_id = fields.Many2one(default=lambda self: self.env.company.partner_id)
    resource_calendar_id = fields.Many2one(
        default=lambda self: self.env.company.resource_calendar_id,
        inverse="_inverse_resource_calendar_id")
    structure_type_id = fields.Many2one(
        compute="_compute_structure_type_id", store=True, readonly=False,
        default=lambda self: self._default_structure_type())
    job_title = fields.Char(
        compute="_compute_job_title", inverse="_inverse_job_title", store=True,
        readonly=False)
    is_custom_job_title = fields.Boolean(default=False, readonly=True)
    is_flexible = fields.Boolean(compute="_compute_is_flexible", store=True)
    is_fully_flexible = fields.Boolean(compute="_compute_is_flexible", store=True)
    allowed_country_state_ids = fields.Many2many(
        compute="_compute_allowed_country_state_ids")
    contract_wage = fields.Monetary(compute="_compute_contract_wage")
    member_of_department = fields.Boolean(
        compute="_compute_member_of_department", search="_search_member_of_department")

    _unique_day = models.UniqueIndex(
        "(employee_id, date_version) WHERE active = TRUE AND employee_id IS NOT NULL",
        "An employee cannot have multiple active versions sharing the same effective date.")

    def _default_structure_type(self):
        country = self.env.company.country_id
        return self.env["hr.payroll.structure.type"].search(
            [("country_id", "in", (country.id, False))], order="country_id, id", limit=1)

    # ---- computed
    @api.depends("employee_id.company_id")
    def _compute_company_id(self):
        for version in self:
            version.company_id = version.employee_id.company_id or version.company_id \
                or self.env.company

    @api.depends("company_id")
    def _compute_structure_type_id(self):
        for version in self:
            kept = version.structure_type_id
            country = version.company_id.country_id
            if not kept or kept.country_id and kept.country_id != country:
                version.structure_type_id = version.with_company(
                    version.company_id)._default_structure_type()

    @api.depends("job_id.name")
    def _compute_job_title(self):
        for version in self.filtered("job_id"):
            if not version.job_title or not version.is_custom_job_title:
                version.job_title = version.job_id.name

    def _inverse_job_title(self):
        for version in self:
            version.is_custom_job_title = bool(version.job_title) \
                and version.job_title != version.job_id.name

    @api.depends("distance_home_work", "distance_home_work_unit")
    def _compute_km_home_work(self):
        for version in self:
            factor = KILOMETERS_A_MILE if version.distance_home_work_unit == "miles" else 1
            version.km_home_work = int(version.distance_home_work * factor)

    def _inverse_km_home_work(self):
        for version in self:
            factor = KILOMETERS_A_MILE if version.distance_home_work_unit == "miles" else 1
            version.distance_home_work = int(version.km_home_work / factor)

    @api.depends("resource_calendar_id.flexible_hours")
    def _compute_is_flexible(self):
        for version in self:
            calendar = version.resource_calendar_id
            version.is_fully_flexible = not calendar
            version.is_flexible = not calendar or calendar.flexible_hours

    def _inverse_resource_calendar_id(self):
        for version in self:
            employee = version.employee_id
            if employee and version == employee.current_version_id:
                employee.resource_id.calendar_id = version.resource_calendar_id

    @api.depends("private_country_id")
    def _compute_allowed_country_state_ids(self):
        states = self.env["res.country.state"].search([])
        for version in self:
            country = version.private_country_id
            version.allowed_country_state_ids = country.state_ids if country else states

    @api.depends("wage")
    def _compute_contract_wage(self):
        for version in self:
            version.contract_wage = version.wage

    @api.depends("department_id")
    @api.depends_context("uid", "company")
    def _compute_member_of_department(self):
        own = self.env.user.employee_id.department_id
        below = own.get_children_department_ids() if own else own
        for version in self:
            version.member_of_department = version.department_id in below

    def _search_member_of_department(self, operator, value):
        if operator != "in":
            return NotImplemented
        own = self.env.user.employee_id.department_id
        return [("department_id", "child_of", own.ids)] if own \
            else [("id", "=", False)]

    @api.depends("name", "date_version", "employee_id")
    def _compute_display_name(self):
        for version in self:
            version.display_name = format_date(
                self.env, version.date_version, date_format="MMM d, y",
            ) if version.employee_id else version.name

    # ---- life
    def write(self, vals):
        """Change versions, noting when and by whom."""
        moved = {"employee_id", "date_version", "active"} & set(vals)
        result = super().write({
            "last_modified_date": fields.Datetime.now(),
            "last_modified_uid": self.env.uid, **vals,
        })
        self._sync_contract_dates(vals)
        if moved:
            self.employee_id._update_current_version()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_last_version(self):
        for employee in self.employee_id:
            if not employee.with_context(active_test=False).version_ids - self:
                raise ValidationError(_(
                    "Employee %s must always have at least one active version.",
                    employee.name))

    def unlink(self):
        """Delete versions; the employees go on with those that are left."""
        employees = self.employee_id
        for employee in employees:
            left = employee.with_context(active_test=False).version_ids - self
            if left and employee.version_id in self:
                employee.version_id = left[-1:]
        result = super().unlink()
        employees._update_current_version()
        return result
