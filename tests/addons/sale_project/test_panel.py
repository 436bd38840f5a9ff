"""The panel of a project: what was sold, what it brings and costs, its windows."""
from __future__ import annotations

import json

import pytest

INSTALL = ["sale_project"]


@pytest.fixture
def sold(env):
    """An order of two hours of work and three boxes, done in a project."""
    service, box = env["product.product"].create([
        {"name": "Work", "type": "service", "service_tracking": "project_only",
         "list_price": 50, "taxes_id": False},
        {"name": "Box", "list_price": 10, "invoice_policy": "order", "taxes_id": False}])
    order = env["sale.order"].create({
        "partner_id": env["res.partner"].create({"name": "Ada"}).id, "order_line": [
            (0, 0, {"product_id": service.id, "product_uom_qty": 2}),
            (0, 0, {"product_id": box.id, "product_uom_qty": 3})]})
    order.action_confirm()
    order.order_line[1].project_id = order.order_line[0].project_id
    return order


def by_kind(items, side):
    return {row["id"]: row for row in items[side]["data"]}


def test_the_panel_tells_what_was_sold(env, sold):
    project = sold.project_ids
    panel = project.get_panel_data()
    assert panel["show_sale_items"] and panel["user"] == {"is_project_user": True}
    assert panel["currency_id"] == env.company.currency_id.id
    texts = [button["text"] for button in panel["buttons"]]
    assert texts[:2] == ["Tasks", "Sales Orders"]
    rows = by_kind(panel["profitability_items"], "revenues")
    assert (rows["materials"]["to_invoice"], rows["materials"]["sequence"]) == (30, 7)
    assert rows["materials"]["isSectionFolded"]
    assert panel["profitability_items"]["revenues"]["total"]["to_invoice"] == 130
    assert panel["profitability_labels"]["materials"] == "Materials"
    items = project.get_sale_items_data(limit=1)
    assert items["displayLoadMore"] and len(items["sol_items"]) == 1
    items = project.get_sale_items_data(section_id="materials")["sol_items"]
    assert [item["product_uom_qty"] for item in items] == [3]
    assert json.loads(items[0]["action"]["buttonContext"])["active_id"] == \
        sold.order_line[1].id


def test_those_without_projects_see_no_panel(env, sold):
    clerk = env["res.users"].create({
        "name": "c", "login": "panel", "group_ids": [
            (6, 0, [env.ref("sales_team.group_sale_salesman_all_leads").id])]})
    project = sold.project_ids.sudo().with_user(clerk).sudo()
    assert project.with_user(clerk).get_panel_data() == {}
    assert project.with_user(clerk).get_sale_items_data() == {}


def test_invoices_bills_and_down_payments_count(env, sold):
    project = sold.project_ids
    wizard = env["sale.advance.payment.inv"].with_context(active_ids=sold.ids).create(
        {"advance_payment_method": "fixed", "fixed_amount": 13})
    env["account.move"].browse(wizard.create_invoices()["res_id"]).action_post()
    project._create_analytic_account()
    shares = {str(project.account_id.id): 50}
    partner = env["res.partner"].create({"name": "Bob"})
    for kind, price in (("in_invoice", 40), ("out_invoice", 60)):
        move = env["account.move"].create({
            "move_type": kind, "partner_id": partner.id, "invoice_date": "2025-03-01",
            "invoice_line_ids": [(0, 0, {
                "name": "x", "price_unit": price, "analytic_distribution": shares,
                "tax_ids": False})]})
        if kind == "in_invoice":
            move.action_post()
    env["account.analytic.line"].create(
        {"name": "cash", "account_id": project.account_id.id, "amount": -7})
    items = project._get_profitability_items()
    revenues, costs = by_kind(items, "revenues"), by_kind(items, "costs")
    assert (revenues["downpayments"]["invoiced"],
            revenues["downpayments"]["to_invoice"]) == (13, -13)
    assert revenues["other_invoice_revenues"]["to_invoice"] == 30
    assert costs["other_purchase_costs"]["billed"] == -20
    assert costs["other_costs_aal"]["billed"] == -7
    name, domain, res_id = json.loads(costs["other_purchase_costs"]["action"]["args"])
    action = project.action_profitability_items(name, domain, res_id)
    assert (action["res_model"], action["res_id"]) == ("account.move", res_id)
    bills = project.action_open_project_vendor_bills()
    assert bills["res_id"] == res_id
    assert project.action_profitability_items("none") == {}


def test_windows_of_a_project(env, sold):
    project = sold.project_ids
    action = project.action_create_invoice()
    assert action["context"] == {"active_id": sold.id, "active_ids": sold.ids}
    assert action["res_model"] == "sale.advance.payment.inv"
    assert project.action_customer_preview()["url"].startswith("/my/projects/")
    assert project.action_get_list_view()["domain"] == [("project_id", "=", project.id)]


def test_a_project_of_a_template_for_an_order(env, sold):
    template = env["project.project"].create({
        "name": "Pattern", "is_template": True, "allow_billable": True})
    wizards = env["project.template.create.wizard"].with_context(
        template_id=template.id, default_sale_order_id=sold.id)
    assert wizards.action_open_template_view()["res_model"] == wizards._name
    wizards.create({"name": "New one"}).action_create_project_from_so()
    project = env["project.project"].search([("name", "=", "New one")])
    assert project.sale_line_id == sold.order_line[0]
    assert (project.partner_id, project.reinvoiced_sale_order_id) == (sold.partner_id, sold)
    template.template_to_project_confirmation_callback({"unset_sale_line_id": True})
    assert not template.is_template


def test_items_of_an_order_are_for_the_projects_account(env, sold):
    project = sold.project_ids
    project._create_analytic_account()
    sold.project_id = project
    line = env["sale.order.line"].create(
        {"order_id": sold.id, "product_id": sold.order_line[1].product_id.id})
    assert line.analytic_distribution == {str(project.account_id.id): 100}
