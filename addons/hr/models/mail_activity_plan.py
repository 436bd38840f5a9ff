"""Plans for employees, of one department or of all."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

ROLES = ("employee", "coach", "manager")


class MailActivityPlan(models.Model):
    _inherit = "mail.activity.plan"

    department_id = fields.Many2one(
        compute="_compute_department_id", store=True, readonly=False)
    department_assignable = fields.Boolean(compute="_compute_department_assignable")

    @api.depends("res_model")
    def _compute_department_assignable(self):
        for plan in self:
            plan.department_assignable = plan.res_model == "hr.employee"

    @api.depends("res_model")
    def _compute_department_id(self):
        for plan in self:
            plan.department_id = plan.department_id if plan.res_model == "hr.employee" \
                else False


class MailActivityPlanTemplate(models.Model):
    _inherit = "mail.activity.plan.template"

    responsible_type = fields.Selection(
        selection_add=[("coach", "Coach"), ("manager", "Manager"),
                       ("employee", "Employee")],
        ondelete=dict.fromkeys(ROLES, "cascade"))

    @api.constrains("plan_id", "responsible_type")
    def _check_responsible_hr(self):
        for template in self:
            if template.responsible_type in ROLES \
                    and template.plan_id.res_model != "hr.employee":
                raise ValidationError(_(
                    "Those responsible types are limited to Employee plans."))

    def _determine_responsible(self, on_demand_responsible, applied_on_record):
        if self.responsible_type not in ROLES or applied_on_record._name != "hr.employee":
            return super()._determine_responsible(on_demand_responsible, applied_on_record)
        person = applied_on_record
        error = warning = False
        if self.responsible_type == "employee":
            missing = _("The employee %s should be linked to a user.", person.name)
        elif self.responsible_type == "coach":
            if not person.coach_id:
                error = _("Coach of employee %s is not set.", person.name)
            person = person.coach_id
            missing = _("The user of %s's coach is not set.", applied_on_record.name)
        else:
            if not person.parent_id:
                error = _("Manager of employee %s is not set.", person.name)
            person = person.parent_id
            missing = _("The manager of %s should be linked to a user.",
                        applied_on_record.name)
        user = person.user_id
        if not error and not user:
            warning, user = missing, self.env.user
        return {"responsible": user, "error": error, "warning": warning}


class MailActivitySchedule(models.TransientModel):
    _inherit = "mail.activity.schedule"

    department_id = fields.Many2one("hr.department", compute="_compute_department_id")
    plan_department_filterable = fields.Boolean(
        compute="_compute_plan_department_filterable")

    @api.depends("res_model")
    def _compute_plan_department_filterable(self):
        for wizard in self:
            wizard.plan_department_filterable = wizard.res_model == "hr.employee"

    @api.depends("res_model", "res_ids")
    def _compute_department_id(self):
        for wizard in self:
            departments = self.env["hr.department"]
            if wizard.res_model == "hr.employee":
                departments = wizard._get_applied_on_records().department_id
            wizard.department_id = departments if len(departments) == 1 else False
