"""Pages where people make an account and set a new password."""
from __future__ import annotations

from odoo import _, http
from odoo.addons.auth_signup.models.res_users import SignupError
from odoo.addons.web.controllers.home import Home, ensure_db
from odoo.exceptions import UserError
from odoo.http import request
from werkzeug.exceptions import NotFound

PARAMETERS = ("db", "login", "debug", "token", "message", "error", "scope", "mode",
              "redirect", "redirect_hostname", "email", "name", "partner_id", "password",
              "confirm_password", "city", "country_id", "lang", "signup_email")
FRAMED = (("X-Frame-Options", "SAMEORIGIN"),
          ("Content-Security-Policy", "frame-ancestors 'self'"))


class AuthSignupHome(Home):

    @http.route()
    def web_login(self, *args, **kw):
        """Log in; who is logged in goes on."""
        ensure_db()
        response = super().web_login(*args, **kw)
        if request.httprequest.method == "GET" and request.session.uid \
                and request.params.get("redirect"):
            return request.redirect(request.params["redirect"])
        return response

    @http.route("/web/signup", type="http", auth="public", website=True, sitemap=False,
                captcha="signup", list_as_website_content="Sign Up")
    def web_auth_signup(self, *args, **kw):
        """Make an account and log in."""
        qcontext = self.get_auth_signup_qcontext()
        if not qcontext.get("token") and not qcontext.get("signup_enabled"):
            raise NotFound
        if "error" not in qcontext and request.httprequest.method == "POST":
            try:
                self.do_signup(qcontext)
                return self.web_login(*args, **kw)
            except UserError as error:
                qcontext["error"] = error.args[0]
            except (SignupError, AssertionError) as error:
                users = request.env["res.users"].sudo()
                if users.search_count(
                    users._get_login_domain(qcontext.get("login")), limit=1
                ):
                    qcontext["error"] = _(
                        "Another user is already registered using this email address."
                    )
                else:
                    qcontext["error"] = _("Could not create a new account.") \
                        + f"\n{error}"
        return self._framed("auth_signup.signup", qcontext)

    @http.route("/web/reset_password", type="http", auth="public", website=True,
                sitemap=False, captcha="password_reset")
    def web_auth_reset_password(self, *args, **kw):
        """Set a new password by a token, or send one."""
        qcontext = self.get_auth_signup_qcontext()
        if not qcontext.get("token") and not qcontext.get("reset_password_enabled"):
            raise NotFound
        if "error" not in qcontext and request.httprequest.method == "POST":
            try:
                qcontext["message"] = self._reset_password(qcontext)
            except UserError as error:
                qcontext["error"] = error.args[0]
            except SignupError:
                qcontext["error"] = _("Could not reset your password")
            except Exception as error:
                qcontext["error"] = str(error)
        return self._framed("auth_signup.reset_password", qcontext)

    def _reset_password(self, qcontext):
        """Set the password that a token allows to set, or send a token; say so."""
        if qcontext.get("token"):
            self.do_signup(qcontext, do_login=False)
            return _("Your password has been reset successfully.")
        login = qcontext.get("login")
        assert login, _("No login provided.")
        request.env["res.users"].sudo().reset_password(login)
        return _("Password reset instructions sent to your email address.")

    def _framed(self, template, qcontext):
        response = request.render(template, qcontext)
        for name, value in FRAMED:
            response.headers[name] = value
        return response

    def get_auth_signup_config(self):
        """Return what visitors may do."""
        parameters = request.env["ir.config_parameter"].sudo()
        scope = request.env["res.users"].sudo()._get_signup_invitation_scope()
        return {
            "disable_database_manager": True,
            "signup_enabled": scope == "b2c",
            "reset_password_enabled":
                parameters.get_param("auth_signup.reset_password") == "True",
        }

    def get_auth_signup_qcontext(self):
        """Return what the pages show: parameters, settings, who a token is for."""
        qcontext = {k: v for k, v in request.params.items() if k in PARAMETERS}
        qcontext.update(self.get_auth_signup_config())
        if not qcontext.get("token") and request.session.get("auth_signup_token"):
            qcontext["token"] = request.session["auth_signup_token"]
        if qcontext.get("token"):
            try:
                partner = request.env["res.partner"].sudo()._signup_retrieve_partner(
                    qcontext["token"]
                )
                user = partner.user_ids[:1]
                qcontext.setdefault("name", partner.name)
                qcontext.setdefault("login", user.login or partner.email or "")
            except UserError:
                qcontext["error"] = _("Invalid signup token")
                qcontext["invalid_token"] = True
        return qcontext

    def _prepare_signup_values(self, qcontext):
        """Return the values of the user; UserError."""
        values = {key: qcontext.get(key) for key in ("login", "name", "password")}
        if not values:
            raise UserError(_("The form was not properly filled in."))
        if values.get("password") != qcontext.get("confirm_password"):
            raise UserError(_("Passwords do not match; please retype them."))
        lang = request.env.context.get("lang")
        codes = [code for code, _name in request.env["res.lang"].get_installed()]
        if lang in codes:
            values["lang"] = lang
        return values

    def do_signup(self, qcontext, do_login=True):
        """Make the account that the page asked for."""
        values = self._prepare_signup_values(qcontext)
        self._signup_with_values(qcontext.get("token"), values, do_login)

    def _signup_with_values(self, token, values, do_login=True):
        login, password = request.env["res.users"].sudo().signup(values, token)
        request.env.flush_all()
        if do_login:
            credential = {"login": login, "password": password, "type": "password"}
            request.session.authenticate(request.env, credential)
