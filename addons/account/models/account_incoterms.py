"""Terms of delivery."""
from odoo import api, fields, models


class AccountIncoterms(models.Model):
    _inherit = "account.incoterms"
    _rec_names_search = ["name", "code"]

    active = fields.Boolean(default=True)

    @api.depends("code")
    def _compute_display_name(self):
        for term in self:
            term.display_name = f"[{term.code}] {term.name}" if term.code else term.name
