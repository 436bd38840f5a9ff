"""Domains that aliases live in."""
from __future__ import annotations

from odoo import api, fields, models


class MailAliasDomain(models.Model):
    _name = "mail.alias.domain"
    _description = "Email Domain"
    _order = "sequence ASC, id ASC"

    name = fields.Char("Name", required=True)
    sequence = fields.Integer(default=10)
    company_ids = fields.One2many("res.company", "alias_domain_id", "Companies")
    bounce_alias = fields.Char("Bounce Alias", default="bounce", required=True)
    bounce_email = fields.Char("Bounce Email", compute="_compute_emails")
    catchall_alias = fields.Char("Catchall Alias", default="catchall", required=True)
    catchall_email = fields.Char("Catchall Email", compute="_compute_emails")
    default_from = fields.Char("Default From Alias", default="notifications")
    default_from_email = fields.Char("Default From", compute="_compute_emails")

    @api.depends("name", "bounce_alias", "catchall_alias", "default_from")
    def _compute_emails(self):
        for domain in self:
            def address(local, name=domain.name):
                return f"{local}@{name}" if local and "@" not in local else local or ""
            domain.bounce_email = address(domain.bounce_alias)
            domain.catchall_email = address(domain.catchall_alias)
            domain.default_from_email = address(domain.default_from)
