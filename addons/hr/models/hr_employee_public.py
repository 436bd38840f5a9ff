"""What everybody may see of employees: a view of their table."""
from odoo import api, fields, models


class HrEmployeePublic(models.Model):
    _inherit = "hr.employee.public"
    _auto = False
    _log_access = True

    birthday_public_display_string = fields.Char(
        related="employee_id.birthday_public_display_string", store=False, compute_sudo=True)
    country_code = fields.Char(compute="_compute_country_code", compute_sudo=True)
    hr_presence_state = fields.Selection(compute="_compute_presence", compute_sudo=True)
    hr_icon_display = fields.Selection(compute="_compute_presence", compute_sudo=True)
    show_hr_icon_display = fields.Boolean(compute="_compute_presence", compute_sudo=True)
    last_activity = fields.Date(compute="_compute_presence", compute_sudo=True)
    last_activity_time = fields.Char(compute="_compute_presence", compute_sudo=True)
    member_of_department = fields.Boolean(
        compute="_compute_member_of_department", search="_search_member_of_department")
    newly_hired = fields.Boolean(
        compute="_compute_newly_hired", search="_search_newly_hired")
    is_manager = fields.Boolean(compute="_compute_is_manager")
    is_user = fields.Boolean(compute="_compute_is_user")
    work_location_name = fields.Char(related="employee_id.work_location_name", store=False)
    work_location_type = fields.Selection(related="employee_id.work_location_type", store=False)

    @api.depends("company_id.country_id")
    def _compute_country_code(self):
        for person in self:
            person.country_code = person.company_id.country_id.code

    def _compute_presence(self):
        for person in self:
            employee = person.employee_id
            for name in ("hr_presence_state", "hr_icon_display", "show_hr_icon_display",
                         "last_activity", "last_activity_time"):
                person[name] = employee[name]

    @api.depends_context("uid", "company")
    def _compute_member_of_department(self):
        own = self.env.user.employee_id.sudo().department_id
        below = own.get_children_department_ids() if own else own
        for person in self:
            person.member_of_department = person.department_id in below

    def _search_member_of_department(self, operator, value):
        return self.env["hr.version"]._search_member_of_department(operator, value)

    def _compute_newly_hired(self):
        for person in self:
            person.newly_hired = person.employee_id.sudo().newly_hired

    def _search_newly_hired(self, operator, value):
        return self.env["hr.employee"]._search_newly_hired(operator, value)

    @api.depends_context("uid")
    @api.depends("parent_id")
    def _compute_is_manager(self):
        own = self.env.user.employee_id.id
        reports = self.search([("id", "child_of", own)]) if own else self.browse()
        for person in self:
            person.is_manager = person in reports and person.id != own

    @api.depends_context("uid")
    @api.depends("user_id")
    def _compute_is_user(self):
        for person in self:
            person.is_user = person.user_id == self.env.user

    def get_avatar_card_data(self, fields):
        """Return what the card of an avatar shows."""
        return self.read(fields)

    def init(self):
        """Make the view out of the columns that employee and version have."""
        cr = self.env.cr
        own = cr.schema.columns("hr_employee")
        version = cr.schema.columns("hr_version")
        columns = ["e.id AS id", "e.id AS employee_id"]
        for name, field in self._fields.items():
            if name in ("id", "employee_id") or not field.is_column:
                continue
            source = "e" if name in own else "v" if name in version else ""
            value = f'{source}."{name}"' if source else "NULL"
            columns.append(f'{value} AS "{name}"')
        cr.execute(f'DROP VIEW IF EXISTS "{self._table}"')
        cr.execute(
            f'CREATE VIEW "{self._table}" AS SELECT {", ".join(columns)} '
            "FROM hr_employee e LEFT JOIN hr_version v ON v.id = e.version_id")
