"""What stock is worth by the methods of cost."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError


@pytest.fixture
def buy(env, box):
    vendor = env["res.partner"].create({"name": "Vendor"})

    def receive(quantity, price):
        order = env["purchase.order"].create({"partner_id": vendor.id, "order_line": [
            (0, 0, {"product_id": box.id, "product_qty": quantity, "price_unit": price})]})
        order.button_confirm()
        order.picking_ids.button_validate()
        return order.picking_ids.move_ids
    return receive


@pytest.fixture
def sell(env, box, warehouse):
    def deliver(quantity):
        picking = env["stock.picking"].create({
            "picking_type_id": warehouse.out_type_id.id, "move_ids": [
                (0, 0, {"product_id": box.id, "product_uom_qty": quantity})]})
        picking.action_confirm()
        picking.button_validate()
        return picking.move_ids
    return deliver


@pytest.mark.parametrize(("method", "incoming", "outgoing", "cost", "left"), [
    ("standard", [50, 50], 60, 5, 40),
    ("average", [100, 200], 180, 15, 120),
    ("fifo", [100, 200], 140, 20, 160)])
def test_goods_come_and_go(env, box, buy, sell, method, incoming, outgoing, cost, left):
    box.categ_id = env["product.category"].create({
        "name": "C", "property_cost_method": method})
    box.standard_price = 5

    moves = buy(10, 10) | buy(10, 20)
    assert moves.mapped("value") == incoming and moves.mapped("is_in") == [True, True]
    gone = sell(12)
    assert (gone.value, gone.is_out) == (outgoing, True)
    box.invalidate_recordset()
    assert (box.standard_price, box.total_value) == (cost, left)
    quants = env["stock.quant"].search([
        ("product_id", "=", box.id), ("location_id.usage", "=", "internal")])
    assert sum(quants.mapped("value")) == pytest.approx(left)


def test_a_cost_that_is_set_is_noted(env, box):
    box.standard_price = 8
    [value] = env["product.value"].search([("product_id", "=", box.id)])
    assert value.value == 8 and "from 0.0 to 8" in value.description


def test_goods_sold_leave_the_stock_account(env, box, buy, warehouse):
    accounts = env["account.account"].create([
        {"name": name, "code": code, "account_type": kind} for name, code, kind in (
            ("stock", "119999", "asset_current"), ("cost", "519999", "expense"))])
    box.write({"standard_price": 4, "property_account_expense_id": accounts[1].id,
               "categ_id": env["product.category"].create({
                   "name": "C", "property_valuation": "real_time",
                   "property_stock_valuation_account_id": accounts[0].id}).id})
    partner = env["res.partner"].create({"name": "Ada"})
    bill, invoice = (env["account.move"].create({
        "move_type": kind, "partner_id": partner.id, "invoice_date": "2025-01-05",
        "invoice_line_ids": [(0, 0, {"product_id": box.id, "quantity": 3,
                                     "price_unit": 10})]})
        for kind in ("in_invoice", "out_invoice"))
    assert bill.invoice_line_ids.account_id == accounts[0]

    invoice.action_post()
    costs = invoice.line_ids.filtered(lambda line: line.display_type == "cogs")
    assert {line.account_id: line.balance for line in costs} == {
        accounts[0]: -12, accounts[1]: 12}
    assert invoice.amount_untaxed == 30
    invoice.button_draft()
    assert not invoice.line_ids.filtered(lambda line: line.display_type == "cogs")


def test_requests_are_merged(env, box):
    vendor = env["res.partner"].create({"name": "Vendor"})
    requests = env["purchase.order"].browse([env["purchase.order"].create({
        "partner_id": vendor.id, "origin": origin, "date_order": "2031-01-01",
        "order_line": [(0, 0, {"product_id": box.id, "product_qty": 2, "price_unit": 5,
                               "date_planned": "2031-01-02"})]}).id for origin in "AB"])
    action = requests.action_merge()
    assert action["res_id"] == requests[0].id
    assert requests[0].order_line.product_qty == 4 and requests[0].origin == "A, B"
    assert requests.mapped("state") == ["draft", "cancel"]


def test_values_tell_how_they_came_about(env, box, warehouse):
    box.standard_price = 4
    receipt = env["stock.picking"].create({
        "picking_type_id": warehouse.in_type_id.id, "move_ids": [
            (0, 0, {"product_id": box.id, "product_uom_qty": 5})]})
    receipt.action_confirm()
    receipt.button_validate()
    move = receipt.move_ids
    assert (move.value, move.value_justification) == (
        20, "5.0 Units at $\N{NO-BREAK SPACE}4.00")
    assert move.action_adjust_valuation()["context"] == {"default_move_id": move.id}
    move.value_manual = 30
    assert move.value == 30 and move.value_justification == "Adjusted by hand"
    assert move.read() and box.categ_id.read() == []


def test_a_bill_says_what_goods_have_cost(env, box, buy, sell):
    box.categ_id = env["product.category"].create({
        "name": "C", "property_cost_method": "average", "property_valuation": "real_time"})
    move = buy(10, 12)
    sell(4)
    order = move.purchase_line_id.order_id
    order.action_create_invoice()
    bill = order.invoice_ids
    bill.invoice_date = "2025-01-05"
    bill.invoice_line_ids.write({"price_unit": 13, "tax_ids": [(5,)]})
    bill.action_post()
    assert (move.value, box.standard_price) == (130, 13)
    bill.button_draft()
    assert (move.value, box.standard_price) == (120, 12)


@pytest.mark.parametrize(("method", "value", "cost", "left"), [
    ("standard", 50, 5, 0), ("average", 60, 20, 100), ("fifo", 60, 20, 100)])
def test_more_goes_than_there_is(env, box, buy, warehouse, method, value, cost, left):
    box.categ_id = env["product.category"].create({
        "name": "C", "property_cost_method": method})
    box.standard_price = 5
    buy(5, 6)
    picking = env["stock.picking"].create({
        "picking_type_id": warehouse.out_type_id.id, "move_ids": [
            (0, 0, {"product_id": box.id, "product_uom_qty": 10})]})
    picking.action_confirm()
    picking.move_ids.quantity = 10
    picking.button_validate()
    assert (picking.move_ids.value, box.qty_available) == (value, -5)
    buy(5, 20)
    if method == "standard":
        assert (box.qty_available, box.total_value) == (0, left)
        return
    buy(5, 20)
    assert (box.standard_price, box.total_value) == (cost, left)


def test_stock_is_closed(env, box, buy):
    company = env.company
    box.standard_price = 5
    account = company.account_stock_valuation_id
    assert account.code == "110100" and account.account_stock_variation_id
    buy(10, 5)
    report = env["stock_account.stock.valuation.report"].get_report_values()["data"]
    before = company.stock_accounting_value()[account]
    worth = company.stock_value()[account]
    assert report["ending_stock"]["value"] == pytest.approx(worth)
    action = company.action_close_stock_valuation(auto_post=True)
    move = env["account.move"].browse(action["res_id"])
    assert move.state == "posted"
    assert sum(move.line_ids.filtered(
        lambda line: line.account_id == account).mapped("balance")) == pytest.approx(
            worth - before)
    with pytest.raises(UserError, match="correctly closed"):
        company.action_close_stock_valuation()
    printed = env["stock_account.stock.valuation.report"].action_print_as_xlsx()
    assert printed["type"] == "ir.actions.act_url"
    assert env["stock_account.stock.valuation.report"].action_print_as_pdf()["data"]


def test_an_average_is_explained(env, box, buy, sell):
    box.categ_id = env["product.category"].create({
        "name": "C", "property_cost_method": "average"})
    moves = buy(10, 10) | buy(10, 20) | sell(5)
    rows = env["stock.avco.report"].search([("product_id", "=", box.id)], order="id")
    assert rows.ids == moves.ids and rows.mapped("value") == [100, 200, -75]
    assert rows.mapped("avco_value") == [10, 15, 15]
    assert rows.mapped("total_value") == [100, 300, 225]
    assert rows.mapped("added_value") == [100, 200, -75]
    assert rows[0].justification
    left = env["stock.move"].search([("remaining_qty", ">", 0),
                                     ("product_id", "=", box.id)])
    assert left == moves[:2] and moves[0].remaining_qty == 5


def test_places_with_accounts_are_booked(env, box, count, warehouse):
    loss = env["account.account"].create({
        "name": "loss", "code": "699999", "account_type": "expense"})
    box.write({"standard_price": 4, "categ_id": env["product.category"].create({
        "name": "C", "property_valuation": "real_time"}).id})
    place = box.property_stock_inventory
    place.valuation_account_id = loss
    count(box, warehouse.lot_stock_id, 3)
    entry = env["stock.move"].search([("product_id", "=", box.id)]).account_move_id
    assert entry.state == "posted"
    assert {line.account_id: line.balance for line in entry.line_ids} == {
        env.company.account_stock_valuation_id: 12, loss: -12}


def test_sold_goods_have_cost_what_was_delivered(env, box, buy, warehouse):
    box.write({"list_price": 50, "categ_id": env["product.category"].create({
        "name": "C", "property_cost_method": "average",
        "property_valuation": "real_time"}).id})
    buy(10, 10)
    order = env["sale.order"].create({
        "partner_id": env["res.partner"].create({"name": "Ada"}).id,
        "order_line": [(0, 0, {"product_id": box.id, "product_uom_qty": 4})]})
    order.action_confirm()
    order.picking_ids.button_validate()
    buy(6, 30)
    assert box.standard_price == 20
    invoice = order._create_invoices()
    invoice.action_post()
    costs = invoice.line_ids.filtered(lambda line: line.display_type == "cogs")
    assert sorted(costs.mapped("balance")) == [-40, 40]


def test_goods_of_others_are_worth_nothing(env, box, warehouse):
    box.standard_price = 4
    owner = env["res.partner"].create({"name": "Owner"})
    for partner in (owner, env["res.partner"]):
        picking = env["stock.picking"].create({
            "picking_type_id": warehouse.in_type_id.id, "owner_id": partner.id,
            "move_ids": [(0, 0, {"product_id": box.id, "product_uom_qty": 5})]})
        picking.button_validate()
        assert picking.move_ids.value == (0 if partner else 20)
    assert (box.qty_available, box.total_value) == (10, 20)


def test_costs_that_were_set_are_explained(env, box):
    box.categ_id = env["product.category"].create({
        "name": "C", "property_cost_method": "average"})
    box.standard_price = 9
    [row] = env["stock.avco.report"].search([("product_id", "=", box.id)])
    assert row.id < 0 and row.avco_value == 9 and "9" in row.justification
    assert row.read(["res_model_name"])[0]["res_model_name"] == "product.value"
