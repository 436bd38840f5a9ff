"""What clients learn about their session."""

from __future__ import annotations

from odoo import api, models, release


class IrHttp(models.AbstractModel):
    _name = "ir.http"
    _description = "HTTP Routing"

    @api.model
    def session_info(self):
        """Return what a client is told after logging in."""
        user = self.env.user
        return {
            "uid": self.env.uid or None,
            "is_system": user._is_system() if self.env.uid else False,
            "is_admin": user._is_admin() if self.env.uid else False,
            "is_public": user._is_public(),
            "is_internal_user": user._is_internal(),
            "user_context": dict(self.env["res.users"].context_get()),
            "db": self.env.cr.dbname,
            "server_version": release.version,
            "server_version_info": list(release.version_info),
            "name": user.name,
            "username": user.login,
            "partner_display_name": user.partner_id.display_name,
            "partner_id": user.partner_id.id or None,
        }

    @api.model
    def lazy_session_info(self):
        """Return what a client asks for later."""
        return {}

    @api.model
    def get_nearest_lang(self, lang_code):
        """Return the active language that is closest to a code, or False."""
        codes = [code for code, _name in self.env["res.lang"].get_installed()]
        if not lang_code:
            return False
        if lang_code in codes:
            return lang_code
        short = lang_code.split("_")[0]
        return next((code for code in codes if code.startswith(short)), False)
