"""The documentation of this very database: for programs as JSON, for people as pages."""
from __future__ import annotations

import hashlib
import json

from markupsafe import Markup
from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request
from odoo.tools.json import json_default
from werkzeug.exceptions import NotFound

from ...web.controllers import pages
from .. import description, snippets

GROUP = "api_doc.group_allow_doc"


class DocController(http.Controller):

    # ---- for programs
    @http.route("/doc-bearer/index.json", type="json2", auth="bearer", readonly=True,
                methods=["GET", "POST"], save_session=False)
    def doc_bearer_index(self, **kw):
        """Return the index of modules and models."""
        return self._answer(lambda: description.describe_index(request.env))

    @http.route("/doc-bearer/<model_name>.json", type="json2", auth="bearer",
                readonly=True, methods=["GET", "POST"], save_session=False)
    def doc_bearer_model(self, model_name, **kw):
        """Return the fields and methods of a model."""
        return self._answer_model(model_name)

    @http.route("/doc/index.json", type="json2", auth="user", readonly=True)
    def doc_index(self, **kw):
        """Return the index to a browser's session."""
        return self._answer(lambda: description.describe_index(request.env))

    @http.route("/doc/<model_name>.json", type="json2", auth="user", readonly=True)
    def doc_model(self, model_name, **kw):
        """Return a model to a browser's session."""
        return self._answer_model(model_name)

    def _answer_model(self, name):
        if name not in request.env:
            raise NotFound(f"The model {name!r} does not exist")
        if not request.env[name]._abstract:
            request.env[name].check_access("read")
        return self._answer(lambda: description.describe_model(request.env, name))

    def _answer(self, describe):
        """Answer with JSON, or that nothing has changed."""
        self._check_group()
        text = json.dumps(describe(), ensure_ascii=False, default=json_default)
        digest = hashlib.sha256(text.encode()).hexdigest()[:32]
        headers = [
            ("Content-Type", "application/json; charset=utf-8"),
            ("Content-Language", (request.env.lang or "en_US").replace("_", "-")),
        ]
        response = request.make_response(text, headers)
        response.set_etag(digest)
        response.make_conditional(request.httprequest.environ)
        return response

    def _check_group(self):
        if not request.env.user.has_group(GROUP):
            raise AccessError(request.env._(
                "This page is only accessible to %s users.",
                request.env.ref(GROUP).sudo().name,
            ))

    # ---- for people
    @http.route("/doc", type="http", auth="user", readonly=True)
    def doc_page(self, **kw):
        """Show the list of models."""
        self._check_group()
        index = description.describe_index(request.env)
        rows = Markup("").join(
            Markup('<li><a href="/doc/{0}"><code>{0}</code></a> {1}</li>').format(
                entry["model"], entry["name"]
            ) for entry in index["models"]
        )
        body = Markup("<h1>API of {}</h1><ul>{}</ul>").format(request.db, rows)
        return pages.render_page("API", body)

    @http.route("/doc/<model_name>", type="http", auth="user", readonly=True)
    def doc_model_page(self, model_name, **kw):
        """Show a model's fields and methods, with calls that can be run as they are."""
        self._check_group()
        if model_name not in request.env:
            return request.not_found()
        found = description.describe_model(request.env, model_name)
        fields = Markup("").join(
            Markup("<tr><td><code>{}</code></td><td>{}</td><td>{}</td></tr>").format(
                name, values["type"], values.get("string", "")
            ) for name, values in sorted(found["fields"].items())
        )
        methods = Markup("").join(
            self._describe_method(model_name, name, values)
            for name, values in found["methods"].items()
        )
        body = Markup(
            "<h1>{} <code>{}</code></h1><p>{}</p>"
            "<h2>Fields</h2><table>{}</table><h2>Methods</h2>{}"
        ).format(found["name"], model_name, found["doc"] or "", fields, methods)
        return pages.render_page(model_name, body)

    def _describe_method(self, model_name, name, values):
        base = request.httprequest.url_root.rstrip("/")
        calls = snippets.make_snippets(base, request.db, model_name, name, values)
        blocks = Markup("").join(
            Markup("<h4>{}</h4><pre>{}</pre>").format(title, text)
            for title, text in calls.items()
        )
        return Markup(
            "<details id='{0}'><summary><code>{0}{1}</code></summary><p>{2}</p>{3}"
            "</details>"
        ).format(name, values["signature"], values["doc"] or "", blocks)
