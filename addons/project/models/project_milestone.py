"""Milestones of projects."""
from __future__ import annotations

from odoo import api, fields, models


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

    @api.depends("is_reached")
    def _compute_reached_date(self):
        for milestone in self:
            milestone.reached_date = milestone.is_reached and fields.Date.context_today(
                self
            )

    def _compute_can_be_marked_as_done(self):
        for milestone in self:
            milestone.can_be_marked_as_done = not milestone.is_reached and bool(
                milestone.task_ids
            ) and all(task.is_closed for task in milestone.task_ids)

    def _compute_done_task_count(self):
        for milestone in self:
            milestone.done_task_count = len(milestone.task_ids.filtered("is_closed"))

    def _compute_task_count(self):
        for milestone in self:
            milestone.task_count = len(milestone.task_ids)

    @api.depends("is_reached", "deadline")
    def _compute_is_deadline_exceeded(self):
        today = fields.Date.context_today(self)
        for milestone in self:
            milestone.is_deadline_exceeded = bool(
                not milestone.is_reached and milestone.deadline
                and milestone.deadline < today
            )

    @api.depends("deadline")
    def _compute_is_deadline_future(self):
        today = fields.Date.context_today(self)
        for milestone in self:
            milestone.is_deadline_future = bool(
                milestone.deadline and milestone.deadline > today
            )

    @api.depends("project_id.allow_milestones")
    def _compute_project_allow_milestones(self):
        for milestone in self:
            milestone.project_allow_milestones = milestone.project_id.allow_milestones

    @api.model
    def _search_project_allow_milestones(self, operator, value):
        return [("project_id.allow_milestones", operator, value)]

    def toggle_is_reached(self, is_reached):
        """Mark as reached, or not."""
        self.ensure_one()
        self.update({"is_reached": is_reached})
        return {"id": self.id, "is_reached": self.is_reached}
