"""Hours that employees spend on tasks, and what they cost."""
from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class AccountAnalyticLine(models.Model):
    _inherit = "account.analytic.line"

    task_id = fields.Many2one(
        "project.task", "Task", index="btree_not_null", compute="_compute_task_id",
        store=True, readonly=False,
        domain="[('allow_timesheets', '=', True), ('project_id', '=?', project_id)]")
    parent_task_id = fields.Many2one(
        "project.task", related="task_id.parent_id", store=True, index="btree_not_null")
    project_id = fields.Many2one(
        "project.project", "Project", compute="_compute_project_id", store=True,
        readonly=False, index=True, domain="[('allow_timesheets', '=', True)]")
    user_id = fields.Many2one(
        "res.users", compute="_compute_user_id", store=True, readonly=False)
    employee_id = fields.Many2one(
        "hr.employee", "Employee", index=True, context={"active_test": False})
    department_id = fields.Many2one(
        "hr.department", "Department", compute="_compute_department_id", store=True,
        compute_sudo=True)
    manager_id = fields.Many2one(
        "hr.employee", "Manager", related="employee_id.parent_id", store=True)
    encoding_uom_id = fields.Many2one("uom.uom", compute="_compute_encoding_uom_id")
    readonly_timesheet = fields.Boolean(compute="_compute_readonly_timesheet")

    # ---- computed
    @api.depends("task_id.project_id")
    def _compute_project_id(self):
        for line in self:
            project = line.task_id.project_id
            if project and line.project_id != project:
                line.project_id = project

    @api.depends("project_id")
    def _compute_task_id(self):
        for line in self.filtered(lambda one: not one.project_id):
            line.task_id = False

    @api.depends("employee_id")
    def _compute_user_id(self):
        for line in self:
            line.user_id = line.employee_id.user_id if line.employee_id else line.user_id

    @api.depends("employee_id.department_id")
    def _compute_department_id(self):
        for line in self:
            line.department_id = line.employee_id.department_id

    @api.depends("company_id")
    def _compute_encoding_uom_id(self):
        for line in self:
            line.encoding_uom_id = (line.company_id or self.env.company) \
                .timesheet_encode_uom_id

    def _compute_readonly_timesheet(self):
        self.readonly_timesheet = False

    @api.depends("project_id", "task_id")
    def _compute_display_name(self):
        hours = self.filtered("project_id")
        super(AccountAnalyticLine, self - hours)._compute_display_name()
        for line in hours:
            parts = [line.project_id.display_name]
            if line.task_id:
                parts.append(line.task_id.display_name)
            line.display_name = " - ".join(parts)

    # ---- rules
    @api.constrains("task_id", "project_id")
    def _check_timesheet_can_be_billed(self):
        for line in self:
            if line.task_id and line.project_id != line.task_id.project_id:
                raise ValidationError(_(
                    "The project and the task's project are inconsistent. The selected "
                    "task must belong to the selected project."))

    @api.model
    def _check_unlink_rights(self, lines):
        if self.env.su or self.env.user.has_group(
            "hr_timesheet.group_hr_timesheet_approver"
        ):
            return
        if any(line.project_id and line.user_id != self.env.user for line in lines):
            raise AccessError(_(
                "You cannot access timesheets that are not yours."))

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make lines; those of a project are hours: of an employee, with their cost."""
        for vals in vals_list:
            task = self.env["project.task"].browse(vals.get("task_id") or ())
            if task and not vals.get("project_id"):
                if not task.project_id:
                    raise ValidationError(_(
                        "Timesheets cannot be created on a private task."))
                vals["project_id"] = task.project_id.id
            if vals.get("project_id") or self.env.context.get("default_project_id"):
                self._prepare_hours(vals, task)
        lines = super().create(vals_list)
        lines._check_unlink_rights(lines)
        hours = lines.filtered("project_id")
        for line, vals in zip(lines, vals_list, strict=True):
            if line in hours and "amount" not in vals:
                line._set_cost()
        return lines

    def _prepare_hours(self, vals, task):
        """Fill in what hours need: a name, an employee, an account, a unit."""
        project = self.env["project.project"].browse(
            vals.get("project_id") or self.env.context.get("default_project_id"))
        vals["project_id"] = project.id
        vals["name"] = vals.get("name") or "/"
        employee = self._find_employee(vals)
        if not employee or not employee.active:
            raise ValidationError(_(
                "Timesheets must be created with an active employee in the selected "
                "companies."))
        vals["employee_id"] = employee.id
        vals["user_id"] = employee.user_id.id
        company = project.company_id or task.company_id or employee.company_id
        vals.setdefault("company_id", company.id)
        account = project.sudo().account_id
        if not vals.get("account_id") and account:
            if not account.active:
                raise ValidationError(_(
                    "Timesheets must be created on a project or a task with an active "
                    "analytic account."))
            vals["account_id"] = account.id
        if not vals.get("product_uom_id"):
            vals["product_uom_id"] = company.project_time_mode_id.id
        if "partner_id" in self._fields and not vals.get("partner_id"):
            vals["partner_id"] = (task.partner_id or project.partner_id).id

    def _find_employee(self, vals):
        """Return the employee who is named, or who the user is."""
        employees = self.env["hr.employee"].sudo()
        if vals.get("employee_id"):
            return employees.browse(vals["employee_id"])
        user_id = vals.get("user_id") or self.env.context.get("user_id") or self.env.uid
        found = employees.search([
            ("user_id", "=", user_id), ("company_id", "in", self.env.companies.ids)])
        company = vals.get("company_id") or self.env.company.id
        return found.filtered(lambda e: e.company_id.id == company)[:1] or found[:1]

    def write(self, vals):
        """Change lines; hours keep to active employees, and cost what they do."""
        hours = self.filtered("project_id")
        if hours:
            hours._check_unlink_rights(hours)
            if vals.get("employee_id") and not self.env["hr.employee"].sudo().browse(
                vals["employee_id"]
            ).active:
                raise UserError(_(
                    "You cannot set an archived employee on existing timesheets."))
            if "name" in vals and not vals["name"]:
                vals = {**vals, "name": "/"}
            if vals.get("task_id") and "project_id" not in vals:
                task = self.env["project.task"].browse(vals["task_id"])
                vals = {**vals, "project_id": task.project_id.id}
            if vals.get("project_id") and "account_id" not in vals:
                project = self.env["project.project"].browse(vals["project_id"])
                vals = {**vals, "account_id": project.sudo().account_id.id}
        result = super().write(vals)
        if {"unit_amount", "employee_id", "account_id"} & set(vals) and \
                "amount" not in vals:
            for line in self.filtered("project_id"):
                line._set_cost()
        return result

    def _set_cost(self):
        """Set the amount: hours at the employee's cost."""
        self.ensure_one()
        line = self.sudo()
        cost = line._hourly_cost()
        super(AccountAnalyticLine, line).write({
            "amount": line.currency_id.round(-line.unit_amount * cost)})

    def _hourly_cost(self):
        self.ensure_one()
        return self.employee_id.hourly_cost or 0.0

    def unlink(self):
        """Delete lines; hours of others only by those who may see them all."""
        self._check_unlink_rights(self)
        return super().unlink()
