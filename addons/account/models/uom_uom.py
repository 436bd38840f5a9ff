"""The countries that units are taxed in."""
from odoo import api, fields, models


class UomUom(models.Model):
    _inherit = "uom.uom"

    fiscal_country_codes = fields.Char(compute="_compute_fiscal_country_codes")

    @api.depends_context("allowed_company_ids")
    def _compute_fiscal_country_codes(self):
        self.fiscal_country_codes = ",".join(
            self.env.companies.account_fiscal_country_id.mapped("code"))
