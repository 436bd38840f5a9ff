"""The landing pages: logging in by form, and the page after it."""
from __future__ import annotations

import json

from markupsafe import Markup
from odoo import _, http
from odoo.exceptions import AccessDenied
from odoo.http import request

from . import pages

WRONG_LOGIN = "Wrong login/password"


def ensure_db(redirect="/web/database/selector", db=None):
    """Make sure that the request has a database, redirecting where it must.

    Odoo: `?db=` chooses one, kept in the session; without any, a page to choose.
    """
    db = (request.params.get("db") if db is None else db) or ""
    db = db.strip()
    names = http.db_filter(request.services.registries.list())
    if db and db not in names:
        db = None
    if db and not request.session.db and not request.db:
        request.session["db"] = db
        path = request.httprequest.full_path
        _abort(request.redirect(path, 302))
    if not db and request.session.db in names:
        db = request.session.db
    if not db and len(names) == 1:
        db = names[0]
    if not db:
        _abort(request.redirect(redirect, 303))
    if db != request.session.db or request.db != db:
        request.session.logout()
        request.session["db"] = db
        _abort(request.redirect(request.httprequest.full_path, 302))


def _abort(response):
    from werkzeug.exceptions import HTTPException
    raise HTTPException(response=response)


def is_user_internal(uid):
    """Tell whether a user works in the backend."""
    return request.env["res.users"].browse(uid)._is_internal()


