"""Quotations, invoices and requests that go out by mail, with their documents."""
from __future__ import annotations

import importlib.util

import pytest

from odoolite.exceptions import UserError

KIND = "pdf" if importlib.util.find_spec("weasyprint") else "html"


@pytest.fixture
def partner(env):
    return env["res.partner"].create({"name": "Ada", "email": "ada@example.com"})


@pytest.fixture
def box(env):
    return env["product.product"].create({"name": "Box", "list_price": 10})


def compose(env, action):
    return env[action["res_model"]].with_context(**action["context"]).create({})


def test_a_quotation_is_sent(env, partner, box):
    order = env["sale.order"].create({
        "partner_id": partner.id, "order_line": [(0, 0, {"product_id": box.id})]})
    composer = compose(env, order.action_quotation_send())
    assert composer.subject == f"My Company Quotation (Ref {order.name})"
    assert composer.partner_ids == partner
    assert composer.attachment_ids.mapped("name") == [f"Quotation - {order.name}.{KIND}"]
    composer.action_send_mail()

    assert order.state == "sent"
    message = order.message_ids.filtered("subject")
    assert message.attachment_ids.raw
    assert env["mail.mail"].search([("mail_message_id", "=", message.id)])


def test_a_request_is_sent(env, partner, box):
    order = env["purchase.order"].create({
        "partner_id": partner.id, "order_line": [(0, 0, {"product_id": box.id})]})
    compose(env, order.action_rfq_send()).action_send_mail()
    assert order.state == "sent"
    order.button_confirm()
    assert compose(env, order.action_rfq_send()).attachment_ids.name == \
        f"Purchase Order - {order.name}.{KIND}"


def make_invoice(env, partner):
    return env["account.move"].create({
        "move_type": "out_invoice", "partner_id": partner.id,
        "invoice_line_ids": [(0, 0, {"name": "x", "price_unit": 10})]})


def test_an_invoice_is_sent(env, partner):
    move = make_invoice(env, partner)
    with pytest.raises(UserError, match="not posted"):
        compose(env, move.action_send_and_print())
    move.action_post()
    wizard = compose(env, move.action_invoice_sent())
    assert wizard.sending_methods == ["email"] and wizard.mail_partner_ids == partner
    wizard.subject = "Pay!"
    assert wizard.action_send_and_print() == {"type": "ir.actions.act_window_close"}

    assert move.is_move_sent and move.message_ids.filtered(lambda m: m.subject == "Pay!")
    assert move.invoice_pdf_report_id.name == f"{move.name.replace('/', '_')}.{KIND}"


def test_many_invoices_are_sent_and_one_is_fetched(env, partner):
    quiet = env["res.partner"].create({"name": "No address"})
    moves = make_invoice(env, partner) | make_invoice(env, partner)
    moves.action_post()
    compose(env, moves.action_send_and_print()).action_send_and_print()
    assert moves.mapped("is_move_sent") == [True, True]
    move = make_invoice(env, quiet)
    move.action_post()
    wizard = compose(env, move.action_send_and_print())
    assert wizard.sending_methods == ["manual"]
    assert wizard.action_send_and_print()["type"] == "ir.actions.act_url"
    assert move.invoice_pdf_report_id
