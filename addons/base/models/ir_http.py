"""Who answers at an address, and as whom: the steps of a request that addons extend."""

from __future__ import annotations

import logging
import re

from odoo import api, models
from odoo.exceptions import AccessDenied
from odoo.http import SessionExpiredException, request
from psycopg2 import OperationalError

_logger = logging.getLogger(__name__)
BEARER = re.compile(r"^bearer\s+(.+)$", re.IGNORECASE)
# what a browser sends when a person opens an address, not a script
INTERACTIVE = {
    "Sec-Fetch-Dest": ("document",),
    "Sec-Fetch-Mode": ("navigate",),
    "Sec-Fetch-Site": ("none", "same-origin"),
    "Sec-Fetch-User": ("?1",),
}
NO_KEY = "User not authenticated, use an API Key with a Bearer Authorization header."
NO_HEADERS = 'Missing "Authorization" or Sec-headers for interactive usage.'


class IrHttp(models.AbstractModel):
    _name = "ir.http"
    _description = "HTTP Routing"

    # ---- routes
    @classmethod
    def _get_converters(cls):
        """Return what may stand in angle brackets in routes, by name."""
        from werkzeug.routing import BaseConverter, IntegerConverter

        class ModelConverter(BaseConverter):
            regex = r"[0-9]+"

            def __init__(self, url_map, model=False):
                super().__init__(url_map)
                self.model = model

            def to_python(self, value):
                return request.env[self.model].browse(int(value))

            def to_url(self, value):
                return str(value.id)

        class ModelsConverter(ModelConverter):
            regex = r"[0-9,]+"

            def to_python(self, value):
                ids = [int(number) for number in value.split(",") if number]
                return request.env[self.model].browse(ids)

            def to_url(self, value):
                return ",".join(str(number) for number in value.ids)

        class SignedIntConverter(IntegerConverter):
            def __init__(self, url_map, signed=True, **options):
                super().__init__(url_map, signed=signed, **options)

        return {
            "model": ModelConverter,
            "models": ModelsConverter,
            "int": SignedIntConverter,
        }

    @classmethod
    def _generate_routing_rules(cls, modules, registry=None):
        from odoo import http

        return http.collect_rules(modules)

    # ---- who
    @classmethod
    def _authenticate(cls, endpoint):
        """Make the request somebody's, as the route asks for; AccessDenied."""
        preflight = (
            request.httprequest.method == "OPTIONS" and endpoint.routing.get("cors")
        )
        auth = "none" if preflight else endpoint.routing["auth"]
        try:
            cls._authenticate_explicit(auth)
        except (AccessDenied, SessionExpiredException):
            raise
        except Exception as error:
            from werkzeug.exceptions import HTTPException

            # an answer, or a lost race that is run again
            if isinstance(error, (HTTPException, OperationalError)):
                raise
            _logger.info("Exception during request Authentication.", exc_info=True)
            raise AccessDenied() from error

    @classmethod
    def _authenticate_explicit(cls, auth):
        from odoo.http import check_session

        if request.session.uid is not None:
            log = request.env(su=True)["res.device.log"]
            if not check_session(request.session, request.env) or log._is_revoked(
                request.session.sid
            ):
                request.session.logout(keep_db=True)
                request.update_env(user=None)
            elif request.session.can_save:
                log._update_device(request)
        getattr(cls, f"_auth_method_{auth}")()

    @classmethod
    def _auth_method_none(cls):
        request.update_env(user=None)

    @classmethod
    def _auth_method_public(cls):
        if request.env.uid is None:
            public = request.env(su=True).ref("base.public_user")
            request.update_env(user=public.id)

    @classmethod
    def _auth_method_user(cls):
        if request.env.uid in (None, *cls._get_public_users()):
            raise SessionExpiredException("Session expired")

    @classmethod
    def _auth_method_bearer(cls):
        """Accept an API key, or a person who opens the address in a browser."""
        match = BEARER.match(request.httprequest.headers.get("Authorization", ""))
        if match:
            keys = request.env(su=True)["res.users.apikeys"]
            uid = keys._check_credentials(scope="rpc", key=match.group(1))
            if not uid:
                raise cls._unauthorized("Invalid apikey")
            if request.env.uid and request.env.uid != uid:
                raise AccessDenied("Session user does not match the used apikey.")
            request.update_env(user=uid)
            request.session.can_save = False
        elif not request.env.uid:
            raise cls._unauthorized(NO_KEY)
        elif not cls._is_interactive():
            raise cls._unauthorized(NO_HEADERS)
        cls._auth_method_user()

    @classmethod
    def _unauthorized(cls, text):
        from werkzeug.datastructures import WWWAuthenticate
        from werkzeug.exceptions import Unauthorized

        return Unauthorized(text, www_authenticate=WWWAuthenticate("bearer"))

    @classmethod
    def _is_interactive(cls):
        headers = request.httprequest.headers
        return all(headers.get(name) in good for name, good in INTERACTIVE.items())

    @classmethod
    def _get_public_users(cls):
        data = request.env(su=True)["ir.model.data"]
        return [data._xmlid_to_res_model_res_id("base.public_user")[1]]

    # ---- before and after the controller
    @classmethod
    def _pre_dispatch(cls, rule, args):
        """Give records of the address the request's environment; set its language."""
        lang = request.env.context.get("lang") or request.default_lang()
        lang = request.env(su=True)["ir.http"].get_nearest_lang(lang)
        if lang and lang != request.env.context.get("lang"):
            request.update_context(lang=lang)
        for key, value in args.items():
            if isinstance(value, models.BaseModel):
                args[key] = value.with_env(request.env)
        request.dispatcher.pre_dispatch(rule, args)

    @classmethod
    def _dispatch(cls, endpoint):
        """Call the controller with the parameters of the request."""
        return endpoint(**request.params)

    @classmethod
    def _post_dispatch(cls, response):
        """Do something with an answer before it leaves."""
        request.dispatcher.post_dispatch(response)

    @classmethod
    def _serve_fallback(cls):
        """Answer at an address that has no controller: a public file with that URL."""
        from odoo.http import Stream

        path = request.httprequest.path
        found = request.env(su=True)["ir.attachment"].search(
            [("type", "=", "binary"), ("url", "=", path)], limit=1
        )
        if not found:
            return None
        stream = Stream.from_binary_field(found, "raw")
        stream.mimetype, stream.public = found.mimetype, True
        return stream.get_response()

    # ---- for clients
    def session_info(self):
        """Return what a client is told after logging in."""
        return {"uid": self.env.uid or None, "db": self.env.cr.dbname}

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

    def routing_map(self, key=None):
        """Return the addresses of the installed modules."""
        raise NotImplementedError("ir.http.routing_map: see COVERAGE.md")
