"""What the composers share."""
from __future__ import annotations

from odoo import api, fields, models


class MailComposerMixin(models.AbstractModel):
    _name = "mail.composer.mixin"
    _inherit = ["mail.render.mixin"]
    _description = "Mail Composer Mixin"

    body = fields.Html(
        string="Contents", compute="_compute_body", store=True, readonly=False,
        sanitize="email_outgoing",
    )
    body_has_template_value = fields.Boolean(
        string="Body content is the same as the template",
        compute="_compute_body_has_template_value",
    )
    can_edit_body = fields.Boolean(compute="_compute_can_edit_body")
    is_mail_template_editor = fields.Boolean(
        string="Is Editor", compute="_compute_is_mail_template_editor",
    )
    subject = fields.Char(compute="_compute_subject", store=True, readonly=False)
    template_id = fields.Many2one("mail.template", string="Mail Template")

    @api.depends("template_id")
    def _compute_subject(self):
        for composer in self:
            if composer.template_id.subject:
                composer.subject = composer.template_id.subject
            elif not composer.template_id:
                composer.subject = composer.subject or False

    @api.depends("template_id")
    def _compute_body(self):
        for composer in self:
            if not composer.template_id._is_html_empty(composer.template_id.body_html):
                composer.body = composer.template_id.body_html
            elif not composer.template_id:
                composer.body = composer.body or False

    @api.depends("body", "template_id")
    def _compute_body_has_template_value(self):
        for composer in self:
            composer.body_has_template_value = bool(
                composer.template_id and composer.body == composer.template_id.body_html
            )

    @api.depends_context("uid")
    def _compute_is_mail_template_editor(self):
        self.is_mail_template_editor = self.env.is_admin() or self.env.user.has_group(
            "mail.group_mail_template_editor"
        )

    @api.depends("template_id", "is_mail_template_editor")
    def _compute_can_edit_body(self):
        for composer in self:
            composer.can_edit_body = (
                composer.is_mail_template_editor or not composer.body_has_template_value
            )
