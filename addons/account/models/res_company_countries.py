"""Countries in which a company pays taxes, and what follows from them."""
from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    account_enabled_tax_country_ids = fields.Many2many(
        "res.country", string="l10n-used countries",
        compute="_compute_account_enabled_tax_country_ids")
    account_fiscal_country_group_codes = fields.Json(
        compute="_compute_account_fiscal_country_group_codes")
    multi_vat_foreign_country_ids = fields.Many2many(
        "res.country", string="Foreign VAT countries",
        compute="_compute_multi_vat_foreign_country")
    domestic_fiscal_position_id = fields.Many2one(
        "account.fiscal.position", compute="_compute_domestic_fiscal_position_id",
        store=True)
    display_account_storno = fields.Boolean(compute="_compute_display_account_storno")
    force_restrictive_audit_trail = fields.Boolean(
        string="Force Audit Trail", compute="_compute_force_restrictive_audit_trail")

    @api.depends("fiscal_position_ids.foreign_vat")
    def _compute_account_enabled_tax_country_ids(self):
        for company in self:
            company.account_enabled_tax_country_ids = \
                company.account_fiscal_country_id | company.multi_vat_foreign_country_ids

    @api.depends("account_fiscal_country_id")
    def _compute_account_fiscal_country_group_codes(self):
        for company in self:
            groups = company.account_fiscal_country_id.country_group_ids
            company.account_fiscal_country_group_codes = [
                code for code in groups.mapped("code") if code]

    @api.depends("fiscal_position_ids.foreign_vat", "fiscal_position_ids.country_id")
    def _compute_multi_vat_foreign_country(self):
        for company in self:
            company.multi_vat_foreign_country_ids = company.fiscal_position_ids.filtered(
                "foreign_vat").country_id

    @api.depends("fiscal_position_ids.is_domestic")
    def _compute_domestic_fiscal_position_id(self):
        for company in self:
            company.domestic_fiscal_position_id = company.fiscal_position_ids.filtered(
                "is_domestic")[:1]

    def _compute_display_account_storno(self):
        self.display_account_storno = False     # modules of countries that book so

    def _compute_force_restrictive_audit_trail(self):
        self.force_restrictive_audit_trail = False      # modules of countries decide


class AccountMove(models.Model):
    _inherit = "account.move"

    account_fiscal_country_group_codes = fields.Json(
        related="company_id.account_fiscal_country_group_codes")


class AccountJournal(models.Model):
    _inherit = "account.journal"

    account_fiscal_country_group_codes = fields.Json(
        related="company_id.account_fiscal_country_group_codes")
