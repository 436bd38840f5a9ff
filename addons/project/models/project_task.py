"""Tasks."""
from __future__ import annotations

from odoo import api, fields, models

CLOSED_STATES = ("1_done", "1_canceled")


class ProjectTask(models.Model):
    _name = "project.task"
    _inherit = [
        "portal.mixin", "mail.thread.cc", "mail.activity.mixin", "rating.mixin",
        "mail.tracking.duration.mixin",
    ]
    _description = "Task"
    _order = "priority desc, sequence, date_deadline asc, id desc"

    active = fields.Boolean(default=True)
    allocated_hours = fields.Float(string="Allocated Time", tracking=True)
    allow_milestones = fields.Boolean(
        string="Milestones", related="project_id.allow_milestones",
    )
    allow_recurring_tasks = fields.Boolean(
        string="Recurring Tasks", related="project_id.allow_recurring_tasks",
    )
    allow_task_dependencies = fields.Boolean(
        string="Task Dependencies", related="project_id.allow_task_dependencies",
    )
    attachment_ids = fields.One2many(
        "ir.attachment", string="Attachments", compute="_compute_attachment_ids",
    )
    child_ids = fields.One2many("project.task", "parent_id", string="Sub-tasks")
    closed_depend_on_count = fields.Integer(
        string="Closed Depending on Tasks", compute="_compute_depend_on_count",
    )
    closed_subtask_count = fields.Integer(
        string="Closed Sub-tasks Count", compute="_compute_subtask_count",
    )
    color = fields.Integer(string="Color Index")
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, readonly=False,
    )
    current_user_same_company_partner = fields.Boolean(
        compute="_compute_current_user_same_company_partner",
    )
    date_assign = fields.Datetime(string="Assigning Date", readonly=True, copy=False)
    date_deadline = fields.Datetime(
        string="Deadline", index=True, copy=False, tracking=True,
    )
    date_end = fields.Datetime(string="Ending Date", index=True, copy=False)
    date_last_stage_update = fields.Datetime(
        string="Last Stage Update", readonly=True, index=True, copy=False,
    )
    depend_on_count = fields.Integer(
        string="Depending on Tasks", compute="_compute_depend_on_count",
    )
    depend_on_ids = fields.Many2many(
        "project.task", "task_dependencies_rel", "task_id", "depends_on_id",
        string="Blocked By", copy=False, tracking=True,
    )
    dependent_ids = fields.Many2many(
        "project.task", "task_dependencies_rel", "depends_on_id", "task_id", string="Block",
        copy=False,
    )
    dependent_tasks_count = fields.Integer(
        string="Dependent Tasks", compute="_compute_dependent_tasks_count",
    )
    description = fields.Html()
    display_follow_button = fields.Boolean(compute="_compute_display_follow_button")
    display_in_project = fields.Boolean(compute="_compute_display_in_project", store=True)
    display_parent_task_button = fields.Boolean(
        compute="_compute_display_parent_task_button",
    )
    displayed_image_id = fields.Many2one("ir.attachment", string="Cover Image")
    email_from = fields.Char()
    has_late_and_unreached_milestone = fields.Boolean(
        compute="_compute_has_late_and_unreached_milestone",
        search="_search_has_late_and_unreached_milestone",
    )
    has_project_template = fields.Boolean(
        string="Has Project Template", related="project_id.is_template",
    )
    has_template_ancestor = fields.Boolean(
        compute="_compute_has_template_ancestor", store=True,
    )
    is_closed = fields.Boolean(
        string="Closed state", compute="_compute_is_closed", search="_search_is_closed",
    )
    is_template = fields.Boolean()
    link_preview_name = fields.Char(compute="_compute_link_preview_name")
    milestone_id = fields.Many2one(
        "project.milestone", compute="_compute_milestone_id", store=True, readonly=False,
        index="btree_not_null", tracking=True,
    )
    name = fields.Char(string="Title", required=True, index="trigram", tracking=True)
    parent_id = fields.Many2one(
        "project.task", string="Parent Task", inverse="_inverse_parent_id", index=True,
        tracking=True,
    )
    partner_phone = fields.Char(
        string="Contact Number", compute="_compute_partner_phone", store=True,
        inverse="_inverse_partner_phone",
    )
    personal_stage_id = fields.Many2one(
        "project.task.stage.personal", string="Personal Stage State",
        compute="_compute_personal_stage_id", search="_search_personal_stage_id",
    )
    personal_stage_type_id = fields.Many2one(
        "project.task.type", string="Personal Stage", related="personal_stage_id.stage_id",
        readonly=False,
    )
    personal_stage_type_ids = fields.Many2many(
        "project.task.type", "project_task_user_rel", "task_id", "stage_id",
        string="Personal Stages", copy=False,
    )
    portal_user_names = fields.Char(
        compute="_compute_portal_user_names", search="_search_portal_user_names",
    )
    priority = fields.Selection(
        [
            ("0", "Low priority"), ("1", "Medium priority"), ("2", "High priority"),
            ("3", "Urgent"),
        ],
        index=True, tracking=True, default="0",
    )
    project_id = fields.Many2one(
        "project.project", compute="_compute_project_id", store=True, readonly=False,
        index=True, tracking=True, precompute=True, recursive=True,
    )
    project_privacy_visibility = fields.Selection(
        string="Project Visibility", related="project_id.privacy_visibility",
    )
    rating_active = fields.Boolean(
        string="Stage Rating Status", related="stage_id.rating_active",
    )
    recurrence_id = fields.Many2one(
        "project.task.recurrence", index="btree_not_null", copy=False,
    )
    recurring_count = fields.Integer(
        string="Tasks in Recurrence", compute="_compute_recurring_count",
    )
    recurring_task = fields.Boolean(string="Recurrent")
    repeat_interval = fields.Integer(
        string="Repeat Every", compute="_compute_repeat", readonly=False,
        default=1,
    )
    repeat_type = fields.Selection(
        [("forever", "Forever"), ("until", "Until")], string="Until",
        compute="_compute_repeat", readonly=False, default="forever",
    )
    repeat_unit = fields.Selection(
        [("day", "Days"), ("week", "Weeks"), ("month", "Months"), ("year", "Years")],
        compute="_compute_repeat", readonly=False, default="week",
    )
    repeat_until = fields.Date(
        string="End Date", compute="_compute_repeat", readonly=False,
    )
    role_ids = fields.Many2many(
        "project.role", "project_role_project_task_rel", "project_task_id",
        "project_role_id", string="Project Roles",
    )
    sequence = fields.Integer(default=10)
    stage_id = fields.Many2one(
        "project.task.type", compute="_compute_stage_id", store=True, readonly=False,
        index=True, ondelete="restrict", tracking=True,
        group_expand="_read_group_stage_ids",
    )
    stage_id_color = fields.Integer(string="Stage Color", related="stage_id.color")
    state = fields.Selection(
        [
            ("01_in_progress", "In Progress"),
            ("02_changes_requested", "Changes Requested"), ("03_approved", "Approved"),
            ("1_done", "Done"), ("1_canceled", "Cancelled"),
            ("04_waiting_normal", "Waiting"),
        ],
        required=True, compute="_compute_state", store=True, inverse="_inverse_state",
        index=True, tracking=True, default="01_in_progress", copy=False,
    )
    subtask_allocated_hours = fields.Float(
        string="Sub-tasks Allocated Time", compute="_compute_subtask_count",
    )
    subtask_completion_percentage = fields.Float(
        compute="_compute_subtask_count",
    )
    subtask_count = fields.Integer(
        string="Sub-task Count", compute="_compute_subtask_count",
    )
    tag_ids = fields.Many2many(
        "project.tags", "project_tags_project_task_rel", "project_task_id",
        "project_tags_id", string="Tags",
    )
    task_properties = fields.Properties(
        string="Properties", compute="_compute_task_properties", store=True, readonly=False,
        definition="project_id.task_properties_definition",
    )
    user_ids = fields.Many2many(
        "res.users", "project_task_user_rel", "task_id", "user_id", string="Assignees",
        tracking=True, default=lambda self: self._default_user_ids(),
        context={"active_test": False},
    )
    working_days_close = fields.Float(
        string="Working Days to Close", compute="_compute_elapsed", store=True,
        aggregator="avg",
    )
    working_days_open = fields.Float(
        string="Working Days to Assign", compute="_compute_elapsed", store=True,
        aggregator="avg",
    )
    working_hours_close = fields.Float(
        string="Working Hours to Close", compute="_compute_elapsed", store=True,
        digits=(16, 2), aggregator="avg",
    )
    working_hours_open = fields.Float(
        string="Working Hours to Assign", compute="_compute_elapsed", store=True,
        digits=(16, 2), aggregator="avg",
    )

    partner_id = fields.Many2one(
        "res.partner", string="Customer", compute="_compute_partner_id", store=True,
        readonly=False, recursive=True, index="btree_not_null", tracking=True,
    )

    _track_duration_field = "stage_id"
    _mail_thread_customer = True

    # ---- defaults
    def _default_user_ids(self):
        return self.env.user.ids if self.env.user.active else []

    def copy_data(self, default=None):
        """Copies say so in their name."""
        vals_list = super().copy_data(default=default)
        if "name" in (default or {}):
            return vals_list
        return [dict(vals, name=self.env._("%s (copy)", task.name))
                for task, vals in zip(self, vals_list)]

    def copy(self, default=None):
        """Copy subtasks too; they keep their names where the copies are named."""
        copies = super().copy(default)
        kept = {"project_id", "stage_id"} & set(default or {})
        shared = {name: default[name] for name in kept}
        for task, new in zip(self, copies):
            for child in task.with_context(active_test=False).child_ids.sorted("id"):
                named = {"name": child.name} if "name" in (default or {}) else {}
                child.copy({**shared, **named, "parent_id": new.id})
        return copies

    def stage_find(self, section_id, *condition):
        """Return the first stage of a project that satisfies a condition."""
        domain = [("project_ids", "=", section_id)] if section_id else []
        if condition:
            domain.append(condition)
        return self.env["project.task.type"].search(domain, limit=1)

    @api.model
    def _read_group_stage_ids(self, stages, domain):
        project_id = self.env.context.get("default_project_id")
        if project_id:
            return stages.sudo().search(
                ["|", ("id", "in", stages.ids), ("project_ids", "=", project_id)]
            )
        return stages

    # ---- from project and parent
    @api.depends("project_id.company_id", "parent_id.company_id")
    def _compute_company_id(self):
        for task in self:
            task.company_id = task.project_id.company_id or task.parent_id.company_id \
                or task.company_id

    @api.depends("parent_id.project_id")
    def _compute_project_id(self):
        for task in self:
            if not task.project_id and task.parent_id:
                task.project_id = task.parent_id.project_id
            else:
                task.project_id = task.project_id

    @api.depends("parent_id.partner_id", "project_id")
    def _compute_partner_id(self):
        for task in self:
            task.partner_id = task.partner_id or task.parent_id.partner_id \
                or task.project_id.partner_id

    @api.depends("partner_id.phone")
    def _compute_partner_phone(self):
        for task in self:
            task.partner_phone = task.partner_id.phone or task.partner_phone

    def _inverse_partner_phone(self):
        for task in self:
            if task.partner_id:
                task.partner_id.phone = task.partner_phone

    @api.depends("project_id")
    def _compute_stage_id(self):
        for task in self:
            project = task.project_id or task.parent_id.project_id
            if not project:
                task.stage_id = False
            elif project not in task.stage_id.project_ids:
                task.stage_id = task.stage_find(project.id, "fold", "=", False)

    @api.depends("project_id")
    def _compute_milestone_id(self):
        for task in self:
            if task.project_id != task.milestone_id.project_id:
                task.milestone_id = task.parent_id.milestone_id \
                    if task.parent_id.project_id == task.project_id else False

    @api.depends("project_id")
    def _compute_task_properties(self):
        for task in self:
            task.task_properties = task.task_properties

    @api.depends("project_id", "parent_id")
    def _compute_display_in_project(self):
        for task in self:
            task.display_in_project = not task.parent_id or bool(
                task.project_id and task.project_id != task.parent_id.project_id
            )

    @api.depends("is_template", "parent_id.has_template_ancestor")
    def _compute_has_template_ancestor(self):
        for task in self:
            task.has_template_ancestor = task.is_template \
                or task.parent_id.has_template_ancestor

    def _inverse_parent_id(self):
        """A sub-task of a task without project has none either."""

    # ---- states
    @api.depends("stage_id", "depend_on_ids.state")
    def _compute_state(self):
        # a task that moves on, or that nothing blocks any more, is in progress again
        for task in self:
            if task.state in CLOSED_STATES:
                task.state = task.state
            elif task.allow_task_dependencies and any(
                other.state not in CLOSED_STATES for other in task.depend_on_ids
            ):
                task.state = "04_waiting_normal"
            else:
                task.state = "01_in_progress"

    def _inverse_state(self):
        """A state may be set by hand."""

    @api.depends("state")
    def _compute_is_closed(self):
        for task in self:
            task.is_closed = task.state in CLOSED_STATES

    @api.model
    def _search_is_closed(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "in" if True in value else "not in", list(CLOSED_STATES))]

    # ---- counts
    @api.depends("child_ids.state", "child_ids.allocated_hours")
    def _compute_subtask_count(self):
        for task in self:
            children = task.child_ids
            closed = children.filtered("is_closed")
            task.subtask_count = len(children)
            task.closed_subtask_count = len(closed)
            task.subtask_completion_percentage = len(closed) / len(children) \
                if children else 0
            task.subtask_allocated_hours = sum(children.mapped("allocated_hours"))

    @api.depends("depend_on_ids.state")
    def _compute_depend_on_count(self):
        for task in self:
            task.depend_on_count = len(task.depend_on_ids)
            task.closed_depend_on_count = len(task.depend_on_ids.filtered("is_closed"))

    @api.depends("dependent_ids")
    def _compute_dependent_tasks_count(self):
        for task in self:
            task.dependent_tasks_count = len(task.dependent_ids)

    @api.depends("recurrence_id")
    def _compute_recurring_count(self):
        for task in self:
            task.recurring_count = len(task.recurrence_id.task_ids)

    @api.depends("recurrence_id")
    def _compute_repeat(self):
        defaults = {"repeat_interval": 1, "repeat_unit": "week", "repeat_type": "forever",
                    "repeat_until": False}
        for task in self:
            for name, value in defaults.items():
                task[name] = task.recurrence_id[name] if task.recurrence_id \
                    else task[name] or value

    def _compute_attachment_ids(self):
        for task in self:
            task.attachment_ids = self.env["ir.attachment"].search([
                ("res_id", "=", task.id), ("res_model", "=", "project.task"),
            ])

    def _compute_current_user_same_company_partner(self):
        mine = self.env.user.partner_id.commercial_partner_id
        for task in self:
            task.current_user_same_company_partner = bool(task.partner_id) and (
                mine == task.partner_id.commercial_partner_id
            )

    def _compute_display_follow_button(self):
        self.display_follow_button = False

    def _compute_display_parent_task_button(self):
        readable = self.parent_id._filtered_access("read")
        for task in self:
            task.display_parent_task_button = task.parent_id in readable

    def _compute_has_late_and_unreached_milestone(self):
        today = fields.Date.context_today(self)
        for task in self:
            stone = task.milestone_id
            task.has_late_and_unreached_milestone = bool(
                stone and not stone.is_reached and stone.deadline
                and stone.deadline < today
            )

    @api.model
    def _search_has_late_and_unreached_milestone(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("milestone_id", "any" if True in value else "not any", [
            ("is_reached", "=", False), ("deadline", "<", fields.Date.today()),
        ])]

    @api.depends("name")
    def _compute_link_preview_name(self):
        for task in self:
            task.link_preview_name = task.display_name

    @api.depends("user_ids")
    @api.depends_context("uid")
    def _compute_personal_stage_id(self):
        found = self.env["project.task.stage.personal"].sudo().search([
            ("user_id", "=", self.env.uid), ("task_id", "in", self.ids),
        ])
        for task in self:
            task.personal_stage_id = found.filtered(lambda p, t=task: p.task_id == t)[:1]

    @api.model
    def _search_personal_stage_id(self, operator, value):
        found = self.env["project.task.stage.personal"].sudo().search([
            ("user_id", "=", self.env.uid), ("id", operator, value),
        ])
        return [("id", "in", found.task_id.ids)]

    @api.depends("user_ids")
    def _compute_portal_user_names(self):
        for task in self:
            task.portal_user_names = ", ".join(task.sudo().user_ids.mapped("name"))

    @api.model
    def _search_portal_user_names(self, operator, value):
        return [("user_ids.name", operator, value)]

    @api.depends("create_date", "date_end", "date_assign")
    def _compute_elapsed(self):
        for task in self:
            for name, moment in (("open", task.date_assign), ("close", task.date_end)):
                hours = (moment - task.create_date).total_seconds() / 3600 \
                    if moment and task.create_date else 0.0
                task[f"working_hours_{name}"] = max(hours, 0.0)
                task[f"working_days_{name}"] = max(hours, 0.0) / 24
