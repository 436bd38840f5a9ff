"""Texts to write once and send often."""
from __future__ import annotations

from odoo import _, api, fields, models


class SmsTemplate(models.Model):
    _inherit = "sms.template"
    _unrestricted_rendering = True

    body = fields.Char("Body", translate=True, required=True)
    model = fields.Char(
        "Related Document Model", related="model_id.model", index=True, store=True,
        readonly=True,
    )
    model_id = fields.Many2one(
        "ir.model", string="Applies to", required=True, ondelete="cascade",
        domain=["&", ("is_mail_thread_sms", "=", True), ("transient", "=", False)],
    )
    name = fields.Char("Name", translate=True)
    sidebar_action_id = fields.Many2one(
        "ir.actions.act_window", "Sidebar action", readonly=True, copy=False,
    )

    @api.model
    def default_get(self, fields):
        """The model goes by its name, if the context gives that."""
        result = super().default_get(fields)
        if not fields or "model_id" in fields and not result.get("model_id"):
            name = result.get("model")
            if name:
                result["model_id"] = self.env["ir.model"]._get_id(name)
        return result

    @api.depends("model")
    def _compute_render_model(self):
        for template in self:
            template.render_model = template.model

    def copy_data(self, default=None):
        """Copies say so in their name."""
        return [dict(vals, name=_("%s (copy)", template.name))
                for template, vals in zip(self, super().copy_data(default=default))]

    def unlink(self):
        """The action in the menu goes with its template."""
        self.sudo().sidebar_action_id.unlink()
        return super().unlink()

    def action_create_sidebar_action(self):
        """Offer the template in the menu of the records it is for."""
        view = self.env.ref("sms.sms_composer_view_form", raise_if_not_found=False)
        actions = self.env["ir.actions.act_window"]
        for template in self:
            template.sidebar_action_id = actions.create({
                "name": _("Send SMS (%s)", template.name),
                "type": "ir.actions.act_window", "res_model": "sms.composer",
                "context": repr({
                    "default_template_id": template.id,
                    "sms_composition_mode": "guess",
                    "default_res_ids": "active_ids", "default_res_id": "active_id",
                }).replace("'active_ids'", "active_ids").replace("'active_id'", "active_id"),
                "view_mode": "form", "view_id": view.id if view else False,
                "target": "new", "binding_model_id": template.model_id.id,
            })
        return True

    def action_unlink_sidebar_action(self):
        """Take the template out of the menu."""
        self.sidebar_action_id.unlink()
        return True
