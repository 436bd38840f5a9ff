"""The reports of stock: by day, of rules, of lots, of receipts; the wizards of packages."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError


@pytest.fixture
def receive(env, warehouse):
    def make(product, quantity, lot=None):
        picking = env["stock.picking"].create({
            "picking_type_id": warehouse.in_type_id.id, "move_ids": [
                (0, 0, {"product_id": product.id, "product_uom_qty": quantity})]})
        picking.action_confirm()
        if lot:
            picking.move_line_ids.lot_name = lot
        return picking
    return make


@pytest.fixture
def deliver(env, warehouse):
    def make(product, quantity):
        picking = env["stock.picking"].create({
            "picking_type_id": warehouse.out_type_id.id, "move_ids": [
                (0, 0, {"product_id": product.id, "product_uom_qty": quantity})]})
        picking.action_confirm()
        return picking
    return make


def test_quantities_by_day(env, count, box, warehouse, receive, deliver):
    count(box, warehouse.lot_stock_id, 10)
    receive(box, 5).scheduled_date = "2031-01-01"
    deliver(box, 3)
    rows = env["report.stock.quantity"].search_read(
        [("product_id", "=", box.id), ("date", "=", env.cr.now().date())],
        ["state", "product_qty", "warehouse_id"])
    found = {row["state"]: row["product_qty"] for row in rows}
    assert found == {"forecast": 7, "out": -3}
    groups = env["report.stock.quantity"].formatted_read_group(
        [("product_id", "=", box.id), ("state", "=", "forecast")], ["date:month"],
        ["product_qty:sum"])
    assert len(groups) >= 6


def test_lots_are_traced(env, warehouse, receive, deliver):
    lotted = env["product.product"].create({
        "name": "L", "is_storable": True, "tracking": "lot"})
    picking = receive(lotted, 4, lot="L1")
    picking.button_validate()
    out = deliver(lotted, 4)
    out.button_validate()
    lot = env["stock.lot"].search([("product_id", "=", lotted.id)])
    report = env["stock.traceability.report"].create({})
    lines = report.with_context(
        active_id=lot.id, active_model="stock.lot").get_main_lines()
    assert {line["reference"] for line in lines} == {picking.name, out.name}
    [gone] = [line for line in lines if line["reference"] == out.name]
    assert gone["unfoldable"] and gone["usage"] == "out" and gone["lot_name"] == "L1"
    [came] = report.get_lines(gone["id"], model_name=gone["model"],
                              model_id=gone["model_id"], level=gone["level"] + 1)
    assert came["reference"] == picking.name and came["level"] == 2
    assert report.get_pdf_lines([gone])[0]["columns"][6] == "4.00 Units"


def test_what_waits_is_given_what_comes(env, box, receive, deliver):
    out, incoming = deliver(box, 5), receive(box, 8)
    report = env["report.stock.report_reception"]
    data = report.get_report_data(incoming.ids, {})
    [lines] = data["sources_to_lines"].values()
    assert [(line["quantity"], line["is_assigned"]) for line in lines] == [(5, False)]
    report.action_assign(lines[0]["move_out_id"] and [lines[0]["move_out_id"]], [3],
                         [lines[0]["move_ins"]])
    move = env["stock.move"].browse(lines[0]["move_out_id"])
    assert (move.product_uom_qty, move.state) == (3, "waiting")
    assert sum(out.move_ids.mapped("product_uom_qty")) == 5
    report.action_unassign(move.id, 3, lines[0]["move_ins"])
    assert move.state == "confirmed" and not move.move_orig_ids


def test_rules_are_told(env, box, warehouse):
    wizard = env["stock.rules.report"].with_context(
        default_product_id=box.id).create({})
    assert wizard.product_tmpl_id == box.product_tmpl_id
    action = wizard.print_report()
    assert action["data"]["warehouse_ids"] == warehouse.ids
    rule = warehouse.delivery_route_id.rule_ids[0]
    assert "Delivery Orders" in rule.rule_message and "WH/Stock" in rule.rule_message
    steps = warehouse.get_rules_dict()[warehouse.id]
    assert [step.action for step in steps["pick_ship"]] == ["pull", "push"]
    content, kind = env["ir.actions.report"]._render_qweb_html(
        "stock.report_stock_rule", [], data=action["data"])
    assert kind == "html" and b"WH/Stock" in content


def test_packages_by_wizards(env, count, box, warehouse, deliver):
    count(box, warehouse.lot_stock_id, 4)
    picking = deliver(box, 4)
    wizard = env["stock.put.in.pack"].create({
        "move_line_ids": [(6, 0, picking.move_line_ids.ids)]})
    package = wizard.action_put_in_pack()
    assert picking.move_line_ids.result_package_id == package
    assert picking.move_ids.action_add_packages()["context"] == {"picking_id": picking.id}
    picking.move_line_ids.result_package_id = False
    done = env["stock.package.destination"].create({
        "move_line_ids": [(6, 0, picking.move_line_ids.ids)],
        "location_dest_id": picking.location_dest_id.id})
    assert done.filtered_location == picking.location_dest_id
    done.action_done()
    assert picking.move_line_ids.result_package_id
    with pytest.raises(NotImplementedError):
        env["stock.warn.insufficient.qty"].action_done()


def test_codes_of_goods(env, count, box, warehouse):
    box.barcode = "4006381333931"
    count(box, warehouse.lot_stock_id, 12)
    quants = env["stock.quant"].search([
        ("product_id", "=", box.id), ("location_id", "=", warehouse.lot_stock_id.id)])
    assert quants.get_aggregate_barcodes() == ["01040063813339313012"]
    box.barcode = "X"
    assert quants.get_aggregate_barcodes() == []


def test_a_location_for_routes(env):
    settings = env["res.config.settings"].new({"group_stock_adv_location": True})
    settings.onchange_adv_location()
    assert settings.group_stock_multi_locations


def test_what_is_sold_is_suggested(env, count, box, warehouse, deliver):
    count(box, warehouse.lot_stock_id, 30)
    deliver(box, 30).button_validate()
    own = box.with_context(suggest_based_on="30_days", suggest_days=60)
    assert own.monthly_demand == pytest.approx(30 * 365.25 / 12 / 30)
    assert own.suggested_qty == 60
    order = env["purchase.order"].create({
        "partner_id": env["res.partner"].create({"name": "V"}).id})
    order.with_context(suggest_based_on="30_days", suggest_days=60,
                       suggest_domain=[("id", "=", box.id)]
                       ).action_purchase_order_suggest()
    assert order.order_line.product_qty == 60 and order.partner_id.suggest_days == 60
    numbers = env["purchase.order"].retrieve_dashboard()
    assert numbers["global"]["draft"]["all"] >= 1 and "otd" in numbers["my"]
    wizard = env["product.replenish"].create({
        "product_id": box.id, "product_tmpl_id": box.product_tmpl_id.id,
        "product_uom_id": box.uom_id.id, "warehouse_id": warehouse.id})
    assert wizard.forecasted_quantity == 0 and wizard.allowed_route_ids
    assert wizard.action_stock_replenishment_info()["res_model"] == \
        "stock.replenishment.info"


def test_nothing_brings_it(env, box, deliver):
    with pytest.raises(UserError):
        env["report.stock.report_reception"].action_assign(
            deliver(box, 1).move_ids.ids, [1], [[]])


def test_every_report_is_printed(env, count, box, warehouse, receive):
    count(box, warehouse.lot_stock_id, 2)
    env["stock.lot"].create({"name": "L1", "product_id": box.id})
    receive(box, 3).action_put_in_pack()
    reports = env["ir.actions.report"].search([("report_name", "=like", "stock.%")])
    needs_more = {"stock.report_stock_rule"}
    printed = {}
    for report in reports.filtered(lambda own: own.report_name not in needs_more):
        docs = env[report.model].search([], limit=1, order="id desc")
        render = env["ir.actions.report"]._render_qweb_text \
            if report.report_type == "qweb-text" \
            else env["ir.actions.report"]._render_qweb_html
        printed[report.report_name], _kind = render(report.report_name, docs.ids, data={})
    assert len(printed) > 15
    assert b"LN/SN: L1" in printed["stock.label_lot_template_view"]
    assert b"^XZ" in printed["stock.label_product_product_view"]


def test_labels_of_what_is_moved(env, box, receive):
    picking = receive(box, 3)
    action = env["product.label.layout"].create({
        "print_format": "zpl", "product_ids": [(6, 0, box.ids)], "move_quantity": "move",
        "move_ids": [(6, 0, picking.move_ids.ids)]}).process()
    assert action["report_name"] == "stock.label_product_product_view"
    text, _kind = env["ir.actions.report"]._render_qweb_text(
        action["report_name"], [], data=action["data"])
    assert text.count(b"^XZ") == 3
