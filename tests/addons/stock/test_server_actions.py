"""The menus of lists and forms run what they say."""
from __future__ import annotations


def run(env, name, records):
    return env.ref(name).with_context(
        active_model=records._name, active_ids=records.ids,
        active_id=records[:1].id).run()


def test_menus_open_windows(env, box, warehouse, count):
    count(box, warehouse.lot_stock_id, 3)
    quants = box.stock_quant_ids.filtered(
        lambda quant: quant.location_id == warehouse.lot_stock_id)
    picking = env["stock.picking"].create({
        "picking_type_id": warehouse.out_type_id.id, "move_ids": [
            (0, 0, {"product_id": box.id, "product_uom_qty": 2})]})
    picking.action_confirm()
    order = env["sale.order"].create({
        "partner_id": env["res.partner"].create({"name": "Ada"}).id})
    for name, records, model in (
        ("product.action_product_print_labels", box, "product.label.layout"),
        ("product.action_product_price_list_report", box, None),
        ("stock.action_view_inventory_tree", quants, "stock.quant"),
        ("stock.action_view_quants", quants, "stock.quant"),
        ("stock.action_stock_quant_relocate", quants, "stock.quant.relocate"),
        ("stock.action_print_labels", picking, "product.label.layout"),
        ("stock.action_scrap", picking, "stock.scrap"),
        ("stock.method_action_picking_tree_incoming", picking, "stock.picking"),
        ("stock.action_install_barcode", picking.picking_type_id, "ir.module.module"),
        ("stock.action_open_routes", box.product_tmpl_id, "stock.rules.report"),
        ("stock.action_product_replenishment", box, "product.replenish"),
        ("stock.action_replenishment", env["stock.warehouse.orderpoint"],
         "stock.warehouse.orderpoint"),
        ("sale.model_sale_order_send_mail", order, "mail.compose.message"),
    ):
        action = run(env, name, records)
        assert action.get("res_model") == model, name


def test_menus_do_their_work(env, box, warehouse, count):
    count(box, warehouse.lot_stock_id, 3)
    picking = env["stock.picking"].create({
        "picking_type_id": warehouse.out_type_id.id, "move_ids": [
            (0, 0, {"product_id": box.id, "product_uom_qty": 2})]})
    picking.action_confirm()
    run(env, "stock.action_unreserve_picking", picking)
    assert picking.state == "confirmed"
    picking.action_assign()
    run(env, "stock.action_toggle_is_locked", picking)
    assert not picking.is_locked
    run(env, "stock.action_validate_picking", picking)
    assert picking.state == "done"
    request = env["purchase.order"].create({
        "partner_id": env["res.partner"].create({"name": "Bob"}).id,
        "order_line": [(0, 0, {"product_id": box.id, "product_qty": 1})]})
    run(env, "purchase.action_confirm_rfqs", request)
    assert request.state == "purchase"
