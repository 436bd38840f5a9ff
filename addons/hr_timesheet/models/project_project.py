"""Projects on which hours are noted."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError


class ProjectProject(models.Model):
    _inherit = "project.project"

    allow_timesheets = fields.Boolean(
        "Timesheets", compute="_compute_allow_timesheets", store=True, readonly=False,
        default=True)
    allocated_hours = fields.Float("Allocated Time", tracking=True, copy=False)
    timesheet_ids = fields.One2many(
        "account.analytic.line", "project_id", "Associated Timesheets")
    timesheet_encode_uom_id = fields.Many2one(
        "uom.uom", compute="_compute_timesheet_encode_uom_id")
    total_timesheet_time = fields.Float(
        compute="_compute_hours", compute_sudo=True,
        groups="hr_timesheet.group_hr_timesheet_user")
    effective_hours = fields.Float(
        string="Hours Spent", compute="_compute_hours", compute_sudo=True)
    remaining_hours = fields.Float(
        string="Remaining Time", compute="_compute_hours", compute_sudo=True)
    is_project_overtime = fields.Boolean(
        compute="_compute_hours", compute_sudo=True, search="_search_is_project_overtime")

    @api.depends("account_id")
    def _compute_allow_timesheets(self):
        for project in self:
            if not project.account_id and project._origin:
                project.allow_timesheets = False

    @api.depends("company_id")
    def _compute_timesheet_encode_uom_id(self):
        for project in self:
            project.timesheet_encode_uom_id = (
                project.company_id or self.env.company).timesheet_encode_uom_id

    @api.depends("allow_timesheets", "allocated_hours", "timesheet_ids.unit_amount")
    def _compute_hours(self):
        rows = self.env["account.analytic.line"]._read_group(
            [("project_id", "in", self.ids)], ["project_id"], ["unit_amount:sum"])
        found = {project.id: hours for project, hours in rows}
        for project in self:
            spent = round(found.get(project.id, 0.0), 2)
            project.total_timesheet_time = project.effective_hours = spent
            project.remaining_hours = project.allocated_hours - spent
            project.is_project_overtime = project.allocated_hours > 0 and \
                project.remaining_hours < 0

    def _search_is_project_overtime(self, operator, value):
        if operator != "in":
            return NotImplemented
        projects = self.search([("allocated_hours", ">", 0)])
        return [("id", "in", projects.filtered("is_project_overtime").ids)]

    @api.constrains("allow_timesheets", "account_id")
    def _check_allow_timesheet(self):
        for project in self:
            if project.allow_timesheets and not project.account_id and \
                    not project.is_template:
                raise ValidationError(_(
                    "You cannot use timesheets without an analytic account."))

    @api.model_create_multi
    def create(self, vals_list):
        """Make projects; those with hours get an analytic account."""
        for vals in vals_list:
            allowed = vals.get("allow_timesheets", True)
            if allowed and not vals.get("account_id") and not vals.get("is_template"):
                project = self.new({
                    name: vals[name] for name in ("name", "company_id", "partner_id")
                    if name in vals})
                values = project._get_analytic_account_values()
                account = self.env["account.analytic.account"].sudo().create(values)
                vals["account_id"] = account.id
        return super().create(vals_list)

    def write(self, vals):
        """Change projects; those that allow hours now get an analytic account."""
        if vals.get("allow_timesheets") and not vals.get("account_id"):
            self.filtered(lambda p: not p.account_id)._create_analytic_account()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_contains_entries(self):
        if self.timesheet_ids:
            raise UserError(
                _("These projects have some timesheet entries referencing them. Before "
                  "removing these projects, you have to remove these timesheet entries.")
                if len(self) > 1 else
                _("This project has some timesheet entries referencing it. Before "
                  "removing this project, you have to remove these timesheet entries."))

    def action_project_timesheets(self):
        """Open the hours of a project."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "account.analytic.line",
            "name": _("%(name)s's Timesheets", name=self.name), "view_mode": "list,form",
            "domain": [("project_id", "=", self.id)],
            "context": {"default_project_id": self.id},
        }
