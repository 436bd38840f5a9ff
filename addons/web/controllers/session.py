"""Logging in and out, and what a session knows."""
from __future__ import annotations

from odoo import _, http
from odoo.exceptions import AccessError
from odoo.http import request


class Session(http.Controller):

    @http.route("/web/session/get_session_info", type="jsonrpc", auth="user",
                readonly=True)
    def get_session_info(self):
        """Tell who is logged in; it keeps the session alive."""
        request.session.touch()
        return request.env["ir.http"].session_info()

    @http.route("/web/session/authenticate", type="jsonrpc", auth="none")
    def authenticate(self, db, login, password, base_location=None):
        """Log in to a database."""
        if request.db and request.db != db and not request.session.can_save:
            raise AccessError(
                "Database not found or not accessible with the current header."
            )
        credential = {"login": login, "password": password, "type": "password"}
        if request.db != db:
            return self._authenticate_elsewhere(db, credential)
        info = request.session.authenticate(request.env, credential)
        if info["uid"] != request.session.uid:
            return {"uid": None}        # a second factor is asked for
        request.update_context(**request.session.context)
        request.update_env(user=request.session.uid)
        return request.env["ir.http"].session_info()

    def _authenticate_elsewhere(self, db, credential):
        """Log in to another database than the request's."""
        with request.open_database(db):
            info = request.session.authenticate(request.env, credential)
            if info["uid"] != request.session.uid:
                return {"uid": None}
            return request.env["ir.http"].session_info()

    @http.route("/web/session/get_lang_list", type="jsonrpc", auth="none")
    def get_lang_list(self):
        """Return the languages a database can have."""
        try:
            return http.dispatch_rpc("db", "list_lang", []) or []
        except Exception as error:
            return {"error": error, "title": _("Languages")}

    @http.route("/web/session/modules", type="jsonrpc", auth="user", readonly=True)
    def modules(self):
        """Return the names of the installed modules."""
        return sorted(request.env.registry.loaded_modules)

    @http.route("/web/session/check", type="jsonrpc", auth="user", readonly=True)
    def check(self):
        """Fail unless the session is alive."""
        return

    @http.route("/web/session/account", type="jsonrpc", auth="user", readonly=True)
    def account(self):
        """Return the address of the database's account page."""
        parameters = request.env["ir.config_parameter"].sudo()
        uuid = parameters.get_param("database.uuid")
        return "https://accounts.odoo.com/account?" + (
            f"dbuuid={uuid}" if uuid else ""
        )

    @http.route("/web/session/destroy", type="jsonrpc", auth="user", readonly=True)
    def destroy(self):
        """Log out."""
        request.session.logout()

    @http.route("/web/session/logout", type="http", auth="none", readonly=True)
    def logout(self, redirect="/odoo"):
        """Log out and go to a page of this site."""
        request.session.logout(keep_db=True)
        return request.redirect(redirect, 303)
