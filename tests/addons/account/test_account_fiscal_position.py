"""Fiscal positions: for whom they are, and what they put in place of what."""
from __future__ import annotations

import pytest


@pytest.fixture
def partners(env):
    return {
        name: env["res.partner"].create({"name": name, "country_id": country and
                                         env.ref(f"base.{country}").id})
        for name, country in (("abroad", "be"), ("home", "us"), ("nowhere", False))
    }


@pytest.mark.parametrize(("who", "taxes", "total"), [
    ("abroad", ["0% EXP"], 200), ("home", ["15%"], 230), ("nowhere", ["15%"], 230)])
def test_documents_take_the_taxes_of_the_position(env, partners, who, taxes, total):
    product = env["product.product"].create({"name": "Box", "list_price": 100})
    order = env["sale.order"].create({
        "partner_id": partners[who].id,
        "order_line": [(0, 0, {"product_id": product.id, "product_uom_qty": 2})]})
    invoice = env["account.move"].create({
        "move_type": "out_invoice", "partner_id": partners[who].id,
        "invoice_line_ids": [(0, 0, {"product_id": product.id, "quantity": 2})]})

    assert order.order_line.tax_ids.mapped("name") == taxes
    assert order.amount_total == invoice.amount_total == total
    assert invoice.fiscal_position_id == order.fiscal_position_id


def test_the_most_specific_position_applies(env, partners):
    position = env["account.fiscal.position"]
    common = {"auto_apply": True, "country_id": env.ref("base.be").id}
    position.create({**common, "name": "country"})
    ghent = position.create({**common, "name": "zip", "zip_from": "9000", "zip_to": "9999"})
    vat = position.create({**common, "name": "vat", "vat_required": True})
    partner = partners["abroad"]

    partner.zip = "9050"
    assert position._get_fiscal_position(partner) == ghent
    partner.write({"zip": "1000", "vat": "BE0477472701"})
    assert position._get_fiscal_position(partner) == vat
    partner.property_account_position_id = ghent
    assert position._get_fiscal_position(partner) == ghent


def test_an_included_tax_leaves_the_price_when_it_is_mapped_away(env, partners):
    tax = env["account.tax"]
    domestic = tax.create({"name": "in", "amount": 21,
                           "price_include_override": "tax_included"})
    export = env.ref("account.1_template_generic_export_fiscal_position")
    tax.create({"name": "out", "amount": 0, "fiscal_position_ids": [(4, export.id)],
                "original_tax_ids": [(4, domestic.id)]})
    product = env["product.product"].create({
        "name": "Box", "list_price": 121, "taxes_id": [(6, 0, domestic.ids)]})
    order = env["sale.order"].create({
        "partner_id": partners["abroad"].id,
        "order_line": [(0, 0, {"product_id": product.id})]})

    assert order.order_line.price_unit == pytest.approx(100)
    assert order.amount_total == 100


def test_totals_are_told_by_tax_group(env, partners):
    product = env["product.product"].create({"name": "Box", "list_price": 100})
    invoice = env["account.move"].create({
        "move_type": "out_invoice", "partner_id": partners["home"].id,
        "invoice_line_ids": [(0, 0, {"product_id": product.id}),
                             (0, 0, {"name": "free of tax", "price_unit": 10,
                                     "tax_ids": [(6, 0, [])]})]})
    totals = invoice.tax_totals

    [subtotal] = totals["subtotals"]
    [group] = subtotal["tax_groups"]
    assert subtotal["base_amount_currency"] == 110
    assert (group["group_name"], group["base_amount"], group["tax_amount"]) == (
        "Tax 15%", 100, 15)
    assert totals["total_amount_currency"] == 125 and not totals["same_tax_base"]