class Home(http.Controller):

    @http.route("/", type="http", auth="none")
    def index(self, s_action=None, db=None, **kw):
        """Send everybody to the backend."""
        if request.db and request.session.uid and not is_user_internal(
            request.session.uid
        ):
            return request.redirect_query("/web/login_successful", query=request.params)
        return request.redirect_query("/odoo", query=request.params)

    def _web_client_readonly(self, rule, args):
        return False

    @http.route(
        ["/web", "/odoo", "/odoo/<path:subpath>", "/scoped_app/<path:subpath>"],
        type="http", auth="none",
    )
    def web_client(self, s_action=None, **kw):
        """Show who is logged in; there is no web client here."""
        ensure_db()
        if not request.session.uid:
            return request.redirect_query(
                "/web/login", {"redirect": request.httprequest.full_path}, code=303
            )
        if kw.get("redirect"):
            return request.redirect(kw["redirect"], 303)
        request.session.touch()
        request.update_env(user=request.session.uid)
        if not http.check_session(request.session, request.env):
            raise http.SessionExpiredException("Session expired")
        if not is_user_internal(request.session.uid):
            return request.redirect("/web/login_successful", 303)
        info = request.env["ir.http"].webclient_rendering_context()["session_info"]
        body = Markup(
            "<h1>{name}</h1><p>You are logged in to <b>{db}</b> as {login}.</p>"
            '<p>This server answers programs; it has no web client. '
            '<a href="/doc">What it can be asked</a> · '
            '<a href="/web/session/logout">Log out</a></p>'
        ).format(name=info["name"], db=info["db"], login=info["username"])
        return pages.render_page("Odoo", body, pages.session_script(info), headers=[
            ("X-Frame-Options", "DENY"), ("Cache-Control", "no-store"),
        ])

    @http.route("/web/webclient/load_menus", type="http", auth="user",
                methods=["GET"], readonly=True)
    def web_load_menus(self, lang=None):
        """Return the menus of the user."""
        if lang:
            request.update_context(lang=lang)
        menus = request.env["ir.ui.menu"].load_web_menus(request.session.debug)
        return request.make_response(json.dumps(menus, default=str), [
            ("Content-Type", "application/json"),
            ("Cache-Control", "public, max-age=31536000"),
        ])

    def _login_redirect(self, uid, redirect=None):
        if redirect:
            return redirect
        return "/odoo" if is_user_internal(uid) else "/web/login_successful"

    @http.route("/web/login", type="http", auth="none", list_as_website_content="Login")
    def web_login(self, redirect=None, **kw):
        """Show the form, or log in with what came of it."""
        ensure_db()
        params = request.params
        params["login_success"] = False
        if request.httprequest.method == "GET" and redirect and request.session.uid:
            return request.redirect(redirect)
        if request.env.uid is None:
            if request.session.uid is None:
                request.env["ir.http"]._auth_method_public()
            else:
                request.update_env(user=request.session.uid)
        error, login = None, params.get("login") or ""
        if request.httprequest.method == "POST":
            try:
                info = self._log_in(params)
                params["login_success"] = True
                if info["uid"] != request.session.uid:
                    url = request.env["res.users"].browse(info["uid"])._mfa_url()
                    return request.redirect_query(url, {"redirect": redirect or ""})
                return request.redirect(self._login_redirect(info["uid"], redirect))
            except AccessDenied as denied:
                error = _(WRONG_LOGIN) if denied.args == AccessDenied().args \
                    else denied.args[0]
        elif params.get("error") == "access":
            error = _("Only employees can access this database. Please contact the "
                      "administrator.")
        return self._login_page(login, redirect, error)

    def _log_in(self, params):
        credential = {
            key: value for key, value in params.items()
            if key in ("login", "password", "type", "webauthn_response") and value
        }
        credential.setdefault("type", "password")
        if "login" not in credential or "password" not in credential:
            raise AccessDenied
        return request.session.authenticate(request.env, credential)

    def _login_page(self, login, redirect, error):
        body = Markup("<h1>Log in</h1>{error}"
                      '<form class="oe_login_form" role="form" method="post" '
                      'action="/web/login">{inputs}'
                      '<button type="submit" class="btn btn-primary">Log in</button>'
                      "</form>").format(
            error=pages.alert(error),
            inputs=Markup("").join([
                pages.hidden("csrf_token", request.csrf_token()),
                pages.field(_("Email"), "login", login, autocomplete="username"),
                pages.field(_("Password"), "password", kind="password",
                            autocomplete="current-password"),
                pages.hidden("type", "password"),
                pages.hidden("webauthn_response", ""),
                pages.hidden("redirect", redirect or ""),
            ]),
        )
        return pages.render_page("Odoo", body, headers=[
            ("Cache-Control", "no-cache"), ("X-Frame-Options", "SAMEORIGIN"),
            ("Content-Security-Policy", "frame-ancestors 'self'"),
        ])

    @http.route("/web/login_successful", type="http", auth="user")
    def login_successful_external_user(self, **kw):
        """Tell who may not use the backend that they are logged in."""
        return pages.render_page("Odoo", Markup("<h1>{}</h1>").format(
            _("You are logged in.")
        ))

    @http.route("/web/become", type="http", auth="user", readonly=True)
    def switch_to_admin(self):
        """Make an administrator's session the superuser's."""
        uid = request.env.user.id
        if request.env.user._is_system():
            uid = request.session["uid"] = 1
            # the session is bound to its user, so it must be bound anew
            request.env.registry.clear_cache()
            request.session["session_token"] = request.env["res.users"].browse(
                uid
            ).sudo()._compute_session_token(request.session.sid)
        return request.redirect(self._login_redirect(uid))

    @http.route("/web/health", type="http", auth="none", save_session=False)
    def health(self, db_server_status=False):
        """Tell that the server runs."""
        found = {"status": "pass"}
        status = 200
        if db_server_status:
            try:
                request.services.registries.list()
                found["db_server_status"] = True
            except OSError:
                found.update(status="fail", db_server_status=False)
                status = 500
        return request.make_response(json.dumps(found), [
            ("Content-Type", "application/json"), ("Cache-Control", "no-store"),
        ], status=status)

    @http.route(["/web/version", "/json/version"], type="http", auth="none",
                readonly=True)
    def version(self):
        """Return the version of the server."""
        found = http.dispatch_rpc("common", "version", [])
        return request.make_json_response({
            "version_info": found["server_version_info"],
            "version": found["server_version"],
        })

    @http.route("/robots.txt", type="http", auth="none", readonly=True)
    def robots(self, **kw):
        """Keep search engines out."""
        return request.make_response(
            "User-agent: *\nDisallow: /\n", [("Content-Type", "text/plain")]
        )


