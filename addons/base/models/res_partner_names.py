"""What is computed of partners when it is read: names, labels, twins."""
from __future__ import annotations

import datetime
import re
import zoneinfo
from collections import defaultdict

from odoo import _, api, models
from odoo.tools.mail import email_normalize_all, formataddr

from .res_partner import ADDRESS_FIELDS

DISPLAY_KEYS = (
    "show_address",
    "partner_show_db_id",
    "show_email",
    "show_vat",
    "lang",
    "formatted_display_name",
    "partner_display_name_hide_company",
)


class ResPartner(models.Model):
    _inherit = "res.partner"

    # ---- computed when read
    @api.depends("complete_name", "email", "vat", *ADDRESS_FIELDS)
    @api.depends_context(*DISPLAY_KEYS)
    def _compute_display_name(self):
        context = self.env.context
        if not any(context.get(key) for key in DISPLAY_KEYS if key != "lang"):
            translated = context.get("lang") not in (None, False, "en_US")
            for partner in self:
                if translated and not partner.name:
                    partner.display_name = partner._get_complete_name()
                else:
                    partner.display_name = partner.complete_name or ""
            return
        for partner in self:
            partner.display_name = partner._get_display_name(context)

    def _get_display_name(self, context):
        """Return the name with what the context asks for."""
        if context.get("formatted_display_name"):
            name = self.name or ""
            if self.parent_id or self.company_name:
                owner = self.company_name or self.parent_id.name
                name = f"{owner} \t --{name or self._type_label()}--"
        else:
            name = self._get_complete_name()
            if context.get("partner_show_db_id"):
                name = f"{name} ({self.id})"
            if context.get("show_email") and self.email:
                name = f"{name} <{self.email}>"
        if context.get("show_address"):
            name = f"{name}\n{self._display_address(without_company=True)}"
        name = re.sub(r"\s+\n", "\n", name)
        if context.get("show_vat") and self.vat:
            name = f"{name} - {self.vat}"
        return name.strip()

    @api.depends("lang")
    def _compute_active_lang_count(self):
        self.active_lang_count = len(self.env["res.lang"].get_installed())

    @api.depends("tz")
    def _compute_tz_offset(self):
        now = datetime.datetime.now(datetime.timezone.utc)
        for partner in self:
            zone = zoneinfo.ZoneInfo(partner.tz or "GMT")
            partner.tz_offset = now.astimezone(zone).strftime("%z")

    @api.depends("parent_id", "type")
    def _compute_type_address_label(self):
        for partner in self:
            if partner.type == "invoice":
                partner.type_address_label = _("Invoice Address")
            elif partner.type == "delivery":
                partner.type_address_label = _("Delivery Address")
            elif partner.type == "contact" and partner.parent_id:
                partner.type_address_label = _("Company Address")
            else:
                partner.type_address_label = _("Address")

    @api.depends_context("company")
    def _compute_vat_label(self):
        self.vat_label = self.env.company.country_id.vat_label or _("Tax ID")

    @api.depends("vat", "company_id", "company_registry", "country_id")
    def _compute_same_vat_partner_id(self):
        for partner in self:
            partner.same_vat_partner_id = partner._find_twin("vat")
            partner.same_company_registry_partner_id = partner._find_twin(
                "company_registry"
            )

    def _find_twin(self, field_name):
        """Return another partner with the same number; none for a contact's number."""
        value = self[field_name]
        if not value or self.parent_id or len(value) == 1:
            return self.browse()
        domain = [(field_name, "=", value)]
        if self.company_id:
            domain.append(("company_id", "in", [False, self.company_id.id]))
        if self._origin.id:
            domain += ["!", ("id", "child_of", self._origin.id)]
        twin = self.with_context(active_test=False).sudo().search(domain, limit=1)
        return twin.with_env(self.env)

    def _compute_company_registry_label(self):
        self.company_registry_label = _("Company ID")

    def _compute_company_registry_placeholder(self):
        self.company_registry_placeholder = False

    @api.depends("user_ids.group_ids")
    def _compute_is_public(self):
        for partner in self.with_context(active_test=False):
            users = partner.user_ids
            partner.is_public = bool(users) and any(u._is_public() for u in users)

    @api.depends("user_ids.active", "user_ids.share")
    @api.depends_context("uid")
    def _compute_main_user_id(self):
        current = self.env.user
        for partner in self:
            users = partner.user_ids
            if partner == current.partner_id:
                partner.main_user_id = current
            else:
                internal = users.filtered(lambda user: not user.share)
                partner.main_user_id = (internal or users)[:1]

    @api.depends(lambda self: self._display_address_depends())
    def _compute_contact_address(self):
        for partner in self:
            partner.contact_address = partner._display_address()

    def _compute_get_ids(self):
        for partner in self:
            partner.self = partner.id

    def _compute_application_statistics(self):
        statistics = self._compute_application_statistics_hook()
        for partner in self:
            partner.application_statistics = statistics.get(partner.id, [])

    def _compute_application_statistics_hook(self):
        """Return partner id -> list of counters; other modules add theirs."""
        return defaultdict(list)

    @api.depends("name", "email")
    def _compute_email_formatted(self):
        for partner in self:
            partner.email_formatted = False
            normalized = email_normalize_all(partner.email)
            if normalized:
                partner.email_formatted = formataddr(
                    (partner.name or "False", ",".join(normalized))
                )
            elif partner.email:
                partner.email_formatted = formataddr(
                    (partner.name or "False", partner.email)
                )

    @api.depends("is_company")
    def _compute_company_type(self):
        for partner in self:
            partner.company_type = "company" if partner.is_company else "person"

    def _write_company_type(self):
        for partner in self:
            partner.is_company = partner.company_type == "company"
