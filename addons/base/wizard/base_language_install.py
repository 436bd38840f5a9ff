"""Activates languages."""
from __future__ import annotations

from odoo import _, api, fields, models


class BaseLanguageInstall(models.TransientModel):
    _name = "base.language.install"
    _description = "Install Language"

    def _default_lang_ids(self):
        context = self.env.context
        if context.get("active_model") == "res.lang":
            return context.get("active_ids") or []
        return []

    lang_ids = fields.Many2many(
        "res.lang",
        "res_lang_install_rel",
        "language_wizard_id",
        "lang_id",
        "Languages",
        default=_default_lang_ids,
        context={"active_test": False},
        required=True,
    )
    overwrite = fields.Boolean(
        "Overwrite Existing Terms",
        default=True,
        help="If you check this box, your customized translations will be overwritten "
        "and replaced by the official ones.",
    )
    first_lang_id = fields.Many2one("res.lang", compute="_compute_first_lang_id")

    @api.depends("lang_ids")
    def _compute_first_lang_id(self):
        for wizard in self:
            wizard.first_lang_id = wizard.lang_ids[:1]

    def lang_install(self):
        """Activate the languages; answer a notification, or the change to the one."""
        self.ensure_one()
        self.lang_ids.active = True
        modules = self.env["ir.module.module"].search([("state", "=", "installed")])
        modules._update_translations(self.lang_ids.mapped("code"), self.overwrite)
        if len(self.lang_ids) == 1:
            return {
                "name": _("Switch to %s?", self.lang_ids.name),
                "type": "ir.actions.act_window",
                "view_mode": "form",
                "res_model": self._name,
                "res_id": self.id,
                "target": "new",
            }
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": _("The languages that you selected have been successfully "
                             "installed."),
                "type": "success",
                "sticky": False,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def reload(self):
        """Answer the action that reloads the client."""
        return {"type": "ir.actions.client", "tag": "reload"}

    def switch_lang(self):
        """Give the current user the first of the languages."""
        self.env.user.lang = self.first_lang_id.code
        return self.reload()
