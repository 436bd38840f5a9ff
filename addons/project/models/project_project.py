"""Projects."""
from __future__ import annotations

from odoo import _, api, fields, models


class ProjectProject(models.Model):
    _name = "project.project"
    _inherit = ["mail.alias.mixin", "mail.thread", "mail.activity.mixin", "mail.tracking.duration.mixin"]
    _description = "Project"
    _order = "sequence, name, id"

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
        compute="_compute_can_mark_milestone_as_done",
        groups="project.group_project_milestone",
    )
    closed_task_count = fields.Integer(compute="_compute_closed_task_count")
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
        compute="_compute_is_milestone_deadline_exceeded",
        groups="project.group_project_milestone",
    )
    is_milestone_exceeded = fields.Boolean(
        compute="_compute_is_milestone_exceeded", search="_search_is_milestone_exceeded",
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
        compute="_compute_milestone_count_reached",
        groups="project.group_project_milestone",
    )
    milestone_ids = fields.One2many("project.milestone", "project_id", copy=True)
    milestone_progress = fields.Integer(
        string="Milestones Reached", compute="_compute_milestone_progress",
        groups="project.group_project_milestone",
    )
    name = fields.Char(required=True, translate=True, index="trigram", tracking=True)
    next_milestone_id = fields.Many2one(
        "project.milestone", compute="_compute_next_milestone_id",
        groups="project.group_project_milestone",
    )
    open_task_count = fields.Integer(compute="_compute_open_task_count")
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
    sequence = fields.Integer(default=10)
    show_ratings = fields.Boolean(compute="_compute_show_ratings")
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
    task_completion_percentage = fields.Float(compute="_compute_task_completion_percentage")
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
