"""Products for the tests of addons."""
from __future__ import annotations

from odoo.addons.uom.tests.common import UomCommon


class ProductCommon(UomCommon):
    """A case with goods, a service and a pricelist at hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product_category = cls.env["product.category"].create(
            {"name": "Test Category"})
        cls.product = cls.env["product.product"].create({
            "name": "Test Product", "type": "consu", "list_price": 20.0,
            "categ_id": cls.product_category.id})
        cls.consumable_product = cls.product
        cls.service_product = cls.env["product.product"].create({
            "name": "Test Service Product", "type": "service", "list_price": 50.0,
            "categ_id": cls.product_category.id})
        cls.pricelist = cls.env["product.pricelist"].create({"name": "Test Pricelist"})
        cls._archive_other_pricelists()

    @classmethod
    def _archive_other_pricelists(cls):
        """Leave one pricelist, so that prices do not depend on those that are there."""
        cls.env["product.pricelist"].search(
            [("id", "!=", cls.pricelist.id)]).action_archive()
