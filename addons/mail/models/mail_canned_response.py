"""Texts that a word stands for."""
from __future__ import annotations

from odoo import api, fields, models


class MailCannedResponse(models.Model):
    _name = "mail.canned.response"
    _description = "Canned Response"
    _order = "id desc"
    _rec_name = "source"

    group_ids = fields.Many2many(
        "res.groups", "mail_canned_response_res_groups_rel", "mail_canned_response_id",
        "res_groups_id", string="Authorized Groups",
    )
    is_editable = fields.Boolean(
        string="Determines if the canned response can be edited by the current user",
        compute="_compute_is_editable",
    )
    is_shared = fields.Boolean(
        string="Determines if the canned_response is currently shared with other users",
        compute="_compute_is_shared", store=True,
    )
    last_used = fields.Datetime()
    source = fields.Char(string="Shortcut", required=True, index="trigram")
    substitution = fields.Text(required=True)

    @api.depends("group_ids")
    def _compute_is_shared(self):
        for response in self:
            response.is_shared = bool(response.group_ids)

    @api.depends_context("uid")
    @api.depends("create_uid")
    def _compute_is_editable(self):
        writable = self._filtered_access("write")
        for response in self:
            response.is_editable = response in writable
