"""Departments."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class HrDepartment(models.Model):
    _inherit = "hr.department"
    _rec_name = "complete_name"
    _parent_store = True

    name = fields.Char(required=True, translate=True)
    complete_name = fields.Char(
        compute="_compute_complete_name", recursive=True,
        search="_search_complete_name")
    total_employee = fields.Integer(compute="_compute_total_employee")
    plans_count = fields.Integer(compute="_compute_plans_count")
    master_department_id = fields.Many2one(
        "hr.department", compute="_compute_master_department_id", store=True)

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for department in self:
            department.complete_name = (
                f"{department.parent_id.complete_name} / {department.name}"
                if department.parent_id else department.name)

    def _search_complete_name(self, operator, value):
        """Find departments by their chain of names, which no column holds."""
        found = self.search([]).filtered_domain(
            [("complete_name", operator, value)])
        return [("id", "in", found.ids)]

    @api.depends("complete_name", "name")
    @api.depends_context("hierarchical_naming")
    def _compute_display_name(self):
        full = self.env.context.get("hierarchical_naming", True)
        for department in self:
            department.display_name = department.complete_name if full else department.name

    @api.model
    def _search_display_name(self, operator, value):
        return [("complete_name", operator, value)]

    @api.depends("parent_path")
    def _compute_master_department_id(self):
        for department in self:
            root = (department.parent_path or "").split("/")[0]
            department.master_department_id = int(root) if root else False

    def _compute_total_employee(self):
        groups = self.env["hr.employee"].sudo()._read_group(
            [("department_id", "in", self.ids), ("active", "=", True)],
            ["department_id"], ["__count"])
        counts = {department.id: count for department, count in groups}
        for department in self:
            department.total_employee = counts.get(department.id, 0)

    @api.depends("plan_ids")
    def _compute_plans_count(self):
        groups = self.env["mail.activity.plan"]._read_group(
            [("department_id", "in", [False, *self.ids])], ["department_id"], ["__count"])
        counts = {department.id: count for department, count in groups}
        for department in self:
            department.plans_count = counts.get(department.id, 0) + counts.get(False, 0)

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(_("You cannot create recursive departments."))

    @api.model
    def name_create(self, name):
        """Make a department of a name."""
        department = self.create({"name": name})
        return department.id, department.display_name

    @api.model_create_multi
    def create(self, vals_list):
        """Make departments, which their managers follow."""
        departments = super(
            HrDepartment, self.with_context(mail_create_nosubscribe=True)).create(vals_list)
        departments._subscribe_manager()
        return departments

    def _subscribe_manager(self):
        for department in self:
            user = department.manager_id.user_id
            if user:
                department.message_subscribe(partner_ids=user.partner_id.ids)

    def write(self, vals):
        """Change departments; a new manager manages those whom the old one did."""
        if "manager_id" in vals:
            for department in self:
                employees = self.env["hr.employee"].search([
                    ("id", "!=", vals["manager_id"]),
                    ("department_id", "=", department.id),
                    ("parent_id", "=", department.manager_id.id),
                ])
                employees.write({"parent_id": vals["manager_id"]})
        result = super().write(vals)
        if vals.get("manager_id"):
            self._subscribe_manager()
        return result

    def get_children_department_ids(self):
        """Return the departments and all below them."""
        return self.env["hr.department"].search([("id", "child_of", self.ids)])

    def action_plan_from_department(self):
        """Open the plan of activities of the department, or a new one."""
        action = self.env["ir.actions.actions"]._for_xml_id("hr.mail_activity_plan_action")
        action["context"] = {"default_department_id": self.id,
                             "search_default_department_id": self.id}
        action["domain"] = [("department_id", "in", [False, *self.ids])]
        if self.plans_count == 0:
            action["views"] = [[False, "form"]]
        return action

    def action_employee_from_department(self):
        """Open the employees of the department: all of them to who manages employees."""
        if self.env["hr.employee"].has_access("read"):
            model, search = "hr.employee", "hr.view_employee_filter"
        else:
            model, search = "hr.employee.public", "hr.hr_employee_public_view_search"
        return {
            "name": _("Employees"), "type": "ir.actions.act_window", "res_model": model,
            "view_mode": "list,kanban,form",
            "search_view_id": [self.env.ref(search).id, "search"],
            "context": {"searchpanel_default_department_id": self.id,
                        "default_department_id": self.id,
                        "search_default_group_department": 1,
                        "search_default_department_id": self.id, "expand": 1},
        }

    def action_open_view_child_departments(self):
        """Open the department with those below it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "hr.department",
            "name": _("Child departments"), "view_mode": "kanban,list,form",
            "domain": [["id", "in", self.get_children_department_ids().ids]],
        }

    def get_department_hierarchy(self):
        """Return the department, the one above, and those below, with their employees."""
        if not self:
            return {}

        def describe(department):
            return {"id": department.id, "name": department.name,
                    "employees": department.total_employee}

        return {
            "parent": describe(self.parent_id) if self.parent_id else False,
            "self": describe(self),
            "children": [describe(child) for child in self.child_ids],
        }
