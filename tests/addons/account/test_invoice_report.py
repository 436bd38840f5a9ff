"""The analysis of invoices, and small models that stand beside invoices."""
import pytest

from odoolite.exceptions import UserError, ValidationError
from odoolite.storage.errors import UniqueViolation


def test_rows_are_lines_of_products(env):
    dozen = env["uom.uom"].create({
        "name": "Six", "relative_factor": 6,
        "relative_uom_id": env.ref("uom.product_uom_unit").id})
    product = env["product.product"].create(
        {"name": "Box", "standard_price": 3, "taxes_id": False})
    partner = env["res.partner"].create(
        {"name": "Ada", "country_id": env.ref("base.be").id})
    tax = env["account.tax"].create({"name": "20%", "amount": 20})
    moves = env["account.move"].create([{
        "move_type": kind, "partner_id": partner.id, "invoice_date": "2025-01-10",
        "invoice_line_ids": [(0, 0, {
            "product_id": product.id, "quantity": 2, "product_uom_id": dozen.id,
            "price_unit": 60, "tax_ids": [(6, 0, tax.ids)]})],
    } for kind in ("out_invoice", "out_refund", "in_invoice")])
    rows = env["account.invoice.report"].search_read(
        [("move_id", "in", moves.ids)], order="id", load=None)
    found = [(row["quantity"], row["price_subtotal"], row["price_total"],
              row["price_average"], row["price_margin"], row["inventory_value"])
             for row in rows]
    assert found == [(12, 120, 144, 10, 84, -36), (-12, -120, -144, 10, -84, 36),
                     (-12, -120, -144, 10, 0, 0)]
    assert rows[0]["country_id"] == env.ref("base.be").id
    assert rows[0]["product_uom_id"] == product.uom_id.id
    groups = env["account.invoice.report"].formatted_read_group(
        [("partner_id", "=", partner.id)], ["move_type"], ["price_subtotal:sum"])
    assert {group["move_type"]: group["price_subtotal:sum"] for group in groups} == {
        "out_invoice": 120, "out_refund": -120, "in_invoice": -120}


def test_rows_in_a_foreign_currency(env):
    euro = env.ref("base.EUR")
    euro.active = True
    euro.rate_ids.unlink()
    env["res.currency.rate"].create(
        {"currency_id": euro.id, "name": "2025-01-01", "rate": 2})
    move = env["account.move"].create({
        "move_type": "out_invoice", "invoice_date": "2025-01-10", "currency_id": euro.id,
        "partner_id": env["res.partner"].create({"name": "Ada"}).id,
        "invoice_line_ids": [(0, 0, {"name": "x", "price_unit": 50, "tax_ids": False})]})
    row = env["account.invoice.report"].search([("move_id", "=", move.id)])
    assert (row.price_subtotal, row.price_subtotal_currency) == (25, 50)


def test_tags_say_their_country_and_the_charts_stay(env):
    tags = env["account.account.tag"]
    plain, foreign = tags.create([
        {"name": "Rent"}, {"name": "+54", "applicability": "taxes",
                           "country_id": env.ref("base.be").id}])
    assert plain.applicability == "accounts" and plain.active
    assert (plain.display_name, foreign.display_name) == ("Rent", "+54 (BE)")
    with pytest.raises(UserError, match="cannot delete this account tag"):
        env.ref("account.account_tag_operating").unlink()


def test_terms_of_delivery_show_their_code(env):
    term = env.ref("account.incoterm_EXW")
    assert term.display_name == "[EXW] EX WORKS"
    assert env["account.incoterms"].name_search("EXW")[0][0] == term.id


def test_payment_methods_and_ledger_groups_are_unique(env):
    method = env.ref("account.account_payment_method_manual_in")
    with pytest.raises((ValidationError, UniqueViolation)), env.cr.savepoint():
        method.copy()
    groups = env["account.journal.group"]
    groups.create({"name": "Closed"})
    with pytest.raises((ValidationError, UniqueViolation)), env.cr.savepoint():
        groups.create({"name": "Closed"})
