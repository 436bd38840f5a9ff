"""The alias domain of a company."""
from __future__ import annotations

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    alias_domain_id = fields.Many2one(
        "mail.alias.domain", "Email Domain", ondelete="restrict", index="btree_not_null"
    )
    alias_domain_name = fields.Char("Alias Domain Name", related="alias_domain_id.name")
