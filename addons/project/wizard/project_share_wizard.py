"""Sharing a project: who reads it, who works in it, who is told."""
from __future__ import annotations

from odoo import Command, api, fields, models

EDITING = ("edit", "edit_limited")


class ProjectShareWizard(models.TransientModel):
    _name = "project.share.wizard"
    _inherit = ["portal.share"]
    _description = "Project Sharing"

    collaborator_ids = fields.One2many(
        "project.share.collaborator.wizard", "parent_wizard_id", string="Collaborators",
    )
    existing_partner_ids = fields.Many2many(
        "res.partner", compute="_compute_existing_partner_ids",
    )
    partner_ids = fields.Many2many(
        relation="project_share_wizard_res_partner_rel",
        column1="project_share_wizard_id", column2="res_partner_id",
    )
    share_link = fields.Char("Public Link")

    @api.depends("collaborator_ids")
    def _compute_existing_partner_ids(self):
        for wizard in self:
            wizard.existing_partner_ids = wizard.collaborator_ids.partner_id

    @api.model
    def default_get(self, fields):
        """Return who has the project already, and how."""
        result = super().default_get(fields)
        if result.get("res_model") != "project.project" or not result.get("res_id"):
            return result
        project = self.env["project.project"].browse(result["res_id"])
        rows = [{
            "partner_id": known.partner_id.id, "send_invitation": False,
            "access_mode": "edit_limited" if known.limited_access else "edit",
        } for known in project.collaborator_ids]
        readers = project.message_partner_ids.filtered("partner_share") \
            - project.collaborator_ids.partner_id
        rows += [{"partner_id": partner.id, "access_mode": "read",
                  "send_invitation": False} for partner in readers]
        result["collaborator_ids"] = [Command.create(row) for row in rows]
        return result

    @api.model
    def _selection_target_model(self):
        return [(m.model, m.name) for m in self.env["ir.model"].sudo().search([
            ("model", "=", "project.project"),
        ])]

    @api.model_create_multi
    def create(self, vals_list):
        """Share the projects as the lines say."""
        for vals in vals_list:
            vals.setdefault("partner_ids", [])
        wizards = super().create(vals_list)
        for wizard in wizards:
            wizard._share_project()
        return wizards

    def _share_project(self):
        project = self.resource_ref
        if not project:
            return
        known = {line.partner_id: line for line in project.collaborator_ids}
        commands = []
        for line in self.collaborator_ids.filtered(lambda x: x.access_mode in EDITING):
            limited = line.access_mode == "edit_limited"
            row = known.pop(line.partner_id, None)
            if row is None:
                commands.append(Command.create({
                    "partner_id": line.partner_id.id, "limited_access": limited,
                }))
            elif row.limited_access != limited:
                commands.append(Command.update(row.id, {"limited_access": limited}))
        commands += [Command.delete(row.id) for row in known.values()]
        followers = project.message_partner_ids.filtered("partner_share")
        partners = self.collaborator_ids.partner_id
        project.write({"collaborator_ids": commands} if commands else {})
        gone = followers - partners
        if gone:
            project.message_unsubscribe(gone.ids)
        if partners - followers:
            project.message_subscribe((partners - followers).ids)

    def action_share_record(self):
        """Share with the people of the lines and invite those who are to be invited."""
        self.ensure_one()
        if self.resource_ref.privacy_visibility not in ("portal", "invited_users"):
            self.resource_ref.privacy_visibility = "portal"
        invited = self.collaborator_ids.filtered("send_invitation").partner_id
        if not invited:
            return {"type": "ir.actions.act_window_close"}
        self.partner_ids = invited
        return self.action_send_mail()


class ProjectShareCollaboratorWizard(models.TransientModel):
    _name = "project.share.collaborator.wizard"
    _description = "Project Sharing Collaborator Wizard"

    access_mode = fields.Selection([
        ("read", "Read"), ("edit_limited", "Edit with limited access"), ("edit", "Edit"),
    ], required=True, default="read")
    parent_wizard_id = fields.Many2one("project.share.wizard")
    partner_id = fields.Many2one(
        "res.partner", string="Collaborator", required=True, ondelete="cascade",
    )
    send_invitation = fields.Boolean(
        compute="_compute_send_invitation", store=True, readonly=False, default=True,
    )

    @api.depends("partner_id", "access_mode")
    def _compute_send_invitation(self):
        for line in self:
            project = line.parent_wizard_id.resource_ref
            line.send_invitation = not project \
                or line.partner_id not in project.message_partner_ids


class TaskShareWizard(models.TransientModel):
    _name = "task.share.wizard"
    _inherit = ["portal.share"]
    _description = "Task Sharing"

    partner_ids = fields.Many2many(
        relation="res_partner_task_share_wizard_rel",
        column1="task_share_wizard_id", column2="res_partner_id",
    )
    project_privacy_visibility = fields.Selection(
        related="task_id.project_privacy_visibility",
    )
    task_id = fields.Many2one("project.task", default=lambda self: self._default_task_id())

    @api.model
    def _default_task_id(self):
        context = self.env.context
        active = context.get("active_model") == "project.task" and context.get("active_id")
        return self.env["project.task"].browse(active or ())

    @api.model
    def _selection_target_model(self):
        return [(m.model, m.name) for m in self.env["ir.model"].sudo().search([
            ("model", "=", "project.task"),
        ])]
