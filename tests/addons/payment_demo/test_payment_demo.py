"""Payments that only seem to take money."""
from __future__ import annotations

import pytest
import requests

import odoolite
from odoolite.exceptions import UserError
from odoolite.testing.tenant import Odoo


@pytest.fixture(scope="module")
def server():
    with odoolite.Server(install=["payment_demo"], strict=True) as server:
        yield server


@pytest.fixture
def odoo(server):
    tenant = Odoo(server)
    yield tenant
    tenant.close()


@pytest.fixture
def provider(env):
    provider = env.ref("payment.payment_provider_demo")
    provider.state = "test"
    return provider


@pytest.fixture
def make(env, provider):
    def transaction(**values):
        return env["payment.transaction"].create({
            "provider_id": provider.id, "amount": 100.0, "operation": "online_direct",
            "payment_method_id": env.ref("payment_demo.payment_method_demo").id,
            "currency_id": env.company.currency_id.id,
            "partner_id": env["res.partner"].create({"name": "Pia"}).id, **values})
    return transaction


def test_the_method_comes_with_the_provider(env, provider):
    assert env.ref("payment_demo.payment_method_demo").active
    assert provider.support_manual_capture == "partial"
    with pytest.raises(UserError, match="never be enabled"):
        provider.state = "enabled"


def test_transactions_end_as_one_likes(make):
    done, canceled, failed = make(), make(), make()

    done.action_demo_set_done()
    canceled.action_demo_set_canceled()
    failed.action_demo_set_error()

    assert [tx.state for tx in (done, canceled, failed)] == ["done", "cancel", "error"]
    assert "demo payment status: error" in failed.state_message
    assert done.provider_reference == f"demo-{done.reference}"


def test_a_method_is_kept_and_paid_with_again(make):
    tx = make(tokenize=True)
    tx.action_demo_set_done()
    token = tx.token_id
    assert token.display_name == "4242"
    assert not tx.tokenize

    again = make(token_id=token.id, operation="online_token", partner_id=tx.partner_id.id)
    again._charge_with_token()
    assert again.state == "done"


def test_what_is_authorized_is_taken_in_parts(env, make, provider):
    provider.capture_manually = True
    tx = make()
    tx.action_demo_set_done()
    assert tx.state == "authorized"
    assert tx.action_capture()["res_model"] == "payment.capture.wizard"

    wizard = env["payment.capture.wizard"].with_context(active_ids=tx.ids).create({
        "amount_to_capture": 60, "void_remaining_amount": True})
    assert (wizard.available_amount, wizard.has_remaining_amount) == (100, True)
    wizard.action_capture()

    assert sorted(tx.child_transaction_ids.mapped(lambda t: (t.amount, t.state))) == [
        (40, "cancel"), (60, "done")]
    assert tx.state == "done"


def test_what_is_authorized_is_given_up(make, provider):
    provider.capture_manually = True
    tx = make()
    tx.action_demo_set_done()

    tx.action_void()

    assert tx.state == "cancel"


def test_what_was_paid_is_paid_back(make):
    tx = make()
    tx.action_demo_set_done()

    tx.action_refund(amount_to_refund=30)

    [refund] = tx.child_transaction_ids
    assert (refund.amount, refund.state, refund.operation) == (-30, "done", "refund")
    assert refund.reference == f"R-{tx.reference}"
    assert tx.refunds_count == 1
    assert tx.action_view_refunds()["res_id"] == refund.id


def test_a_customer_pays_by_a_link(odoo, env, provider):
    provider.is_published = True
    partner = env["res.partner"].create({"name": "Pia"})
    wizard = env["payment.link.wizard"].create({
        "res_model": "res.partner", "res_id": partner.id, "amount": 5, "amount_max": 5,
        "partner_id": partner.id, "currency_id": env.company.currency_id.id})
    query = wizard._prepare_query_params()
    env.cr.commit()
    session = requests.Session()
    session.get(f"{odoo.url}/web/login", params={"db": odoo.db}, timeout=30)

    def call(path, **params):
        answer = session.post(odoo.url + path, timeout=30, json={
            "jsonrpc": "2.0", "method": "call", "id": 1, "params": params}).json()
        return answer.get("result", answer.get("error"))

    page = session.get(f"{odoo.url}/payment/pay", params=query, timeout=30)
    assert "Demo" in page.text
    assert session.get(f"{odoo.url}/payment/pay", timeout=30, params={
        **query, "amount": 1}).status_code == 404
    made = call("/payment/transaction", provider_id=provider.id, flow="direct",
                payment_method_id=env.ref("payment_demo.payment_method_demo").id,
                landing_route="/thanks", **{k: query[k] for k in (
                    "amount", "currency_id", "partner_id", "access_token")})
    assert made["provider_code"] == "demo"
    call("/payment/demo/simulate_payment", reference=made["reference"],
         simulated_state="done")

    status = call("/payment/status/poll")
    assert status == {"provider_code": "demo", "state": "done", "landing_route": "/thanks"}
    assert "has been processed" in session.get(
        f"{odoo.url}/payment/status", timeout=30).text
