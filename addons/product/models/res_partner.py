"""The pricelist of a contact."""
from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    specific_property_product_pricelist = fields.Many2one(
        "product.pricelist", company_dependent=True)
    property_product_pricelist = fields.Many2one(
        "product.pricelist", "Pricelist", compute="_compute_product_pricelist",
        inverse="_inverse_product_pricelist", store=False,
        help="Used for sales to the current partner",
    )

    @api.depends("country_id", "specific_property_product_pricelist")
    @api.depends_context("company")
    def _compute_product_pricelist(self):
        lists = self.env["product.pricelist"].sudo().search([
            "|", ("company_id", "=", False), ("company_id", "=", self.env.company.id)])
        for partner in self:
            own = partner.specific_property_product_pricelist
            of_country = lists.filtered(
                lambda p, partner=partner:
                partner.country_id in p.country_group_ids.country_ids)
            anywhere = lists.filtered(lambda p: not p.country_group_ids)
            partner.property_product_pricelist = (
                own if own.active else (of_country or anywhere)[:1])

    def _inverse_product_pricelist(self):
        for partner in self:
            partner.specific_property_product_pricelist = \
                partner.property_product_pricelist
