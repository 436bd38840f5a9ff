"""Windows of projects, and what their dashboards ask."""
from __future__ import annotations

from odoo import _, api, models

FEATURES = ("allow_milestones", "allow_task_dependencies", "allow_recurring_tasks")


class ProjectProject(models.Model):
    _inherit = "project.project"

    # ---- windows
    def _open_window(self, xml_id, name, **values):
        """Return an action on what belongs to the project, under a name of its own."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(f"project.{xml_id}")
        return {**action, "display_name": name, "context": {
            "active_id": self.id, "active_ids": self.ids, "active_model": self._name,
            "default_project_id": self.id,
        }, **values}

    def action_view_tasks_analysis(self):
        """Open the analysis of the project's tasks."""
        return self._open_window(
            "action_project_task_user_tree", _("%(name)s's Tasks Analysis", name=self.name),
            domain=[("project_id", "=", self.id)],
        )

    def action_project_task_burndown_chart_report(self):
        """Open the burndown chart of the project's tasks."""
        return self._open_window(
            "action_project_task_burndown_chart_report",
            _("%(name)s's Burndown Chart", name=self.name),
            domain=[("project_id", "=", self.id)],
        )

    def action_view_tasks_from_project_milestone(self):
        """Open the project's tasks, grouped by milestone."""
        action = self._open_window(
            "action_view_task_from_milestone", _("%(name)s's Tasks", name=self.name),
            domain=[("project_id", "=", self.id)],
        )
        action["context"]["group_by"] = "milestone_id"
        return action

    def project_update_all_action(self):
        """Open the dashboard of the project."""
        return self._open_window(
            "project_update_all_action", _("%(name)s Dashboard", name=self.name),
        )

    def action_open_share_project_wizard(self):
        """Open the window that shares the project."""
        return self._open_window(
            "project_share_wizard_action", _("Share Project"),
        )

    # ---- dashboards
    def toggle_favorite(self):
        """Put the projects among the user's favorites, or take them out."""
        favorites = self.filtered("is_favorite")
        favorites.sudo().favorite_user_ids = [(3, self.env.uid)]
        (self - favorites).sudo().favorite_user_ids = [(4, self.env.uid)]
        self.invalidate_recordset(["is_favorite"])

    def get_last_update_or_default(self):
        """Return label and color of the project's status."""
        self.ensure_one()
        labels = dict(self._fields["last_update_status"]._description_selection(self.env))
        return {
            "status": labels[self.last_update_status], "color": self.last_update_color,
        }

    def get_milestones(self):
        """Return the project's milestones for its dashboard; nothing without them."""
        self.ensure_one()
        if not self.allow_milestones or not self.env.user.has_group(
            "project.group_project_milestone"
        ):
            return {}
        return {"data": self.milestone_ids._get_data_list()}

    @api.model
    def check_features_enabled(self, updated_features=None):
        """Tell for each feature whether any project uses it."""
        return {
            name: bool(self.search_count([(name, "=", True)], limit=1))
            for name in FEATURES
            if updated_features is None or name in updated_features
        }


class ProjectMilestone(models.Model):
    _inherit = "project.milestone"

    def _get_data(self):
        self.ensure_one()
        return {name: self[name] for name in (
            "id", "name", "deadline", "is_reached", "reached_date", "is_deadline_exceeded",
            "is_deadline_future", "can_be_marked_as_done",
        )}

    def _get_data_list(self):
        """Return what a dashboard shows of the milestones."""
        return [milestone._get_data() for milestone in self]

    def action_view_tasks(self):
        """Open the tasks of the milestone."""
        self.ensure_one()
        return self.project_id._open_window(
            "project_milestone_action_view_tasks",
            _("%(name)s's Tasks", name=self.name),
            domain=[("milestone_id", "=", self.id)],
        )


class AccountAnalyticAccount(models.Model):
    _inherit = "account.analytic.account"

    def action_view_projects(self):
        """Open the projects of the account."""
        projects = self.env["project.project"].search([("account_id", "in", self.ids)])
        action = {
            "type": "ir.actions.act_window", "name": _("Projects"),
            "res_model": "project.project", "view_mode": "kanban,list,form",
            "domain": [("id", "in", projects.ids)], "context": {"create": False},
        }
        if len(projects) == 1:
            action.update(view_mode="form", res_id=projects.id)
        return action


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_view_tasks(self):
        """Open the tasks of the partner and its contacts."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "project.project_task_action_from_partner"
        )
        partners = self.with_context(active_test=False).search([("id", "child_of", self.id)])
        return {
            **action, "display_name": _("%(name)s's Tasks", name=self.name),
            "domain": [("partner_id", "in", partners.ids)],
            "context": {"default_partner_id": self.id},
        }
