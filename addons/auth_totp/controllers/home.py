"""The page that asks for the second factor."""
from __future__ import annotations

import re

from markupsafe import Markup
from odoo import _, http
from odoo.addons.web.controllers import home, pages
from odoo.exceptions import AccessDenied
from odoo.http import request

COOKIE = "td_id"
TRUSTED_AGE = 90 * 86400        # seconds


class Home(home.Home):

    @http.route("/web/login/totp", type="http", auth="public",
                methods=["GET", "POST"])
    def web_totp(self, redirect=None, **kwargs):
        """Ask for the code, then finish logging in."""
        session = request.session
        if session.uid:
            return request.redirect(self._login_redirect(session.uid, redirect))
        if not session.get("pre_uid"):
            return request.redirect("/web/login")
        user = request.env["res.users"].browse(session["pre_uid"])
        error = None
        if user and request.httprequest.method == "GET":
            key = request.cookies.get(COOKIE)
            devices = request.env["auth_totp.device"].sudo()
            if key and devices._check_credentials_for_uid(
                scope="browser", key=key, uid=user.id
            ):
                return self._finish(user, redirect)
        elif user and kwargs.get("totp_token"):
            try:
                code = int(re.sub(r"\s", "", kwargs["totp_token"]))
                with user._assert_can_auth(user=user.id):
                    user.with_user(user)._check_credentials(
                        {"type": "totp", "token": code}, {"interactive": True}
                    )
            except AccessDenied as denied:
                error = str(denied)
            except ValueError:
                error = _("Invalid authentication code format.")
            else:
                response = self._finish(user, redirect)
                if kwargs.get("remember"):
                    self._trust(user, response)
                return response
        session.touch()
        return self._totp_page(user, error, redirect)

    def _finish(self, user, redirect):
        request.session.finalize(request.env)
        request.update_env(user=request.session.uid)
        request.update_context(**request.session.context)
        return request.redirect(self._login_redirect(request.session.uid, redirect))

    def _trust(self, user, response):
        """Give the browser a key that stands for the code."""
        agent = request.httprequest.user_agent
        name = _("%(browser)s on %(platform)s",
                 browser=(agent.browser or "Browser").capitalize(),
                 platform=(agent.platform or "device").capitalize())
        import datetime
        until = datetime.datetime.now() + datetime.timedelta(seconds=TRUSTED_AGE)
        devices = request.env(user=user.id)["auth_totp.device"].sudo()
        key = devices._generate("browser", name, until)
        response.set_cookie(
            key=COOKIE, value=key, max_age=TRUSTED_AGE, httponly=True, samesite="Lax"
        )

    def _totp_page(self, user, error, redirect):
        body = Markup(
            "<h1>{title}</h1>{error}<p>{help}</p>"
            '<form method="post" action="/web/login/totp">{inputs}'
            "<button>Log in</button></form>"
        ).format(
            title=_("Two-factor Authentication"), error=pages.alert(error),
            help=_("To login, enter below the six-digit authentication code provided by "
                   "your Authenticator app."),
            inputs=Markup("").join([
                pages.hidden("csrf_token", request.csrf_token()),
                pages.hidden("redirect", redirect or ""),
                pages.field(_("Authentication Code"), "totp_token",
                            autocomplete="one-time-code"),
                pages.field(_("Don't ask again on this device"), "remember", "1",
                            kind="checkbox"),
            ]),
        )
        return pages.render_page("Odoo", body, headers=[
            ("Cache-Control", "no-cache"), ("X-Frame-Options", "SAMEORIGIN"),
            ("Content-Security-Policy", "frame-ancestors 'self'"),
        ])
