"""Taxes of countries that companies are registered in, but not at home in."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class AccountFiscalPosition(models.Model):
    _inherit = "account.fiscal.position"

    foreign_vat_header_mode = fields.Selection(
        [("templates_found", "Templates Found"), ("no_template", "No Template")],
        compute="_compute_foreign_vat_header_mode")

    @api.depends("foreign_vat", "country_id")
    def _compute_foreign_vat_header_mode(self):
        for position in self:
            country = position.country_id
            taxed = not position.foreign_vat or not country or \
                country == position.company_id.account_fiscal_country_id or \
                position._find_country_taxes()
            position.foreign_vat_header_mode = False if taxed else "templates_found"

    def _find_country_taxes(self):
        return self.env["account.tax"].search([
            ("company_id", "=", self.company_id.id),
            ("country_id", "=", self.country_id.id)], limit=1)

    def action_create_foreign_taxes(self):
        """Make the taxes of the position's country, as the generic chart has them."""
        self.ensure_one()
        if not self.country_id:
            raise UserError(_("Please set a country on the fiscal position first."))
        if self._find_country_taxes():
            return
        groups = {}
        for tax in self._get_template_taxes():
            group = tax.tax_group_id
            if group not in groups:
                groups[group] = group.copy(
                    {"name": group.name, "country_id": self.country_id.id})
            tax.copy({
                "name": tax.name, "country_id": self.country_id.id,
                "tax_group_id": groups[group].id, "fiscal_position_ids":
                [(6, 0, self.ids)], "original_tax_ids": [(6, 0, tax.ids)],
            })

    def _get_template_taxes(self):
        """Return the company's own default taxes, which the others are made of."""
        company = self.company_id
        return company.account_sale_tax_id | company.account_purchase_tax_id


class AccountTaxRepartitionLine(models.Model):
    _inherit = "account.tax.repartition.line"

    tag_ids_domain = fields.Binary(compute="_compute_tag_ids_domain")

    @api.depends("company_id.account_fiscal_country_id", "tax_id.country_id")
    def _compute_tag_ids_domain(self):
        for line in self:
            country = line.tax_id.country_id or line.company_id.account_fiscal_country_id
            line.tag_ids_domain = [("applicability", "=", "taxes"),
                                   ("country_id", "in", (False, country.id))]
