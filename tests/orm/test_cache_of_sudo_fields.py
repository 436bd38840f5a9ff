"""Fields that are worked out as superuser, and depend on who asks."""
from __future__ import annotations

import odoolite


def test_a_related_field_that_depends_on_the_user_is_seen_without_sudo():
    with odoolite.Server(install=["stock"], strict=True) as server, server.env() as env:
        product = env["product.product"].create({"name": "Box", "is_storable": True})
        point = env["stock.warehouse.orderpoint"].create({
            "product_id": product.id, "product_min_qty": 1, "product_max_qty": 2})
        assert not env.su and point.product_uom == product.uom_id
