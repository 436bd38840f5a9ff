"""Customers' pages of invoices and orders, over HTTP."""
import io
import zipfile

import pytest
import requests

import odoolite

PIXEL = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
         "AABJRU5ErkJggg==")


@pytest.fixture(scope="module")
def server():
    with odoolite.Server(install=["sale"], strict=True) as server:
        yield server


@pytest.fixture(scope="module")
def documents(server):
    """A customer with portal access, two invoices, a quotation and an order."""
    with server.env(uid=2) as env:
        user = env["res.users"].create({
            "name": "Ada", "login": "ada", "password": "ada-of-the-portal",
            "group_ids": [(6, 0, [env.ref("base.group_portal").id])]})
        product = env["product.product"].create({"name": "Work", "type": "service"})
        moves = env["account.move"].create([{
            "move_type": "out_invoice", "partner_id": user.partner_id.id,
            "invoice_line_ids": [(0, 0, {"name": "Engine", "price_unit": price})]}
            for price in (12, 34)])
        moves.action_post()
        orders = env["sale.order"].create([{
            "partner_id": user.partner_id.id, "require_signature": True,
            "order_line": [(0, 0, {"product_id": product.id, "price_unit": 5})]}
            for _index in range(3)])
        orders.action_quotation_sent()
        orders[0].action_confirm()
        found = {
            "moves": moves.ids, "name": moves[0].name, "orders": orders.ids,
            "url": moves[0].get_portal_url(), "quote": orders[1].get_portal_url(),
            "token": orders[1].access_token, "refused": orders[2].get_portal_url(),
        }
        env.cr.commit()
    return found


def log_in(server, login, password):
    session = requests.Session()
    answer = session.post(f"{server.url}/web/session/authenticate", json={"params": {
        "db": server.db, "login": login, "password": password}})
    assert "result" in answer.json(), answer.text
    return session


def test_a_token_opens_an_invoice_and_nothing_else(server, documents):
    first = requests.get(server.url + documents["url"])
    assert first.status_code == 200
    assert documents["name"] in first.text and "12.00" in first.text
    wrong = documents["url"].partition("?")[0] + "?access_token=none"
    answer = requests.get(server.url + wrong, allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/my")


def test_a_document_is_printed(server, documents):
    page = requests.get(server.url + documents["url"] + "&report_type=html")
    assert page.status_code == 200 and "Engine" in page.text


def test_customers_find_their_documents(server, documents):
    session = log_in(server, "ada", "ada-of-the-portal")
    assert "/my/invoices" in session.get(f"{server.url}/my").text
    listed = session.get(f"{server.url}/my/invoices").text
    assert documents["name"] in listed and "34.00" in listed
    assert documents["name"] not in session.get(
        f"{server.url}/my/invoices?filterby=bills").text
    assert documents["name"] in session.get(
        f"{server.url}/my/invoices/{documents['moves'][0]}").text
    assert "5.75" in session.get(f"{server.url}/my/orders").text
    counters = session.post(f"{server.url}/my/counters", json={"params": {
        "counters": ["invoice_count", "bill_count", "order_count"]}}).json()["result"]
    assert counters == {"invoice_count": 1, "bill_count": 0, "order_count": 1}


def test_a_quotation_is_signed_and_becomes_an_order(server, documents):
    assert requests.get(server.url + documents["quote"]).status_code == 200
    order_id = documents["orders"][1]
    url = f"{server.url}/my/orders/{order_id}/accept"

    def accept(**params):
        return requests.post(url, json={"params": params}).json()["result"]

    assert accept() == {"error": "Invalid order."}
    token = documents["token"]
    assert "missing" in accept(access_token=token)["error"]
    answer = accept(access_token=token, name="Ada", signature=PIXEL)
    assert answer["force_refresh"] and "message=sign_ok" in answer["redirect_url"]
    with server.env(uid=2) as env:
        order = env["sale.order"].browse(order_id)
        assert (order.state, order.signed_by) == ("sale", "Ada")
    assert "not in a state" in accept(access_token=token)["error"]


def test_many_documents_come_in_an_archive(server, documents):
    session = log_in(server, "admin", "admin")
    ids = ",".join(map(str, documents["moves"]))
    answer = session.get(f"{server.url}/account/download_invoice_documents/{ids}/pdf")
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert len(archive.namelist()) == 2
    one = session.get(
        f"{server.url}/account/download_move_attachments/{documents['moves'][0]}")
    assert one.status_code == 200 and one.headers["Content-Disposition"]
    assert requests.get(
        f"{server.url}/account/download_invoice_documents/{ids}/pdf",
        allow_redirects=False).status_code == 303
