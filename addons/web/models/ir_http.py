"""What the web client is told about its session."""
from __future__ import annotations

import hashlib

from odoo import models
from odoo.http import request

ACTIVE_IDS_LIMIT = 20000
MAX_UPLOAD = 128 * 1024 * 1024
SUPPORT_URL = "https://www.odoo.com/buy"
SCAN_GAP = 150      # milliseconds between the keys of a barcode scanner
VIEW_ICONS = {
    "list": "oi oi-view-list", "form": "fa fa-address-card", "graph": "fa fa-area-chart",
    "pivot": "oi oi-view-pivot", "kanban": "oi oi-view-kanban",
    "calendar": "fa fa-calendar", "search": "oi oi-search",
    "activity": "fa fa-clock-o", "hierarchy": "fa fa-share-alt fa-rotate-90",
}
SINGLE_RECORD = ("form", "search")


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def color_scheme(self):
        """Return which of the two looks the user has chosen."""
        return "light"

    def webclient_rendering_context(self):
        """Return what the page of the web client is made of."""
        return {"color_scheme": self.color_scheme(), "session_info": self.session_info()}

    def get_currencies(self):
        """Return how the active currencies are written, by id."""
        currencies = self.env["res.currency"].sudo().search([])
        return {
            currency.id: {
                "name": currency.name, "symbol": currency.symbol,
                "position": currency.position, "digits": [69, currency.decimal_places],
            }
            for currency in currencies
        }

    def session_info(self):
        """Return who is logged in, where, and how to show things to them."""
        user = self.env.user
        session = request.session
        internal = user._is_internal()
        version = request.services.dispatch("common", "version", [])
        get_param = self.env["ir.config_parameter"].sudo().get_param
        info = {
            "uid": session.uid,
            "is_system": user._is_system() if session.uid else False,
            "is_admin": user._is_admin() if session.uid else False,
            "is_public": user._is_public(),
            "is_internal_user": internal,
            "user_context": dict(self.env["res.users"].context_get()),
            "db": self.env.cr.dbname,
            "registry_hash": self._registry_hash(),
            "user_settings": self._user_settings(user),
            "server_version": version["server_version"],
            "server_version_info": version["server_version_info"],
            "support_url": SUPPORT_URL,
            "name": user.name,
            "username": user.login,
            "quick_login": get_param("web.quick_login", "True") in ("True", "true", "1"),
            "partner_write_date": user.partner_id.write_date,
            "partner_display_name": user.partner_id.display_name,
            "partner_id": user.partner_id.id if session.uid else None,
            "web.base.url": get_param("web.base.url", ""),
            "active_ids_limit": int(get_param("web.active_ids_limit", ACTIVE_IDS_LIMIT)),
            "profile_session": session.get("profile_session"),
            "profile_collectors": session.get("profile_collectors"),
            "profile_params": session.get("profile_params"),
            "max_file_upload_size": int(
                get_param("web.max_file_upload_size", MAX_UPLOAD)
            ),
            "home_action_id": user.action_id.id,
            "currencies": self.get_currencies(),
            "bundle_params": {"lang": self.env.context.get("lang") or "en_US"},
            "test_mode": False,
            "view_info": self._view_info(),
            "groups": {
                name: user.has_group(name) if session.uid else False
                for name in ("base.group_allow_export",)
            },
            "max_time_between_keys_in_ms": SCAN_GAP,
            "tour_enabled": False,
            "current_tour": {},
        }
        if session.debug:
            info["bundle_params"]["debug"] = session.debug
        if internal:
            info["user_companies"] = self._user_companies(user)
            info["show_effect"] = True
        return info

    def _user_settings(self, user):
        settings = self.env["res.users.settings"]
        if not user.id or user._is_public():
            return {}
        return settings._find_or_create_for_user(user)._res_users_settings_format()

    def _registry_hash(self):
        """Return what changes with the modules, so that clients forget what they keep."""
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret") or ""
        modules = sorted(self.env.registry.loaded_modules)
        return hashlib.sha256(f"{secret}{modules}".encode()).hexdigest()

    def _view_info(self):
        labels = dict(
            self.env["ir.ui.view"]._fields["type"]._description_selection(self.env)
        )
        return {
            kind: {
                "display_name": labels[kind], "icon": icon,
                "multi_record": kind not in SINGLE_RECORD,
            }
            for kind, icon in VIEW_ICONS.items() if kind in labels
        }

    def _user_companies(self, user):
        allowed = user.company_ids
        above = allowed.sudo().mapped("parent_ids") - allowed \
            if "parent_ids" in allowed._fields else allowed.browse()
        return {
            "current_company": user.company_id.id,
            "allowed_companies": {
                company.id: self._describe_company(company, allowed)
                for company in allowed.sudo()
            },
            "disallowed_ancestor_companies": {
                company.id: self._describe_company(company, allowed) for company in above
            },
        }

    def _describe_company(self, company, allowed):
        return {
            "id": company.id,
            "name": company.name,
            "sequence": company.sequence,
            "child_ids": (company.child_ids & allowed).ids,
            "parent_id": company.parent_id.id,
            "currency_id": company.currency_id.id,
        }
