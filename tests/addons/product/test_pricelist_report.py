"""The report of a pricelist."""

INSTALL = ["product"]


def test_prices_at_quantities(env):
    pricelist = env["product.pricelist"].create({"name": "Bulk", "item_ids": [
        (0, 0, {"compute_price": "percentage", "percent_price": 10, "min_quantity": 5})]})
    product = env["product.template"].create({"name": "Box", "list_price": 20})
    page = env["report.product.report_pricelist"].get_html({
        "active_model": "product.template", "active_ids": product.ids,
        "pricelist_id": pricelist.id, "quantities": [1, 5],
        "display_pricelist_title": True})
    assert "Box" in page and "Bulk" in page
    assert page.index("20.00") < page.index("18.00")
