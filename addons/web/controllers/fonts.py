"""Fonts that signatures are drawn with."""
from __future__ import annotations

import base64
from pathlib import Path

from odoo import http
from odoo.tools.file_paths import file_path

KINDS = (".ttf", ".otf", ".woff", ".woff2")


class Fonts(http.Controller):

    @http.route(
        ["/web/sign/get_fonts", "/web/sign/get_fonts/<string:fontname>"],
        type="jsonrpc", auth="none",
    )
    def get_fonts(self, fontname=None):
        """Return the content of a font, of all without a name; none come with us."""
        if fontname:
            files = [Path(file_path(f"web/static/fonts/sign/{fontname}"))]
        else:
            folder = Path(file_path("web/static")) / "fonts" / "sign"
            files = sorted(folder.iterdir()) if folder.is_dir() else []
        return [
            base64.b64encode(file.read_bytes()) for file in files if file.suffix in KINDS
        ]
