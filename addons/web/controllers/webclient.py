"""What a web client asks before it draws anything."""
from __future__ import annotations

import hashlib
import json

from odoo import http
from odoo.http import request


class WebClient(http.Controller):

    @http.route("/web/webclient/version_info", type="jsonrpc", auth="none")
    def version_info(self):
        """Return the versions of the server."""
        return http.dispatch_rpc("common", "version", [])

    @http.route("/web/webclient/bootstrap_translations", type="jsonrpc", auth="none")
    def bootstrap_translations(self, mods=None):
        """Return the terms for pages without a database: there are none."""
        return {"modules": {}, "lang_parameters": None}

    @http.route("/web/webclient/translations", type="http", auth="public", cors="*",
                readonly=True)
    def translations(self, hash=None, mods=None, lang=None):
        """Return the translated terms of modules, and how the language writes."""
        env = request.env(su=True)
        modules = mods.split(",") if mods else sorted(env.registry.loaded_modules)
        if lang and lang not in dict(env["res.lang"].get_installed()):
            lang = None
        lang = lang or request.env.context.get("lang") or "en_US"
        parameters = self._lang_parameters(env, lang)
        terms = {name: {"messages": []} for name in modules}
        found = {
            "lang": lang, "lang_parameters": parameters, "modules": terms,
            "multi_lang": len(env["res.lang"].get_installed()) > 1,
        }
        text = json.dumps(found, sort_keys=True, default=str)
        found["hash"] = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
        if hash == found["hash"]:
            found = {"lang": lang, "hash": found["hash"]}
        return request.make_json_response(found, [
            ("Cache-Control", "public, max-age=31536000"),
        ])

    def _lang_parameters(self, env, lang):
        record = env["res.lang"].search([("code", "=", lang)], limit=1)
        names = (
            "id", "name", "code", "direction", "date_format", "time_format",
            "short_time_format", "grouping", "decimal_point", "thousands_sep",
            "week_start",
        )
        names = [name for name in names if name in record._fields]
        values = record.read(names)[0] if record else {}
        if values.get("week_start"):
            values["week_start"] = int(values["week_start"])
        return values

    @http.route("/web/bundle/<string:bundle_name>", type="http", auth="public",
                methods=["GET"], readonly=True)
    def bundle(self, bundle_name, **bundle_params):
        """Return the files of a bundle: there is no web client, so there are none."""
        return request.make_json_response([])

