"""Reports show the pictures that browsers would fetch from this server."""
from __future__ import annotations

import functools
import mimetypes

from odoo import models
from odoo.exceptions import UserError
from odoo.tools.file_paths import file_path

LOGOS = ("logo", "logo.png", "web/binary/company_logo")


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _fetch_address(self, path, query):
        """Return (content, type) of an address on this server, None for no file."""
        found = super()._fetch_address(path, query)
        if found is not None:
            return found
        from werkzeug.exceptions import HTTPException  # a start does without it
        binary = self.env["ir.binary"]
        try:
            if path in LOGOS:
                stream = binary._stream_company_logo(query.get("company"), self.env.uid)
            else:
                kind, found = _addresses().match("/" + path)
                if kind == "static":
                    return _read_static(**found)
                values = {**query, **found}
                stream = _STREAMS[kind](binary, values)
        except (HTTPException, UserError):
            return None
        return None if stream.type == "url" else (stream.read(), stream.mimetype)


def _read_static(module, rest):
    if ".." in rest.split("/"):
        return None
    try:
        name = file_path(f"{module}/static/{rest}")
    except (FileNotFoundError, ValueError):
        return None
    kind = mimetypes.guess_type(str(name))[0] or "application/octet-stream"
    with open(name, "rb") as file:
        return file.read(), kind


def _pick(values, *names):
    return {name: values[name] for name in names if name in values}


NAMES = ("xmlid", "model", "id", "field", "access_token")
_STREAMS = {
    "content_common": lambda binary, values: binary._stream_content(
        **_pick(values, *NAMES, "mimetype")
    ),
    "content_image": lambda binary, values: binary._stream_image(
        **_pick(values, *NAMES, "mimetype", "width", "height", "crop")
    ),
}


@functools.cache
def _addresses():
    """Return what tells the addresses of files and pictures apart."""
    from werkzeug.routing import Map, Rule

    from ..controllers.binary import Binary
    rules = [Rule("/<string:module>/static/<path:rest>", endpoint="static")]
    rules += [
        Rule(route, endpoint=name)
        for name in _STREAMS
        for route in getattr(Binary, name).original_routing["routes"]
    ]
    return Map(rules, strict_slashes=False).bind("localhost")
