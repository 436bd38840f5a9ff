"""Packages."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError


def test_goods_are_packed_and_unpacked(env, box, warehouse, count):
    count(box, warehouse.lot_stock_id, 5)
    picking = env["stock.picking"].create({
        "picking_type_id": warehouse.int_type_id.id,
        "move_ids": [(0, 0, {"product_id": box.id, "product_uom_qty": 3})]})
    picking.action_confirm()
    package = picking.action_put_in_pack()
    assert package.name == "PACK0000001"
    with pytest.raises(UserError, match="nothing eligible"):
        picking.action_put_in_pack()
    picking.button_validate()

    assert package.quant_ids.quantity == 3 and package.location_id == warehouse.lot_stock_id
    assert package.content_description == "3 Units Box"
    assert package.picking_ids == picking
    delivery = env["stock.picking"].create({
        "picking_type_id": warehouse.out_type_id.id,
        "move_ids": [(0, 0, {"product_id": box.id, "product_uom_qty": 4})]})
    delivery.action_confirm()
    assert delivery.move_line_ids.package_id == package
    delivery.do_unreserve()
    package.unpack()
    assert not package.quant_ids.filtered("quantity") and box.qty_available == 5
