"""Distributions of lines of orders: by models, on to invoices, mandatory plans."""
import pytest

from odoolite.exceptions import ValidationError


@pytest.fixture
def account(env):
    plan = env["account.analytic.plan"].create({"name": "P"})
    return env["account.analytic.account"].create({"name": "A", "plan_id": plan.id})


@pytest.fixture
def partner(env, account):
    tag = env["res.partner.category"].create({"name": "Gold"})
    env["account.analytic.distribution.model"].create({
        "partner_category_id": tag.id,
        "analytic_distribution": {str(account.id): 100}})
    return env["res.partner"].create({"name": "Ada", "category_id": [(6, 0, tag.ids)]})


@pytest.mark.parametrize("model", ["sale.order", "purchase.order"])
def test_lines_take_what_models_say(env, account, partner, model):
    product = env["product.product"].create({"name": "x", "list_price": 5})
    order = env[model].create({
        "partner_id": partner.id, "order_line": [(0, 0, {"product_id": product.id})]})
    assert order.order_line.analytic_distribution == {str(account.id): 100}
    assert env[f"{model}.line"].search(
        [("analytic_distribution", "in", account.ids)]) == order.order_line
    assert env[model].search(
        [("order_line.analytic_distribution", "ilike", "A")]) >= order
    order.order_line.analytic_distribution = {str(account.id): 40}
    order.order_line.product_id = env["product.product"].create({"name": "y"})
    assert order.order_line.analytic_distribution == {str(account.id): 100}


@pytest.mark.parametrize(("model", "kind", "confirm"), [
    ("sale.order", "sale_order", "action_confirm"),
    ("purchase.order", "purchase_order", "button_confirm")])
def test_mandatory_plans_are_asked_for(env, account, model, kind, confirm):
    account.plan_id.applicability_ids = [
        (0, 0, {"business_domain": kind, "applicability": "mandatory"})]
    product = env["product.product"].create({"name": "x"})
    order = env[model].create({
        "partner_id": env["res.partner"].create({"name": "Bob"}).id,
        "order_line": [(0, 0, {"product_id": product.id})]})
    strict = order.with_context(validate_analytic=True)
    with pytest.raises(ValidationError, match="require a 100% analytic distribution"):
        getattr(strict, confirm)()
    order.order_line.analytic_distribution = {str(account.id): 100}
    getattr(strict, confirm)()
    assert order.state in ("sale", "purchase")
