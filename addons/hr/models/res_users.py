"""Users are employees, of each company at most one."""
from odoo import _, api, fields, models
from odoo.exceptions import AccessError, ValidationError

RELATED = (
    "additional_note", "bank_account_ids", "barcode", "category_ids", "emergency_contact",
    "emergency_phone", "job_title", "km_home_work", "mobile_phone", "pin", "private_city",
    "private_country_id", "private_email", "private_phone", "private_state_id",
    "private_street", "private_street2", "private_zip", "visa_expire", "work_contact_id",
    "work_email", "work_location_id", "work_location_name", "work_location_type",
    "work_phone",
)


class ResUsers(models.Model):
    _inherit = "res.users"

    employee_id = fields.Many2one(
        "hr.employee", compute="_compute_employee_id", search="_search_employee_id",
        context={"active_test": False})
    employee_count = fields.Integer(compute="_compute_employee_count")
    create_employee = fields.Boolean(default=False, store=False, copy=False)
    create_employee_id = fields.Many2one(store=False, copy=False)
    is_hr_user = fields.Boolean(compute="_compute_is_hr_user")
    is_system = fields.Boolean(compute="_compute_is_hr_user")
    employee_bank_account_ids = fields.Many2many(related="employee_id.bank_account_ids", store=False)
    employee_resource_calendar_id = fields.Many2one(
        related="employee_id.resource_calendar_id", store=False)

    additional_note = fields.Text(related="employee_id.additional_note", store=False)
    bank_account_ids = fields.Many2many(related="employee_id.bank_account_ids", store=False)
    barcode = fields.Char(related="employee_id.barcode", store=False)
    category_ids = fields.Many2many(related="employee_id.category_ids", store=False)
    emergency_contact = fields.Char(related="employee_id.emergency_contact", store=False)
    emergency_phone = fields.Char(related="employee_id.emergency_phone", store=False)
    job_title = fields.Char(related="employee_id.job_title", store=False)
    km_home_work = fields.Integer(related="employee_id.km_home_work", store=False)
    mobile_phone = fields.Char(related="employee_id.mobile_phone", store=False)
    pin = fields.Char(related="employee_id.pin", store=False)
    private_city = fields.Char(related="employee_id.private_city", store=False)
    private_country_id = fields.Many2one(related="employee_id.private_country_id", store=False)
    private_email = fields.Char(related="employee_id.private_email", store=False)
    private_phone = fields.Char(related="employee_id.private_phone", store=False)
    private_state_id = fields.Many2one(related="employee_id.private_state_id", store=False)
    private_street = fields.Char(related="employee_id.private_street", store=False)
    private_street2 = fields.Char(related="employee_id.private_street2")
    private_zip = fields.Char(related="employee_id.private_zip", store=False)
    visa_expire = fields.Date(related="employee_id.visa_expire", store=False)
    work_contact_id = fields.Many2one(related="employee_id.work_contact_id", store=False)
    work_email = fields.Char(related="employee_id.work_email", store=False)
    work_location_id = fields.Many2one(related="employee_id.work_location_id", store=False)
    work_location_name = fields.Char(related="employee_id.work_location_name", store=False)
    work_location_type = fields.Selection(related="employee_id.work_location_type", store=False)
    work_phone = fields.Char(related="employee_id.work_phone", store=False)

    @property
    def SELF_READABLE_FIELDS(self):
        """Fields of themselves that users may read: of their employee too."""
        return [*super().SELF_READABLE_FIELDS, *RELATED, "employee_id", "employee_ids",
                "employee_bank_account_ids", "employee_resource_calendar_id",
                "is_hr_user", "is_system"]

    @api.depends("employee_ids.company_id", "employee_ids.active")
    @api.depends_context("company")
    def _compute_employee_id(self):
        employees = self.env["hr.employee"].sudo().with_context(active_test=False).search(
            [("user_id", "in", self.ids), ("company_id", "=", self.env.company.id)])
        by_user = {employee.user_id.id: employee.id for employee in employees}
        for user in self:
            user.employee_id = by_user.get(user.id, False)

    def _search_employee_id(self, operator, value):
        if operator == "in" and False in value:
            linked = self.env["hr.employee"].sudo().search([
                ("user_id", "!=", False), ("company_id", "=", self.env.company.id)])
            return ["|", ("employee_ids", "in", [v for v in value if v]),
                    ("id", "not in", linked.user_id.ids)]
        return [("employee_ids", operator, value)]

    @api.depends("employee_ids")
    def _compute_employee_count(self):
        for user in self.with_context(active_test=False):
            user.employee_count = len(user.employee_ids)

    @api.depends_context("uid")
    def _compute_is_hr_user(self):
        is_hr = self.env.user.has_group("hr.group_hr_user")
        is_system = self.env.user.has_group("base.group_system")
        for user in self:
            user.is_hr_user = is_hr
            user.is_system = is_system

    @api.model_create_multi
    def create(self, vals_list):
        """Make users; those that say so become employees, or join one."""
        asked = [(vals.pop("create_employee", False), vals.pop("create_employee_id", False))
                 for vals in vals_list]
        users = super().create(vals_list)
        for user, (new, employee_id) in zip(users, asked, strict=True):
            if employee_id:
                self.env["hr.employee"].browse(employee_id).user_id = user
            elif new:
                user.action_create_employee()
        return users

    def write(self, vals):
        """Change users; their employees' time zone follows."""
        result = super().write(vals)
        if vals.get("tz"):
            self.sudo().employee_ids.resource_id.write({"tz": vals["tz"]})
        return result

    def action_create_employee(self):
        """Make the user an employee of the current company."""
        self.ensure_one()
        if self.env.company not in self.company_ids:
            raise AccessError(_(
                "You are not allowed to create an employee because the user does not have "
                "access rights for %s", self.env.company.name))
        if self.employee_id:
            raise ValidationError(_("This user is an employee already."))
        self.env["hr.employee"].create({
            "user_id": self.id, "name": self.name, "company_id": self.env.company.id})

    def action_open_employees(self):
        """Open the employees of the user."""
        self.ensure_one()
        employees = self.with_context(active_test=False).employee_ids
        model = "hr.employee" if self.env.user.has_group("hr.group_hr_user") \
            else "hr.employee.public"
        if len(employees) > 1:
            return {
                "name": _("Related Employees"), "type": "ir.actions.act_window",
                "res_model": model, "view_mode": "kanban,list,form",
                "domain": [("id", "in", employees.ids)],
            }
        return {
            "name": _("Employee"), "type": "ir.actions.act_window", "res_model": model,
            "res_id": self.employee_id.id, "view_mode": "form",
        }

    def action_related_contact(self):
        """Open the contact of the user."""
        return {
            "name": _("Related Contact"), "res_id": self.partner_id.id,
            "type": "ir.actions.act_window", "res_model": "res.partner",
            "view_mode": "form",
        }
