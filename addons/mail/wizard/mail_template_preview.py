"""Seeing what a template makes."""
from __future__ import annotations

from odoo import api, fields, models
from odoo.exceptions import UserError


class MailTemplatePreview(models.TransientModel):
    _name = "mail.template.preview"
    _description = "Email Template Preview"

    attachment_ids = fields.Many2many(
        "ir.attachment", string="Attachments", compute="_compute_mail_template_fields",
    )
    body_html = fields.Html(string="Body", compute="_compute_mail_template_fields")
    email_cc = fields.Char(string="Cc", compute="_compute_mail_template_fields")
    email_from = fields.Char(string="From", compute="_compute_mail_template_fields")
    email_to = fields.Char(string="To", compute="_compute_mail_template_fields")
    error_msg = fields.Char(string="Error Message", compute="_compute_mail_template_fields")
    has_attachments = fields.Boolean(compute="_compute_mail_template_fields")
    has_several_languages_installed = fields.Boolean(
        compute="_compute_has_several_languages_installed",
    )
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        string="Template Preview Language",
    )
    mail_template_id = fields.Many2one(
        "mail.template", string="Related Mail Template", required=True, ondelete="cascade",
    )
    model_id = fields.Many2one(
        "ir.model", string="Targeted model", related="mail_template_id.model_id",
    )
    no_record = fields.Boolean(compute="_compute_no_record")
    partner_ids = fields.Many2many(
        "res.partner", string="Recipients", compute="_compute_mail_template_fields",
    )
    reply_to = fields.Char(string="Reply-To", compute="_compute_mail_template_fields")
    resource_ref = fields.Reference(
        selection="_selection_target_model", string="Record", compute="_compute_resource_ref", store=True, readonly=False,
    )
    scheduled_date = fields.Char(compute="_compute_mail_template_fields")
    subject = fields.Char(compute="_compute_mail_template_fields")

    @api.model
    def _selection_target_model(self):
        return [(m.model, m.name) for m in self.env["ir.model"].sudo().search([])]

    @api.depends("model_id")
    def _compute_no_record(self):
        for preview in self:
            model = preview.model_id.model
            preview.no_record = not (
                model in self.env and self.env[model].search_count([], limit=1)
            )

    @api.depends("mail_template_id")
    def _compute_resource_ref(self):
        for preview in self:
            model = preview.mail_template_id.model
            record = self.env[model].search([], limit=1) if model in self.env else None
            preview.resource_ref = f"{model},{record.id}" if record else False

    def _compute_has_several_languages_installed(self):
        several = len(self.env["res.lang"].get_installed()) > 1
        self.has_several_languages_installed = several

    @api.depends("lang", "resource_ref", "mail_template_id")
    def _compute_mail_template_fields(self):
        names = ("body_html", "email_cc", "email_from", "email_to", "reply_to",
                 "scheduled_date", "subject")
        for preview in self:
            template = preview.mail_template_id.with_context(
                lang=preview.lang or self.env.lang
            )
            preview.error_msg = False
            preview.attachment_ids = template.attachment_ids
            preview.has_attachments = bool(template.attachment_ids)
            preview.partner_ids = False
            values = {}
            if preview.resource_ref:
                id_ = preview.resource_ref.id
                try:
                    values = template._generate_template(
                        [id_], (*names, "partner_to")
                    )[id_]
                    preview.partner_ids = [(6, 0, values.get("partner_ids") or [])]
                except UserError as error:
                    preview.error_msg = str(error)
            for name in names:
                preview[name] = values.get(name) or False
