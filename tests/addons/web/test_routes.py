"""Every other address that programs of the web client use."""
from __future__ import annotations

import io
import json
import zipfile

import pytest
from lxml import etree


def post(browser, url, **data):
    return browser.post(url, data={**data, "csrf_token": browser.csrf_token()})


def read_cells(content):
    """The texts and numbers of a spreadsheet, row by row."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = [
            "".join(item.itertext())
            for item in etree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    found = []
    for row in sheet.iter("{*}row"):
        cells = []
        for cell in row:
            value = cell.findtext("{*}v")
            if value is not None and cell.get("t") == "s":
                value = texts[int(value)]
            cells.append(value)
        found.append(cells)
    return found


def test_pivot_tables_as_spreadsheets(browser):
    table = {
        "title": "Sales", "model": "res.partner", "measure_count": 1, "origin_count": 1,
        "col_group_headers": [
            [{"title": "", "width": 1, "height": 2}, {"title": "Total", "width": 2,
                                                     "height": 1}],
            [{"title": "A", "width": 1, "height": 1}, {"title": "B", "width": 1,
                                                      "height": 1}],
        ],
        "measure_headers": [{"title": "Count", "width": 1, "height": 1, "is_bold": False},
                            {"title": "Count", "width": 1, "height": 1, "is_bold": False}],
        "origin_headers": [],
        "rows": [
            {"title": "Total", "indent": 0, "values": [{"value": 3, "is_bold": True},
                                                       {"value": 4.5, "is_bold": True}]},
            {"title": "Belgium", "indent": 1, "values": [{"value": 3}, {"value": None}]},
        ],
    }
    answer = post(browser, "/web/pivot/export_xlsx", data=json.dumps(table))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer.headers["Content-Disposition"] == \
        "attachment; filename*=UTF-8''Pivot%20Sales%20%28res.partner%29.xlsx"
    rows = read_cells(answer.content)
    assert rows[0][:2] == [None, "Total"] and rows[1][1:] == ["A", "B"]
    assert rows[3] == ["Total", "3", "4.5"]
    assert rows[4][:2] == ["     Belgium", "3"]


def test_definitions_of_models(browser):
    answer = post(browser, "/web/model/get_definitions",
                  model_names=json.dumps(["res.partner", "res.country"]))
    found = answer.json()
    assert set(found) == {"res.partner", "res.country"}
    partner = found["res.partner"]
    assert partner["rec_name"] == "name" and partner["parent_name"] == "parent_id"
    assert partner["fields"]["country_id"]["relation"] == "res.country"
    assert partner["fields"]["child_ids"]["inverse_fname_by_model_name"] == {
        "res.partner": "parent_id",
    }
    assert "category_id" not in partner["fields"]


def test_conditions_are_tried(browser):
    def validate(model, domain):
        answer = browser.call("/web/domain/validate", model=model, domain=domain)
        return answer.get("result", answer.get("error"))

    assert validate("res.partner", [["name", "=", "x"]]) is True
    assert validate("res.partner", [["nope", "=", "x"]]) is False
    assert validate("res.partner", [["name", "nope", "x"]]) is False
    assert validate("no.such", [])["data"]["message"] == "Invalid model: no.such"


def test_the_manifest(browser, visitor):
    answer = visitor.get("/web/manifest.webmanifest")
    assert answer.headers["Content-Type"] == "application/manifest+json"
    manifest = answer.json()
    assert manifest["name"] == "Odoo" and manifest["scope"] == "/odoo"
    assert manifest["shortcuts"] == [] and len(manifest["icons"]) == 2
    assert browser.get("/web/manifest.webmanifest").status_code == 200
    app = visitor.get("/web/manifest.scoped_app_manifest?app_id=x&path=scoped_app/x").json()
    assert app["scope"] == "/scoped_app/x"
    worker = visitor.get("/web/service-worker.js")
    assert worker.headers["Service-Worker-Allowed"] == "/odoo"
    assert visitor.get("/odoo/offline").status_code == 200


def test_views_of_ones_own(odoo, browser):
    view = odoo.env["ir.ui.view"].search([], limit=1)
    mine, others = odoo.env["ir.ui.view.custom"].sudo().create([
        {"ref_id": view.id, "user_id": user, "arch": "<form/>"} for user in (2, 1)
    ])
    odoo.env.cr.commit()
    answer = browser.call("/web/view/edit_custom", custom_id=mine.id, arch="<list/>")
    assert answer["result"] == {"result": True}
    odoo.env.invalidate_all()
    assert mine.arch == "<list/>"
    answer = browser.call("/web/view/edit_custom", custom_id=others.id, arch="<list/>")
    assert "does not belong to user" in answer["error"]["data"]["message"]


def test_vcards(odoo, browser):
    one, two = odoo.env["res.partner"].create([
        {"name": "Ada, Countess", "email": "ada@example.com", "phone": "+32 2 123",
         "street": "1 Main; left", "city": "Ghent", "zip": "9000",
         "country_id": odoo.env.ref("base.be").id, "function": "Analyst"},
        {"name": "Bob"},
    ])
    odoo.env.cr.commit()
    answer = browser.get(f"/web/partner/vcard?partner_ids={one.id}")
    assert answer.headers["Content-Type"].startswith("text/vcard")
    lines = answer.text.split("\r\n")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:3.0"]
    assert "FN:Ada\\, Countess" in lines and "TITLE:Analyst" in lines
    assert "ADR;TYPE=work:;;1 Main\\; left;Ghent;;9000;Belgium" in lines
    answer = browser.get(f"/web/partner/vcard?partner_ids={one.id},{two.id}")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert len(archive.namelist()) == 2
    assert browser.get("/web/partner/vcard?partner_ids=999999").status_code == 404


@pytest.mark.parametrize(("url", "found"), [
    ("/web/session/modules", "base"), ("/web/session/account", "accounts.odoo.com"),
    ("/web/session/get_lang_list", "fr_FR"), ("/web/webclient/version_info", "19.0"),
    ("/web/webclient/bootstrap_translations", "modules"),
])
def test_small_calls(browser, url, found):
    assert found in json.dumps(browser.call(url)["result"])


@pytest.mark.parametrize(("url", "status", "kind"), [
    ("/web/bundle/web.assets_web", 200, "application/json"),
    ("/web/webclient/translations", 200, "application/json"),
    ("/web/webclient/load_menus", 200, "application/json"),
    ("/web/health", 200, "application/json"), ("/web/version", 200, "application/json"),
    ("/json/version", 200, "application/json"), ("/robots.txt", 200, "text/plain"),
    ("/web/binary/company_logo", 200, "image/png"), ("/logo.png", 200, "image/png"),
    ("/web/filestore/x", 404, "text/html"), ("/websocket/health", 200, "application/json"),
    ("/web/login_successful", 200, "text/html"),
])
def test_small_pages(browser, url, status, kind):
    answer = browser.get(url)
    assert answer.status_code == status
    assert answer.headers["Content-Type"].partition(";")[0] == kind


@pytest.fixture
def json1(odoo, browser):
    """Ask /json/1, which is closed at first, with a key."""
    def ask(path, **params):
        return browser.get(
            f"/json/1/{path}", params=params,
            headers={"Authorization": f"Bearer {odoo.api_key}"},
        )
    assert ask("res.partner").status_code == 404
    odoo.env["ir.config_parameter"].sudo().set_param("web.json.enabled", "1")
    odoo.env.cr.commit()
    return ask


def test_json_of_lists_and_records(browser, json1):
    answer = browser.get("/json/m-res.country?limit=2")
    assert answer.status_code == 307
    assert answer.headers["Location"].endswith("/json/1/m-res.country?limit=2")
    found = json1("m-res.country", limit=2, offset=1).json()
    assert found["length"] > 200 and len(found["records"]) == 2
    assert {"id", "code", "name"} <= set(found["records"][0])
    found = json1("res.country", domain="[('code', '=', 'BE')]").json()
    assert [row["name"] for row in found["records"]] == ["Belgium"]
    record = json1("res.partner/1").json()
    assert record["id"] == 1 and record["name"] == "My Company"
    answer = json1("base.action_res_users")
    assert answer.status_code == 200, answer.text
    assert [row["login"] for row in answer.json()["records"]] == ["admin"]
    assert json1("action-base.action_res_users", view_type="list").status_code == 200


def test_json_of_groups(json1):
    found = json1("res.country", groupby="currency_id", fields="id:count",
                  domain="[('code', 'in', ['BE', 'FR', 'GB'])]").json()
    assert sorted(group["id:count"] for group in found["groups"]) == [1, 2]


@pytest.mark.parametrize(("path", "params", "status"), [
    ("res.partner/999999", {}, 404), ("no_such", {}, 400), ("m-no.such", {}, 400),
    ("res.partner", {"domain": "__import__('os')"}, 400),
    ("res.partner", {"limit": "x"}, 400), ("res.partner", {"view_type": "form"}, 400),
])
def test_json_refuses(json1, path, params, status):
    assert json1(path, **params).status_code == status


def test_profiling_is_switched_off_or_asked_for(odoo, browser, visitor):
    answer = browser.get("/web/set_profiling?collectors=sql,qweb&execution_context_qweb=1")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == {
        "session": None, "collectors": ["sql", "qweb"],
        "params": {"execution_context_qweb": "1"},
    }
    info = browser.call("/web/session/get_session_info")["result"]
    assert info["profile_collectors"] == ["sql", "qweb"]
    answer = browser.get("/web/set_profiling?profile=1")
    assert answer.json()["res_model"] == "base.enable.profiling.wizard"
    answer = visitor.get("/web/set_profiling?profile=1")
    assert answer.status_code == 500 and answer.text.startswith("error: Profiling is not")
    wizard = odoo.env["base.enable.profiling.wizard"].create({"duration": "hours_1"})
    wizard.submit()
    odoo.env.cr.commit()
    assert browser.get("/web/set_profiling?profile=1").status_code == 500


def test_there_are_no_fonts_to_sign_with(browser):
    assert browser.call("/web/sign/get_fonts")["result"] == []
    error = browser.call("/web/sign/get_fonts/none.ttf")["error"]
    assert error["data"]["name"] == "builtins.FileNotFoundError"


def test_a_wrong_content_type_is_told_the_right_ones(browser):
    answer = browser.post("/web/session/check", data={"a": 1})
    assert answer.status_code == 415
    assert answer.headers["Accept"] == "application/json, application/json-rpc"
