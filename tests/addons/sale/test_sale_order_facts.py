"""What is shown with orders: payments, look-alikes, warnings, the analysis."""
from __future__ import annotations

import pytest


def test_every_field_of_orders_can_be_read(order):
    [values] = order.read()
    [line] = order.order_line.read()

    assert values["team_id"] and values["has_active_pricelist"] is False
    assert values["amount_paid"] == 0 and not values["has_archived_products"]
    assert line["allowed_uom_ids"] == order.order_line.product_uom_id.ids
    assert line["product_uom_readonly"] is False


def test_lines_know_their_section(env, order, box):
    lines = env["sale.order.line"].create([
        {"order_id": order.id, "sequence": sequence, "name": "x", **(
            {"display_type": kind} if kind else {"product_id": box.id})}
        for sequence, kind in ((11, "line_section"), (12, "line_subsection"), (13, False))])

    section, subsection, line = lines
    assert not order.order_line[0].parent_id and not section.parent_id
    assert subsection.parent_id == section and line.parent_id == subsection
    assert line.get_parent_section_line() == section


def test_orders_with_one_reference_are_look_alikes(order):
    order.client_order_ref = "A-1"
    twin = order.copy({"client_order_ref": "A-1"})
    assert order.duplicated_order_ids == twin
    twin._action_cancel()
    order.invalidate_recordset()
    assert not order.duplicated_order_ids


def test_warnings_are_for_those_who_asked(env, order, box):
    order.partner_id.sale_warn_msg = "pays late"
    box.sale_line_warn_msg = "fragile"
    assert order.sale_warning_text == ""
    env.user.group_ids |= env.ref("sale.group_warning_sale")
    order.invalidate_recordset()
    order.order_line.invalidate_recordset()
    assert order.sale_warning_text == "Ada - pays late\nBox - fragile"


def test_the_analysis_sums_orders(env, order, box, partner):
    order.write({"order_line": [(0, 0, {"product_id": box.id, "product_uom_qty": 5})]})
    order.action_confirm()
    env.flush_all()

    rows = env["sale.report"].search([("partner_id", "=", partner.id)])

    assert rows.nbr == 2 and rows.product_uom_qty == 15
    assert rows.price_subtotal == order.amount_untaxed
    assert rows.action_open_order()["res_id"] == order.id
    [[state, total]] = env["sale.report"]._read_group(
        [("product_id", "=", box.id)], ["state"], ["price_total:sum"])
    assert (state, total) == ("sale", pytest.approx(order.amount_total))


def test_counts_of_customers_and_teams(env, order, partner):
    child = env["res.partner"].create({"name": "Shop", "parent_id": partner.id})
    order.copy({"partner_id": child.id})
    assert (partner.sale_order_count, child.sale_order_count) == (2, 1)
    before = order.team_id.sale_order_count
    order._action_cancel()
    order.team_id.invalidate_recordset()
    assert order.team_id.sale_order_count == before - 1
    assert partner.can_edit_vat() is True
    order.action_draft()
    order.action_confirm()
    assert partner.can_edit_vat() is False
