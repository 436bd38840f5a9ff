"""The alias domain of a company."""
from __future__ import annotations

from odoo import api, fields, models
from odoo.tools.mail import formataddr


class ResCompany(models.Model):
    _name = "res.company"
    _inherit = ["res.company", "mail.thread"]

    alias_domain_id = fields.Many2one(
        "mail.alias.domain", string="Email Domain", index="btree_not_null",
        default=lambda self: self._default_alias_domain_id(),
    )
    bounce_email = fields.Char(compute="_compute_bounce_email")
    bounce_formatted = fields.Char(string="Bounce", compute="_compute_bounce_formatted")
    catchall_email = fields.Char(compute="_compute_catchall_email")
    catchall_formatted = fields.Char(
        string="Catchall", compute="_compute_catchall_formatted",
    )
    default_from_email = fields.Char(
        string="Default From", related="alias_domain_id.default_from_email",
    )
    email_formatted = fields.Char(
        string="Formatted Email", compute="_compute_email_formatted",
    )
    email_primary_color = fields.Char(string="Email Button Text", default="#000000")
    email_secondary_color = fields.Char(string="Email Button Color", default="#875A7B")

    def _default_alias_domain_id(self):
        return self.env["mail.alias.domain"].search([], limit=1)

    @api.depends("alias_domain_id", "name")
    def _compute_bounce_email(self):
        for company in self:
            domain = company.sudo().alias_domain_id
            company.bounce_email = domain.bounce_email if domain else ""

    @api.depends("alias_domain_id", "name")
    def _compute_bounce_formatted(self):
        for company in self:
            email = company.bounce_email
            company.bounce_formatted = formataddr((company.name, email)) if email else ""

    @api.depends("alias_domain_id", "name")
    def _compute_catchall_email(self):
        for company in self:
            domain = company.sudo().alias_domain_id
            company.catchall_email = domain.catchall_email if domain else ""

    @api.depends("alias_domain_id", "name")
    def _compute_catchall_formatted(self):
        for company in self:
            email = company.catchall_email
            company.catchall_formatted = formataddr((company.name, email)) if email else ""

    @api.depends("partner_id", "catchall_formatted")
    def _compute_email_formatted(self):
        for company in self:
            company.email_formatted = (
                company.partner_id.email_formatted or company.catchall_formatted
                if company.partner_id.email else company.catchall_formatted
            )
