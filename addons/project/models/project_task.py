"""Tasks."""
from __future__ import annotations

from odoo import _, api, fields, models


class ProjectTask(models.Model):
    _name = "project.task"
    _inherit = ["mail.thread.cc", "mail.activity.mixin", "mail.tracking.duration.mixin"]
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
        string="Closed Depending on Tasks", compute="_compute_closed_depend_on_count",
    )
    closed_subtask_count = fields.Integer(
        string="Closed Sub-tasks Count", compute="_compute_closed_subtask_count",
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
        index=True, tracking=True,
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
        string="Repeat Every", compute="_compute_repeat_interval", readonly=False,
        default=1,
    )
    repeat_type = fields.Selection(
        [("forever", "Forever"), ("until", "Until")], string="Until",
        compute="_compute_repeat_type", readonly=False, default="forever",
    )
    repeat_unit = fields.Selection(
        [("day", "Days"), ("week", "Weeks"), ("month", "Months"), ("year", "Years")],
        compute="_compute_repeat_unit", readonly=False, default="week",
    )
    repeat_until = fields.Date(
        string="End Date", compute="_compute_repeat_until", readonly=False,
    )
    role_ids = fields.Many2many(
        "project.role", "project_role_project_task_rel", "project_task_id",
        "project_role_id", string="Project Roles",
    )
    sequence = fields.Integer(default=10)
    stage_id = fields.Many2one(
        "project.task.type", compute="_compute_stage_id", store=True, readonly=False,
        index=True, ondelete="restrict", tracking=True,
        default=lambda self: self._get_default_stage_id(),
        group_expand="_read_group_stage_ids", copy=False,
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
        string="Sub-tasks Allocated Time", compute="_compute_subtask_allocated_hours",
    )
    subtask_completion_percentage = fields.Float(
        compute="_compute_subtask_completion_percentage",
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
        string="Working Days to Close", compute="_compute_working_days_close", store=True,
        aggregator="avg",
    )
    working_days_open = fields.Float(
        string="Working Days to Assign", compute="_compute_working_days_open", store=True,
        aggregator="avg",
    )
    working_hours_close = fields.Float(
        string="Working Hours to Close", compute="_compute_working_hours_close", store=True,
        digits=(16, 2), aggregator="avg",
    )
    working_hours_open = fields.Float(
        string="Working Hours to Assign", compute="_compute_working_hours_open", store=True,
        digits=(16, 2), aggregator="avg",
    )
