"""Orders, invoices and payments on paper."""
from __future__ import annotations

import io

import pytest

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("weasyprint")


@pytest.fixture
def order(env):
    product = env["product.product"].create({"name": "Chair", "list_price": 1200.5})
    partner = env["res.partner"].create({"name": "Deco & Co", "city": "Ghent"})
    return env["sale.order"].create({
        "partner_id": partner.id,
        "order_line": [
            (0, 0, {"product_id": product.id, "product_uom_qty": 2, "price_unit": 1200.5,
                    "tax_ids": []}),
            (0, 0, {"display_type": "line_section", "name": "Extras"}),
        ],
    })


def read(name, record):
    reports = record.env["ir.actions.report"]
    content, kind = reports._render_qweb_pdf(name, record.ids)
    assert kind == "pdf"
    return "\n".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages
    ).replace("\N{NO-BREAK SPACE}", " ")


def test_quotations_and_orders(order):
    text = read("sale.report_saleorder", order)
    assert f"Quotation # {order.name}" in text and "Deco & Co" in text
    assert "Extras" in text and "$ 2,401.00" in text
    order.action_confirm()
    assert f"Order # {order.name}" in read("sale.report_saleorder", order)
    assert "Pro-Forma" in read("sale.report_saleorder_pro_forma", order)


def test_purchases(env, order):
    purchase = env["purchase.order"].create({
        "partner_id": order.partner_id.id,
        "order_line": [(0, 0, {"product_id": order.order_line[0].product_id.id,
                               "product_qty": 3, "price_unit": 10})],
    })
    assert purchase.name in read("purchase.report_purchaseorder", purchase)
    text = read("purchase.report_purchasequotation", purchase)
    assert "Request for Quotation" in text and "Chair" in text


def test_invoices_and_payments(env, order):
    invoice = env["account.move"].create({
        "move_type": "out_invoice", "partner_id": order.partner_id.id,
        "invoice_date": "2031-03-04", "invoice_line_ids": [
            (0, 0, {"name": "Work", "quantity": 2, "price_unit": 50, "tax_ids": []}),
        ],
    })
    assert "Draft Invoice" in " ".join(read("account.report_invoice", invoice).split())
    invoice.action_post()
    text = read("account.report_invoice_with_payments", invoice)
    assert invoice.name in text and "Amount Due" in text and "$ 100.00" in text
    assert "03/04/2031" in text and "Amount Due" not in read(
        "account.report_invoice", invoice
    )
    payment = env["account.payment"].create({
        "partner_id": order.partner_id.id, "amount": 12.5, "payment_type": "inbound",
    })
    assert "$ 12.50" in read("account.report_payment_receipt", payment)
