"""Milestones of projects."""
from __future__ import annotations

from odoo import _, api, fields, models


class ProjectMilestone(models.Model):
    _name = "project.milestone"
    _inherit = ["mail.thread"]
    _description = "Project Milestone"
    _order = "sequence, deadline, is_reached desc, name"

    can_be_marked_as_done = fields.Boolean(compute="_compute_can_be_marked_as_done")
    deadline = fields.Date(copy=False, tracking=True)
    done_task_count = fields.Integer(
        string="# of Done Tasks", compute="_compute_done_task_count",
        groups="project.group_project_milestone",
    )
    is_deadline_exceeded = fields.Boolean(compute="_compute_is_deadline_exceeded")
    is_deadline_future = fields.Boolean(compute="_compute_is_deadline_future")
    is_reached = fields.Boolean(string="Reached", copy=False, default=False)
    name = fields.Char(required=True)
    project_allow_milestones = fields.Boolean(
        compute="_compute_project_allow_milestones",
        search="_search_project_allow_milestones",
    )
    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="cascade",
        default=lambda self: self.env.context.get("default_project_id"),
    )
    reached_date = fields.Date(compute="_compute_reached_date", store=True)
    sequence = fields.Integer(default=10)
    task_count = fields.Integer(
        string="# of Tasks", compute="_compute_task_count",
        groups="project.group_project_milestone",
    )
    task_ids = fields.One2many("project.task", "milestone_id", string="Tasks")
