"""Seeing what a template makes."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class SmsTemplatePreview(models.TransientModel):
    _name = "sms.template.preview"
    _description = "SMS Template Preview"

    body = fields.Char("Body", compute="_compute_sms_template_fields")
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        string="Template Preview Language",
    )
    model_id = fields.Many2one("ir.model", related="sms_template_id.model_id")
    no_record = fields.Boolean("No Record", compute="_compute_no_record")
    resource_ref = fields.Reference(
        string="Record reference", selection="_selection_target_model",
    )
    sms_template_id = fields.Many2one("sms.template", required=True, ondelete="cascade")

    @api.model
    def _selection_target_model(self):
        return [(m.model, m.name) for m in self.env["ir.model"].sudo().search([])]

    @api.model
    def default_get(self, fields):
        """Return the defaults: the first record of the template's model."""
        result = super().default_get(fields)
        template = self.env["sms.template"].browse(
            self.env.context.get("default_sms_template_id") or ())
        if template and not result.get("resource_ref"):
            record = self.env[template.model].search([], limit=1)
            if record:
                result["resource_ref"] = f"{template.model},{record.id}"
        return result

    @api.depends("model_id")
    def _compute_no_record(self):
        for preview in self:
            model = preview.model_id.model
            preview.no_record = not (
                model in self.env and self.env[model].search_count([], limit=1)
            )

    @api.depends("lang", "resource_ref")
    def _compute_sms_template_fields(self):
        for preview in self:
            if not preview.sms_template_id or not preview.resource_ref:
                preview.body = False
                continue
            id_ = preview.resource_ref.id
            try:
                preview.body = preview.sms_template_id._render_field(
                    "body", [id_], set_lang=preview.lang
                )[id_]
            except UserError as error:
                preview.body = _("Error: %s", error)
