"""Reports at their addresses, and barcodes."""
from __future__ import annotations

import base64
import io
import json
import sys

import pytest

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("weasyprint")


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


def read_pdf(content):
    """The pages of a PDF file, each its text and size in points."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return [(page.extract_text(), page.mediabox.width, page.mediabox.height)
            for page in pages]


def test_pdf_says_what_is_missing(browser, report, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    answer = browser.get("/report/pdf/test.cards/1")
    assert answer.status_code == 422 and "weasyprint" in answer.text


def test_pdf(browser, report):
    answer = browser.get("/report/pdf/test.cards/1,2")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    [(text, width, height)] = read_pdf(answer.content)
    assert "My Company" in text and (round(width), round(height)) == (595, 842)


def test_a_layout_puts_head_and_foot_on_every_page(odoo, browser, report):
    small = odoo.env["report.paperformat"].create({
        "name": "small", "format": "A5", "orientation": "Landscape",
    })
    odoo.env["ir.ui.view"].create({
        "name": "long", "type": "qweb", "key": "test.long",
        "arch": '''<t t-name="test.long"><t t-call="web.html_container">
            <t t-foreach="docs" t-as="doc"><t t-call="web.external_layout">
                <div class="page"><p t-foreach="range(150)" t-as="n" t-out="n"/></div>
            </t></t></t></t>''',
    })
    odoo.env["ir.actions.report"].create({
        "name": "Long", "model": "res.partner", "report_type": "qweb-pdf",
        "report_name": "test.long", "paperformat_id": small.id,
    })
    odoo.env.cr.commit()
    pages = read_pdf(browser.get("/report/pdf/test.long/1").content)
    assert len(pages) > 3
    for number, (text, width, height) in enumerate(pages, 1):
        assert "My Company" in text and f"Page {number} / {len(pages)}" in text
        assert (round(width), round(height)) == (595, 420)


def test_a_report_is_saved_with_each_record_and_taken_from_there(odoo, browser, report):
    cards = odoo.env["ir.actions.report"].search([("report_name", "=", "test.cards")])
    cards.write({"report_type": "qweb-pdf", "attachment": "'card-%s.pdf' % object.id"})
    odoo.env.cr.commit()
    pages = read_pdf(browser.get("/report/pdf/test.cards/1,2").content)
    assert len(pages) == 2
    files = odoo.env["ir.attachment"].search([("name", "like", "card-")], order="name")
    assert files.mapped(lambda file: (file.name, file.res_model, file.res_id,
                                      file.mimetype)) == [
        ("card-1.pdf", "res.partner", 1, "application/pdf"),
        ("card-2.pdf", "res.partner", 2, "application/pdf"),
    ]
    odoo.env["res.partner"].browse(1).name = "Renamed"
    cards.attachment_use = True
    odoo.env.cr.commit()
    assert "My Company" in read_pdf(browser.get("/report/pdf/test.cards/1").content)[0][0]


def test_pdf_fetches_nothing(browser, odoo, report):
    view = odoo.env["ir.ui.view"].search([("key", "=", "test.cards")])
    view.arch = '<t t-name="test.cards"><img src="file:///etc/passwd"/>x</t>'
    odoo.env.cr.commit()
    answer = browser.get("/report/pdf/test.cards/1")
    assert read_pdf(answer.content)[0][0].strip() == "x"


def test_barcodes_in_pdf(browser, odoo, report):
    view = odoo.env["ir.ui.view"].search([("key", "=", "test.cards")])
    view.arch = """<t t-name="test.cards">
        <img src="/report/barcode/?barcode_type=EAN13&amp;value=9780143007234"/>
        <img src="/report/barcode/QR/hello"/>
        <span t-out="'hello'" t-options="{'widget': 'barcode', 'symbology': 'QR'}"/>
    </t>"""
    odoo.env.cr.commit()
    [page] = pypdf.PdfReader(io.BytesIO(
        browser.get("/report/pdf/test.cards/1").content
    )).pages
    assert len(page.images) == 3


def test_pictures_of_this_server_in_pdf(browser, odoo, report):
    picture = base64.b64encode(browser.get("/web/static/img/nologo.png").content)
    odoo.env["res.partner"].browse(1).image_1920 = picture
    file = odoo.env["ir.attachment"].create({"name": "logo.png", "datas": picture})
    view = odoo.env["ir.ui.view"].search([("key", "=", "test.cards")])
    view.arch = f"""<t t-name="test.cards">
        <img t-attf-src="/web/image/res.partner/#{{docs.id}}/image_128"/>
        <img src="/web/image?model=res.partner&amp;id=1&amp;field=image_256"/>
        <img src="{odoo.url}/web/content/{file.id}/logo.png"/>
        <img src="/logo.png?company=1"/>
        <img src="/web/static/img/placeholder.png"/>
        <img src="/web/static/%2e%2e/static/img/placeholder.png"/>
        <img src="/web/content/99999"/>
        <img src="/no/such/page"/>
        <img src="http://elsewhere.invalid/web/static/img/placeholder.png"/>
    </t>"""
    odoo.env["ir.config_parameter"].set_param("web.base.url", odoo.url)
    odoo.env.cr.commit()
    [page] = pypdf.PdfReader(io.BytesIO(
        browser.get("/report/pdf/test.cards/1").content
    )).pages
    draws = page.get_contents().get_data().count(b" Do\n")
    assert draws == 5


def test_a_picture_one_may_not_see_is_a_placeholder_in_pdf(odoo, report):
    """The report is its reader's, not the server's."""
    parameter = odoo.env["ir.attachment"].create({
        "name": "secret.txt", "raw": b"x", "res_model": "ir.config_parameter", "res_id": 1,
    })
    reports = odoo.env["ir.actions.report"].with_user(odoo.env.ref("base.public_user"))
    assert reports._fetch_address(f"web/content/{parameter.id}", {}) is None
    kind = odoo.env["ir.actions.report"]._fetch_address(
        f"web/content/{parameter.id}", {}
    )[1]
    assert kind.startswith("text/plain")


def test_download_names_the_file(odoo, browser, report):
    cards = odoo.env["ir.actions.report"].search([("report_name", "=", "test.cards")])
    cards.report_type, cards.print_report_name = "qweb-pdf", "'Card of ' + object.name"
    odoo.env.cr.commit()
    answer = browser.post("/report/download", data={
        "data": json.dumps(["/report/pdf/test.cards/1", "qweb-pdf"]),
        "csrf_token": browser.csrf_token(),
    })
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == \
        "attachment; filename*=UTF-8''Card%20of%20My%20Company.pdf"
    answer = browser.post("/report/download", data={
        "data": json.dumps(["/report/text/test.cards/1,2", "qweb-text"]),
        "csrf_token": browser.csrf_token(),
    })
    assert answer.headers["Content-Disposition"].endswith("Cards.txt")
    answer = browser.post("/report/download", data={
        "data": json.dumps(["/report/pdf/no.such/1", "qweb-pdf"]),
        "csrf_token": browser.csrf_token(),
    })
    assert answer.status_code == 500


def test_the_previews_of_layouts(browser):
    for name in ("web.preview_externalreport", "web.preview_internalreport"):
        page = browser.get(f"/report/html/{name}/1").text
        assert page.startswith("<!DOCTYPE html>") and "This is a sample" in page


def test_the_reference_of_a_module(browser, odoo):
    base = odoo.env.ref("base.module_base")
    page = browser.get(f"/report/html/base.report_irmodulereference/{base.id}")
    assert page.status_code == 200
    for text in ("res.partner", "commercial_partner_id", "Needs"):
        assert text in page.text


def test_rendering_for_programs(odoo, report):
    content, kind = odoo.env["ir.actions.report"]._render_qweb_pdf("test.cards", [1])
    assert kind == "pdf" and content.startswith(b"%PDF")


def test_an_unknown_converter(browser):
    assert browser.get("/report/doc/test.cards/1").status_code == 400


def test_barcodes(visitor):
    answer = visitor.get("/report/barcode/EAN13/9780143007234?width=300&height=50")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert visitor.get("/report/barcode?barcode_type=Code128&value=x").status_code == 200
    assert visitor.get("/report/barcode/EAN13/abc").status_code == 400


def test_whether_pdfs_can_be_made(browser):
    assert browser.call("/report/check_wkhtmltopdf")["result"] == "ok"
