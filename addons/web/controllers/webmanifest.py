"""What a browser reads to install the web client: its manifest and worker."""
from __future__ import annotations

import json

from odoo import http
from odoo.http import request
from odoo.tools.file_paths import file_path

ICON = "/web/static/img/odoo-icon-%s.png"
COLOR = "#714B67"
WORKER = "self.addEventListener('fetch', () => {});\n"


class WebManifest(http.Controller):

    @http.route("/web/manifest.webmanifest", type="http", auth="public",
                methods=["GET"], readonly=True)
    def webmanifest(self):
        """Return the manifest of the web client."""
        return self._answer({
            "name": self._app_name(), "scope": "/odoo", "start_url": "/odoo",
            "display": "standalone", "background_color": COLOR, "theme_color": COLOR,
            "prefer_related_applications": False, "icons": self._icons(),
            "shortcuts": self._shortcuts(),
        })

    @http.route("/web/manifest.scoped_app_manifest", type="http", auth="public",
                methods=["GET"], readonly=True)
    def scoped_app_manifest(self, app_id, path, app_name=""):
        """Return the manifest of one app of the web client."""
        path = f"/{path.lstrip('/')}"
        return self._answer({
            "icons": self._icons(), "name": app_name or app_id, "scope": path,
            "start_url": path, "display": "standalone", "background_color": COLOR,
            "theme_color": COLOR, "prefer_related_applications": False,
            "shortcuts": [],
        })

    @http.route("/web/service-worker.js", type="http", auth="public", methods=["GET"],
                readonly=True)
    def service_worker(self):
        """Return the worker of the web client, which has nothing to do here."""
        return request.make_response(WORKER, [
            ("Content-Type", "text/javascript"), ("Service-Worker-Allowed", "/odoo"),
        ])

    @http.route("/odoo/offline", type="http", auth="public", methods=["GET"],
                readonly=True)
    def offline(self):
        """Show the page of a client that has lost the server."""
        return request.make_response("<h1>You are offline</h1>", [
            ("Content-Type", "text/html; charset=utf-8"),
        ])

    @http.route("/scoped_app_icon_png", type="http", auth="public", methods=["GET"],
                readonly=True)
    def scoped_app_icon_png(self, app_id, **kwargs):
        """Return the icon of an app as a picture."""
        from odoo.http import Stream
        return Stream.from_path(file_path("web/static/img/logo.png")).get_response()

    def _answer(self, manifest):
        return request.make_response(json.dumps(manifest), [
            ("Content-Type", "application/manifest+json"),
        ])

    def _app_name(self):
        parameters = request.env["ir.config_parameter"].sudo()
        return parameters.get_param("web.web_app_name", "Odoo")

    def _icons(self):
        return [
            {"src": ICON % size, "sizes": size, "type": "image/png"}
            for size in ("192x192", "512x512")
        ]

    def _shortcuts(self):
        """Return the apps that the user has in the menu."""
        if request.env.user._is_public():
            return []
        wanted = {"mail", "crm", "project", "project_todo"}
        menus = request.env["ir.ui.menu"].load_menus(False)
        found = []
        for id_ in menus["root"]["children"]:
            menu = menus[id_]
            module = str(menu.get("xmlid") or "").partition(".")[0]
            if module in wanted:
                found.append({
                    "name": menu["name"],
                    "url": f"/odoo?menu_id={id_}",
                    "description": menu["name"],
                    "icons": [{
                        "sizes": "100x100", "src": f"/{module}/static/description/icon.png",
                        "type": "image/png",
                    }],
                })
        return found
