"""Tickets are sold: orders register people, and what was paid shows."""
import pytest

from odoolite.exceptions import ValidationError

INSTALL = ["event_sale"]


@pytest.fixture
def event(env):
    return env["event.event"].create({
        "name": "Fair", "date_begin": "2031-05-06 08:00:00",
        "date_end": "2031-05-06 18:00:00", "event_ticket_ids": [
            (0, 0, {"name": "Standard"}), (0, 0, {"name": "VIP", "price": 100})]})


@pytest.fixture
def buyer(env):
    return env["res.partner"].create({"name": "Ann", "email": "ann@example.com"})


def order(env, event, buyer, ticket=0, number=2, **values):
    ticket = event.event_ticket_ids[ticket]
    return env["sale.order"].create({"partner_id": buyer.id, "order_line": [(0, 0, {
        "product_id": ticket.product_id.id, "event_id": event.id,
        "event_ticket_id": ticket.id, "product_uom_qty": number, "tax_ids": [(6, 0, [])],
        **values})]})


def test_tickets_have_the_price_of_their_product(env, event):
    standard, vip = event.event_ticket_ids
    assert standard.product_id == env.ref("event_product.product_product_event")
    assert (standard.price, vip.price) == (30, 100)
    assert standard.price_reduce == 30 and standard.currency_id == event.currency_id
    tax = env["account.tax"].create({"name": "T", "amount": 10, "amount_type": "percent"})
    standard.product_id.taxes_id = tax
    assert standard.price_incl == standard.price_reduce_taxinc == 33


def test_lines_are_called_and_priced_as_tickets(env, event, buyer):
    line = order(env, event, buyer, ticket=1).order_line
    assert line.price_unit == 100 and line.name.startswith("VIP\nFair\n")


def test_confirmed_orders_register_people(env, event, buyer):
    sale = order(env, event, buyer)
    action = sale.action_confirm()
    assert action["xml_id"] == "event_sale.action_sale_order_event_registration"
    assert sale.attendee_count == 2
    people = sale.order_line.registration_ids
    assert set(people.mapped("state")) == {"open"}
    assert set(people.mapped("sale_status")) == {"sold"}
    assert people.partner_id == buyer and set(people.mapped("name")) == {"Ann"}
    assert event.sale_price_total == 60
    env.flush_all()
    assert env["event.sale.report"].search(
        [("event_id", "=", event.id)]).mapped("sale_price") == [30, 30]
    sale._action_cancel()
    assert set(people.mapped("state")) == {"cancel"}


def test_what_is_free_is_registered_at_once(env, event, buyer):
    alone = env["event.registration"].create({"event_id": event.id, "name": "Bo"})
    assert (alone.state, alone.sale_status) == ("open", "free")
    line = order(env, event, buyer, price_unit=0).order_line
    guest = env["event.registration"].create({"sale_order_line_id": line.id})
    assert (guest.state, guest.sale_status) == ("open", "free")
    paid = order(env, event, buyer).order_line
    waiting = env["event.registration"].create({"sale_order_line_id": paid.id})
    assert (waiting.state, waiting.sale_status) == ("draft", "to_pay")
    assert waiting._get_registration_summary()["has_to_pay"]
    paid.order_id.action_confirm()
    assert (waiting.state, waiting.sale_status) == ("open", "sold")
    assert len(paid.registration_ids) == 2


def test_lines_name_their_event(env, event, buyer):
    product = env.ref("event_product.product_product_event")
    sale = env["sale.order"].create({
        "partner_id": buyer.id, "order_line": [(0, 0, {"product_id": product.id})]})
    with pytest.raises(ValidationError, match="event related lines are configured"):
        sale.action_confirm()
    other = event.copy()
    with pytest.raises(ValidationError, match="Invalid ticket choice"):
        env["event.event.configurator"].create({
            "product_id": product.id, "event_id": event.id,
            "event_ticket_id": other.event_ticket_ids[0].id}).check_event_id()


def test_attendees_are_named_by_the_wizard(env, event, buyer):
    sale = order(env, event, buyer)
    sale.action_confirm()
    wizard = env["registration.editor"].with_context(
        default_sale_order_id=sale.id).create({})
    assert len(wizard.event_registration_ids) == 2
    wizard.event_registration_ids[0].write({"name": "Bo", "email": "bo@example.com"})
    wizard.action_make_registration()
    assert set(sale.order_line.registration_ids.mapped("name")) == {"Ann", "Bo"}
    assert sale.attendee_count == 2
    action = sale.action_view_attendee_list()
    assert env["event.registration"].search_count(action["domain"]) == 2
    assert env["sale.order"].search(event.action_view_linked_orders()["domain"]) == sale
