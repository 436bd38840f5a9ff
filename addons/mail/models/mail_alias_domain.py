"""Domains of the addresses that we answer."""
from __future__ import annotations

import re

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

DOMAIN_NAME = re.compile(r"[a-zA-Z0-9_.-]+")


class MailAliasDomain(models.Model):
    _name = "mail.alias.domain"
    _description = "Email Domain"
    _order = "sequence ASC, id ASC"

    bounce_alias = fields.Char(required=True, default="bounce")
    bounce_email = fields.Char(compute="_compute_bounce_email")
    catchall_alias = fields.Char(required=True, default="catchall")
    catchall_email = fields.Char(compute="_compute_catchall_email")
    company_ids = fields.One2many("res.company", "alias_domain_id", string="Companies")
    default_from = fields.Char(string="Default From Alias", default="notifications")
    default_from_email = fields.Char(
        string="Default From", compute="_compute_default_from_email",
    )
    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)

    _bounce_email_uniques = models.UniqueIndex(
        "(bounce_alias, name)", "Bounce emails should be unique"
    )
    _catchall_email_uniques = models.UniqueIndex(
        "(catchall_alias, name)", "Catchall emails should be unique"
    )

    @api.depends("bounce_alias", "name")
    def _compute_bounce_email(self):
        for domain in self:
            domain.bounce_email = f"{domain.bounce_alias}@{domain.name}"

    @api.depends("catchall_alias", "name")
    def _compute_catchall_email(self):
        for domain in self:
            domain.catchall_email = f"{domain.catchall_alias}@{domain.name}"

    @api.depends("default_from", "name")
    def _compute_default_from_email(self):
        for domain in self:
            local = domain.default_from
            if not local:
                domain.default_from_email = ""
            elif "@" in local:
                domain.default_from_email = local
            else:
                domain.default_from_email = f"{local}@{domain.name}"

    @api.constrains("bounce_alias", "catchall_alias")
    def _check_bounce_catchall_uniqueness(self):
        names = {d.bounce_alias for d in self} | {d.catchall_alias for d in self}
        taken = self.env["mail.alias"].sudo().search([
            ("alias_full_name", "in", [
                f"{name}@{domain.name}" for domain in self for name in names
            ]),
        ])
        own = {d.bounce_email for d in self} | {d.catchall_email for d in self}
        for alias in taken:
            if alias.alias_full_name in own:
                raise ValidationError(_(
                    "Bounce/Catchall '%(matching_alias_name)s' is already used. Choose "
                    "another alias or change it on the linked model.",
                    matching_alias_name=alias.alias_full_name,
                ))

    @api.constrains("name")
    def _check_name(self):
        for domain in self:
            if not DOMAIN_NAME.fullmatch(domain.name or ""):
                raise ValidationError(_(
                    "You cannot use anything else than unaccented latin characters in "
                    "the domain name %(domain_name)s.",
                    domain_name=domain.name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        """Clean the local parts; the first domain becomes that of all companies."""
        for vals in vals_list:
            self._clean_names(vals)
        domains = super().create(vals_list)
        if domains and self.search_count([]) == len(domains):
            first = domains[0]
            self.env["res.company"].sudo().search([
                ("alias_domain_id", "=", False),
            ]).alias_domain_id = first.id
            self.env["mail.alias"].sudo().search([
                ("alias_domain_id", "=", False),
            ]).alias_domain_id = first.id
        return domains

    def write(self, vals):
        """Clean the local parts."""
        self._clean_names(vals)
        return super().write(vals)

    @api.model
    def _clean_names(self, vals):
        for name in ("bounce_alias", "catchall_alias"):
            if vals.get(name):
                vals[name] = self.env["mail.alias"]._sanitize_alias_name(vals[name])
        if vals.get("default_from"):
            vals["default_from"] = self.env["mail.alias"]._sanitize_alias_name(
                vals["default_from"], is_email="@" in vals["default_from"]
            )
        return vals

    @api.model
    def _find_aliases(self, email_list):
        """Return which of the addresses are bounce, catchall or alias addresses."""
        wanted = [mail for mail in email_list if mail and mail.strip()]
        if not wanted:
            return []
        ours = set()
        for domain in self.search([]):
            ours |= {domain.bounce_email, domain.catchall_email, domain.default_from_email}
        aliases = self.env["mail.alias"].sudo().search([
            "|", ("alias_full_name", "in", wanted),
            "&", ("alias_name", "in", [mail.partition("@")[0] for mail in wanted]),
            ("alias_incoming_local", "=", True),
        ])
        full = set(aliases.mapped("alias_full_name"))
        local = set(aliases.filtered("alias_incoming_local").mapped("alias_name"))
        return [mail for mail in wanted
                if mail in ours or mail in full or mail.partition("@")[0] in local]
