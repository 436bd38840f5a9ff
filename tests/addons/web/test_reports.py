"""Reports at their addresses, and barcodes."""
from __future__ import annotations

import pytest


@pytest.fixture
def report(odoo):
    """A report of contacts, its template given in a view."""
    env = odoo.env
    env["ir.ui.view"].create({
        "name": "cards", "type": "qweb", "key": "test.cards",
        "arch": '<t t-name="test.cards"><div t-foreach="docs" t-as="doc">'
                '<b t-out="doc.name"/></div></t>',
    })
    env["ir.actions.report"].create({
        "name": "Cards", "model": "res.partner", "report_type": "qweb-html",
        "report_name": "test.cards",
    })
    env.cr.commit()


def test_html(browser, report):
    answer = browser.get("/report/html/test.cards/1")
    assert answer.status_code == 200 and "<b>My Company</b>" in answer.text
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_pdf_says_what_is_missing(browser, report):
    answer = browser.get("/report/pdf/test.cards/1")
    if answer.status_code == 200:
        assert answer.content.startswith(b"%PDF")
    else:
        assert answer.status_code == 422 and "weasyprint" in answer.text


def test_an_unknown_converter(browser):
    assert browser.get("/report/doc/test.cards/1").status_code == 400


def test_barcodes(visitor):
    answer = visitor.get("/report/barcode/EAN13/9780143007234?width=300&height=50")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert visitor.get("/report/barcode?barcode_type=Code128&value=x").status_code == 200
    assert visitor.get("/report/barcode/EAN13/abc").status_code == 400


def test_whether_pdfs_can_be_made(browser):
    assert browser.call("/report/check_wkhtmltopdf")["result"] in ("ok", "install")
