"""Tasks that customers see and rate."""
from __future__ import annotations

from odoo import _, api, fields, models

SATISFIED = 4       # the least rating with which a task is approved


class ProjectTask(models.Model):
    _inherit = "project.task"

    # ---- pages
    def _compute_access_url(self):
        super()._compute_access_url()
        for task in self:
            task.access_url = f"/my/tasks/{task.id}"

    def _compute_access_warning(self):
        super()._compute_access_warning()
        for task in self.filtered(
            lambda t: t.project_id.privacy_visibility not in ("invited_users", "portal")
        ):
            task.access_warning = _(
                "The task cannot be shared with the recipient(s) because the privacy of "
                "the project is too restricted. Set the privacy of the project to "
                "'Visible by following customers' in order to make it accessible by the "
                "recipient(s).")

    # ---- ratings
    def _rating_get_parent_field_name(self):
        return "project_id"

    def _rating_apply_get_default_subtype_id(self):
        return self.env["ir.model.data"]._xmlid_to_res_id("project.mt_task_rating")

    def _rating_get_operator(self):
        """Return who did the work, when one person did."""
        if len(self.user_ids) == 1 and self.user_ids.partner_id:
            return self.user_ids.partner_id
        return self.env["res.partner"]

    def rating_apply(self, rate, token=None, rating=None, feedback=None,
                     subtype_xmlid=None, notify_delay_send=False):
        """Note a rating; where the stage says so it decides on the state."""
        rating = super().rating_apply(
            rate, token=token, rating=rating, feedback=feedback,
            subtype_xmlid=subtype_xmlid, notify_delay_send=notify_delay_send)
        if self.stage_id.auto_validation_state:
            self.write({"state": "03_approved" if rating.rating >= SATISFIED
                        else "02_changes_requested"})
        return rating

    def _send_task_rating_mail(self, force_send=False):
        """Ask the customers of tasks, by the template of the stage."""
        for task in self:
            template = task.stage_id.rating_template_id
            partner = task.partner_id
            if template and partner and partner != self.env.user.partner_id:
                task.rating_send_request(template, lang=partner.lang,
                                         force_send=force_send)

    def write(self, vals):
        """Change tasks; those that reach a stage that asks are rated."""
        result = super().write(vals)
        if "stage_id" in vals:
            self.filtered(
                lambda t: t.stage_id.rating_active and t.stage_id.rating_status == "stage"
            )._send_task_rating_mail(force_send=True)
        return result

    def action_open_ratings(self):
        """Open the ratings of the task."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "project.rating_rating_action_task")
        if self.rating_count == 1:
            action.update({"views": [[False, "form"]], "res_id": self.rating_ids[0].id})
        return action


class ProjectProject(models.Model):
    _inherit = "project.project"

    show_ratings = fields.Boolean(compute="_compute_show_ratings")

    def _compute_access_url(self):
        super()._compute_access_url()
        for project in self:
            project.access_url = f"/my/projects/{project.id}"

    def _compute_access_warning(self):
        super()._compute_access_warning()
        for project in self.filtered(
            lambda p: p.privacy_visibility not in ("invited_users", "portal")
        ):
            project.access_warning = _(
                "The project cannot be shared with the recipient(s) because the privacy "
                "of the project is too restricted. Set the privacy to 'Visible by "
                "following customers' in order to make it accessible by the "
                "recipient(s).")

    @api.depends("type_ids.rating_active")
    def _compute_show_ratings(self):
        for project in self:
            project.show_ratings = any(project.type_ids.mapped("rating_active"))

    def action_view_all_rating(self):
        """Open the ratings of the project's tasks."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "project.rating_rating_action_view_project_rating")
        action["display_name"] = _("%(name)s's Rating", name=self.name)
        action["context"] = {"default_parent_res_id": self.id,
                             "search_default_parent_res_name": self.name}
        action["domain"] = [("consumed", "=", True),
                            ("parent_res_model", "=", "project.project"),
                            ("parent_res_id", "=", self.id)]
        return action


class ProjectTaskType(models.Model):
    _inherit = "project.task.type"

    @api.model
    def _send_rating_all(self):
        """Ask for the ratings that are due in stages that ask now and then."""
        stages = self.search([
            ("rating_active", "=", True), ("rating_status", "=", "periodic"),
            ("rating_request_deadline", "<=", fields.Datetime.now()),
        ])
        for stage in stages:
            tasks = self.env["project.task"].search([
                ("stage_id", "=", stage.id),
                ("project_id", "in", stage.project_ids.ids)])
            tasks._send_task_rating_mail()
            stage._compute_rating_request_deadline()
