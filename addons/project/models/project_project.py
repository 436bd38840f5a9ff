"""Projects."""
from __future__ import annotations

from odoo import api, fields, models


class ProjectProject(models.Model):
    _name = "project.project"
    _inherit = [
        "portal.mixin", "mail.alias.mixin", "rating.parent.mixin", "mail.thread",
        "mail.activity.mixin", "mail.tracking.duration.mixin",
        "analytic.plan.fields.mixin",
    ]
    _description = "Project"
    _order = "sequence, name, id"

    account_id = fields.Many2one(
        "account.analytic.account", string="Project", copy=False, index=True,
    )
    access_instruction_message = fields.Char(compute="_compute_access_instruction_message")
    active = fields.Boolean(copy=False, default=True)
    allow_milestones = fields.Boolean(
        string="Milestones", inverse="_inverse_allow_milestones",
    )
    allow_recurring_tasks = fields.Boolean(
        string="Recurring Tasks", inverse="_inverse_allow_recurring_tasks",
    )
    allow_task_dependencies = fields.Boolean(
        string="Task Dependencies", inverse="_inverse_allow_task_dependencies",
    )
    can_mark_milestone_as_done = fields.Boolean(
        compute="_compute_milestone_count",
        groups="project.group_project_milestone",
    )
    closed_task_count = fields.Integer(compute="_compute_task_count")
    collaborator_count = fields.Integer(
        string="# Collaborators", compute="_compute_collaborator_count",
    )
    collaborator_ids = fields.One2many(
        "project.collaborator", "project_id", string="Collaborators",
    )
    color = fields.Integer(string="Color Index")
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True,
        inverse="_inverse_company_id",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    date = fields.Date(string="Expiration Date", index=True, copy=False, tracking=True)
    date_start = fields.Date(string="Start Date", copy=False)
    description = fields.Html()
    favorite_user_ids = fields.Many2many(
        "res.users", "project_favorite_user_rel", "project_id", "user_id", string="Members",
        copy=False,
    )
    is_favorite = fields.Boolean(
        string="Show Project on Dashboard", compute="_compute_is_favorite", readonly=False,
        search="_search_is_favorite",
    )
    is_milestone_deadline_exceeded = fields.Boolean(
        compute="_compute_milestone_count",
        groups="project.group_project_milestone",
    )
    is_milestone_exceeded = fields.Boolean(
        compute="_compute_milestone_count", search="_search_is_milestone_exceeded",
    )
    is_template = fields.Boolean(copy=False)
    label_tasks = fields.Char(
        string="Use Tasks as", translate=True, default=lambda self: self.env._("Tasks"),
    )
    last_update_color = fields.Integer(compute="_compute_last_update_color")
    last_update_id = fields.Many2one("project.update", copy=False)
    last_update_status = fields.Selection(
        [
            ("on_track", "On Track"), ("at_risk", "At Risk"), ("off_track", "Off Track"),
            ("on_hold", "On Hold"), ("to_define", "Set Status"), ("done", "Complete"),
        ],
        required=True, compute="_compute_last_update_status", store=True, readonly=False,
        default="to_define",
    )
    milestone_count = fields.Integer(
        compute="_compute_milestone_count", groups="project.group_project_milestone",
    )
    milestone_count_reached = fields.Integer(
        compute="_compute_milestone_count",
        groups="project.group_project_milestone",
    )
    milestone_ids = fields.One2many("project.milestone", "project_id", copy=True)
    milestone_progress = fields.Integer(
        string="Milestones Reached", compute="_compute_milestone_count",
        groups="project.group_project_milestone",
    )
    name = fields.Char(required=True, translate=True, index="trigram", tracking=True)
    next_milestone_id = fields.Many2one(
        "project.milestone", compute="_compute_milestone_count",
        groups="project.group_project_milestone",
    )
    open_task_count = fields.Integer(compute="_compute_task_count")
    privacy_visibility = fields.Selection(
        [
            ("followers", "Invited internal users"),
            ("invited_users", "Invited internal and portal users"),
            ("employees", "All internal users"),
            ("portal", " All internal users and invited portal users"),
        ],
        string="Visibility", required=True, tracking=True, default="portal",
    )
    privacy_visibility_warning = fields.Char(compute="_compute_privacy_visibility_warning")
    resource_calendar_id = fields.Many2one(
        "resource.calendar", string="Working Time",
        compute="_compute_resource_calendar_id",
    )
    sequence = fields.Integer(default=10)
    stage_id = fields.Many2one(
        "project.project.stage", index=True, copy=False, ondelete="restrict", tracking=True,
        groups="project.group_project_stages",
        default=lambda self: self.env["project.project.stage"].search([], limit=1),
    )
    stage_id_color = fields.Integer(string="Stage Color", related="stage_id.color")
    tag_ids = fields.Many2many(
        "project.tags", "project_project_project_tags_rel", "project_project_id",
        "project_tags_id", string="Tags",
    )
    task_completion_percentage = fields.Float(compute="_compute_task_count")
    task_count = fields.Integer(compute="_compute_task_count")
    task_ids = fields.One2many(
        "project.task", "project_id", string="Tasks", domain=[("is_closed", "=", False)],
    )
    task_properties_definition = fields.PropertiesDefinition(string="Task Properties")
    tasks = fields.One2many("project.task", "project_id", string="Task Activities")
    type_ids = fields.Many2many(
        "project.task.type", "project_task_type_rel", "project_id", "type_id",
        string="Tasks Stages",
    )
    update_count = fields.Integer(compute="_compute_update_count")
    update_ids = fields.One2many("project.update", "project_id")
    user_id = fields.Many2one(
        "res.users", string="Project Manager", tracking=True,
        default=lambda self: self.env.user,
    )

    partner_id = fields.Many2one(
        "res.partner", string="Customer", tracking=True, index="btree_not_null"
    )

    _track_duration_field = "stage_id"

    @api.depends("partner_id")
    def _compute_company_id(self):
        for project in self:
            project.company_id = project.company_id

    def _inverse_company_id(self):
        """Tasks of a project of one company are the company's."""

    @api.depends("company_id")
    def _compute_currency_id(self):
        for project in self:
            project.currency_id = (project.company_id or self.env.company).currency_id

    @api.depends("last_update_id.status")
    def _compute_last_update_status(self):
        for project in self:
            project.last_update_status = project.last_update_id.status or "to_define"

    @api.depends("last_update_status")
    def _compute_last_update_color(self):
        colors = {"on_track": 20, "at_risk": 22, "off_track": 23, "on_hold": 21,
                  "done": 24}
        for project in self:
            project.last_update_color = colors.get(project.last_update_status, 0)

    _project_date_greater = models.Constraint(
        "check(date >= date_start)",
        "The project's start date must be before its end date.",
    )

    @api.depends("favorite_user_ids")
    @api.depends_context("uid")
    def _compute_is_favorite(self):
        for project in self:
            project.is_favorite = self.env.user in project.sudo().favorite_user_ids

    @api.model
    def _search_is_favorite(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("favorite_user_ids", "in" if True in value else "not in", [self.env.uid])]

    def _count_tasks(self):
        groups = self.env["project.task"].sudo()._read_group(
            [("project_id", "in", self.ids)], ["project_id", "state"], ["__count"]
        ) if self.ids else []
        found = {}
        for project, state, count in groups:
            total, closed = found.get(project.id, (0, 0))
            found[project.id] = (
                total + count, closed + (count if state in ("1_done", "1_canceled") else 0)
            )
        return found

    def _compute_task_count(self):
        found = self._count_tasks()
        for project in self:
            total, closed = found.get(project.id, (0, 0))
            project.task_count = total
            project.closed_task_count = closed
            project.open_task_count = total - closed
            project.task_completion_percentage = closed / total if total else 0

    @api.depends("update_ids")
    def _compute_update_count(self):
        for project in self:
            project.update_count = len(project.update_ids)

    @api.depends("company_id.resource_calendar_id")
    @api.depends_context("company")
    def _compute_resource_calendar_id(self):
        for project in self:
            company = project.company_id or self.env.company
            project.resource_calendar_id = company.resource_calendar_id

    def _compute_collaborator_count(self):
        for project in self:
            project.collaborator_count = len(project.collaborator_ids)

    def _compute_access_instruction_message(self):
        self.access_instruction_message = ""

    def _compute_privacy_visibility_warning(self):
        self.privacy_visibility_warning = ""

    def _compute_milestone_count(self):
        today = fields.Date.context_today(self)
        for project in self.sudo():
            milestones = project.milestone_ids
            reached = milestones.filtered("is_reached")
            late = (milestones - reached).filtered(
                lambda m: m.deadline and m.deadline < today
            )
            project.milestone_count = len(milestones)
            project.milestone_count_reached = len(reached)
            project.milestone_progress = len(reached) * 100 // len(milestones) \
                if milestones else 0
            project.next_milestone_id = (milestones - reached).sorted("deadline")[:1]
            project.can_mark_milestone_as_done = bool(
                milestones.filtered("can_be_marked_as_done")
            )
            project.is_milestone_exceeded = bool(late)
            project.is_milestone_deadline_exceeded = bool(late)

    @api.model
    def _search_is_milestone_exceeded(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("milestone_ids", "any" if True in value else "not any", [
            ("is_reached", "=", False), ("deadline", "<", fields.Date.today()),
        ])]

    def _inverse_allow_milestones(self):
        """Setting it shows the menu of milestones to nobody else."""

    def _inverse_allow_recurring_tasks(self):
        """Setting it shows recurrence to nobody else."""

    def _inverse_allow_task_dependencies(self):
        """Setting it shows dependencies to nobody else."""

    # ---- mail
    def _alias_get_creation_values(self):
        """Mails to the project make tasks of it."""
        values = super()._alias_get_creation_values()
        values["alias_model_id"] = self.env["ir.model"]._get_id("project.task")
        if self.id:
            values["alias_defaults"] = {"project_id": self.id}
        return values

    def _track_subtype(self, initial_values):
        if "stage_id" in initial_values and self.stage_id:
            return self.env.ref("project.mt_project_stage_change")
        return super()._track_subtype(initial_values)

    def action_view_tasks(self):
        """Open the tasks of the project."""
        return {
            "type": "ir.actions.act_window", "res_model": "project.task",
            "view_mode": "kanban,list,form", "domain": [("project_id", "=", self.id)],
            "name": self.name, "context": {"default_project_id": self.id},
        }

    def write(self, vals):
        """Tasks are archived along with their project."""
        result = super().write(vals)
        if vals.get("name"):
            # an account of one project alone is called as it is
            for account in self.sudo().account_id:
                if self.sudo().search_count([("account_id", "=", account.id)]) == 1:
                    account.name = vals["name"]
        if "active" in vals:
            self.with_context(active_test=False).tasks.write({"active": vals["active"]})
        return result

    def unlink(self):
        """Tasks go with their project, and accounts that nothing was booked on."""
        self.with_context(active_test=False).tasks.unlink()
        lines = self.env["account.analytic.line"].sudo()
        accounts = self.sudo().account_id.filtered(
            lambda own: not lines.search_count([("account_id", "=", own.id)], limit=1))
        result = super().unlink()
        accounts.filtered(lambda account: not account.project_ids).unlink()
        return result

    def copy_data(self, default=None):
        """Copies say so in their name."""
        vals_list = super().copy_data(default=default)
        if "name" in (default or {}):
            return vals_list
        return [dict(vals, name=self.env._("%s (copy)", project.name))
                for project, vals in zip(self, vals_list)]

    def copy(self, default=None):
        """Copy the tasks too; they keep their names."""
        copies = super().copy(default)
        for project, new in zip(self, copies):
            project.map_tasks(new.id)
        return copies
