"""An OpenAPI document of all models and methods, for tools that read those."""
from __future__ import annotations

from odoo import http, release
from odoo.http import request

from .. import description

TYPES = {
    "int": "integer", "float": "number", "str": "string", "bool": "boolean",
}
ERROR = {
    "type": "object",
    "required": ["name", "message", "arguments", "context", "debug"],
    "properties": {
        "name": {"type": "string"}, "message": {"type": "string"},
        "arguments": {"type": "array", "items": {}},
        "context": {"type": "object"}, "debug": {"type": "string"},
    },
}
REFUSALS = {
    "400": "The body is no JSON",
    "401": "No API key, or a wrong one", "403": "The user may not do this",
    "404": "No such record, model or method", "422": "Wrong arguments or values",
    "500": "Something else went wrong",
}


class OpenAPIController(http.Controller):

    @http.route("/_odoolite/openapi.json", type="http", auth="public", readonly=True,
                save_session=False)
    def openapi(self, model=None, **kw):
        """Return the document; `?model=a,b` for some models only."""
        names = model.split(",") if model else sorted(request.env.registry.models)
        paths = {}
        for name in names:
            if name not in request.env:
                return request.not_found()
            cls = type(request.env[name])
            for method in description.list_methods(cls):
                values = description.describe_method(cls, method)
                paths[f"/json/2/{name}/{method}"] = {
                    "post": self._operation(name, method, values)
                }
        return request.make_json_response({
            "openapi": "3.1.0",
            "info": {"title": f"Odoo API of {request.db}", "version": release.series},
            "servers": [{"url": request.httprequest.url_root.rstrip("/")}],
            "security": [{"bearer": []}],
            "paths": paths,
            "components": {
                "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
                "schemas": {"Error": ERROR},
                "parameters": {"database": {
                    "name": "X-Odoo-Database", "in": "header",
                    "schema": {"type": "string", "enum": [request.db]},
                }},
            },
        })

    def _operation(self, model, method, values):
        properties = {"context": {"type": "object"}}
        required = []
        if "model" not in values.get("api", ()):
            properties["ids"] = {"type": "array", "items": {"type": "integer"}}
        extra = False
        for name, parameter in values["parameters"].items():
            if parameter.get("kind"):
                extra = extra or parameter["kind"] == "VAR_KEYWORD"
                continue
            properties[name] = _schema(parameter.get("annotation"))
            if "default" in parameter:
                properties[name]["default"] = parameter["default"]
            else:
                required.append(name)
        body = {
            "type": "object", "properties": properties, "additionalProperties": extra,
        }
        if required:
            body["required"] = required
        answers = {
            status: {"description": text, "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Error"},
            }}} for status, text in REFUSALS.items()
        }
        # an address without a model, and a database that is not there, have a page
        answers["404"]["content"]["text/html"] = {"schema": {"type": "string"}}
        answers["200"] = {"description": "What the method returned", "content": {
            "application/json": {"schema": _schema(values["return"].get("annotation"))},
        }}
        return {
            "operationId": f"{model}.{method}", "tags": [model],
            "summary": (values["doc"] or "").split("\n")[0],
            "parameters": [{"$ref": "#/components/parameters/database"}],
            "requestBody": {"required": bool(required), "content": {
                "application/json": {"schema": body},
            }},
            "responses": answers,
        }


def _schema(annotation):
    """Return the schema of an annotation that is a plain type, else anything."""
    if not annotation:
        return {}
    kinds = [part.strip() for part in annotation.split("|")]
    found = [TYPES.get(kind, "null" if kind == "None" else None) for kind in kinds]
    if None in found:
        return {}
    return {"type": found[0] if len(found) == 1 else found}
