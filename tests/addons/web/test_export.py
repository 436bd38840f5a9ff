"""Exports: what can be exported, and the files."""
from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest


@pytest.fixture
def partners(odoo):
    country = odoo.env.ref("base.be")
    records = odoo.env["res.partner"].create([
        {"name": "Ada", "country_id": country.id, "ref": "=1+1"},
        {"name": "Bob", "country_id": country.id, "comment": "two\nlines"},
    ])
    odoo.env.cr.commit()
    return records.ids


def export(browser, kind, partners, **params):
    data = {
        "model": "res.partner", "ids": partners, "domain": [], "groupby": [],
        "import_compat": False, "context": {},
        "fields": [
            {"name": "name", "label": "Name"}, {"name": "ref", "label": "Reference"},
            {"name": "country_id/code", "label": "Country/Code"},
        ], **params,
    }
    return browser.post(f"/web/export/{kind}", data={
        "data": json.dumps(data), "csrf_token": browser.csrf_token(),
    })


def test_formats(browser):
    assert browser.call("/web/export/formats")["result"] == [
        {"tag": "xlsx", "label": "XLSX", "error": None}, {"tag": "csv", "label": "CSV"},
    ]


def test_csv_has_labels_and_no_formulas(browser, partners):
    answer = export(browser, "csv", partners)

    assert answer.headers["Content-Type"] == "text/csv;charset=utf8"
    assert answer.headers["Content-Disposition"].endswith(
        "''Contact%20%28res.partner%29.csv"
    )
    assert list(csv.reader(io.StringIO(answer.text))) == [
        ["Name", "Reference", "Country/Code"], ["Ada", "'=1+1", "BE"], ["Bob", "", "BE"],
    ]


def test_csv_for_import_has_names(browser, partners):
    answer = export(browser, "csv", partners, import_compat=True)

    assert answer.text.splitlines()[0] == '"name","ref","country_id/code"'


def test_xlsx(browser, partners):
    answer = export(browser, "xlsx", partners)

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        texts = archive.read("xl/sharedStrings.xml").decode()
    assert "Reference" in texts and "=1+1" in texts


def test_grouped_xlsx_shows_the_groups(browser, partners):
    answer = export(browser, "xlsx", partners, groupby=["country_id"])

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "Belgium (2)" in archive.read("xl/sharedStrings.xml").decode()


def test_an_error_comes_as_json_with_status_500(browser, partners):
    answer = export(browser, "csv", partners, groupby=["country_id"])

    assert answer.status_code == 500
    assert "Exporting grouped data to csv is not supported." in answer.text


def test_a_plain_user_without_the_group_may_not(odoo, new_browser):
    odoo.env["res.users"].create({
        "name": "U", "login": "u", "password": "u-password",
        "group_ids": [(6, 0, [odoo.env.ref("base.group_user").id])],
    })
    assert not odoo.env["res.users"].search([("login", "=", "u")]).has_group(
        "base.group_allow_export"
    )
    odoo.env.cr.commit()
    browser = new_browser()
    browser.log_in("u", "u-password")

    answer = export(browser, "csv", [1])

    assert (answer.status_code, "rights to export data" in answer.text) == (500, True)


def test_get_fields_goes_one_level_deep(browser):
    fields = browser.call(
        "/web/export/get_fields", model="res.partner", import_compat=False,
    )["result"]
    by_id = {field["id"]: field for field in fields}

    assert by_id["country_id"]["children"] and not by_id["name"]["children"]
    assert by_id["country_id"]["params"]["model"] == "res.country"
    below = browser.call(
        "/web/export/get_fields", model="res.country", prefix="country_id",
        parent_name="Country", import_compat=False,
    )["result"]
    assert "country_id/code" in {field["id"] for field in below}


def test_namelist_names_paths(odoo, browser):
    export_id = odoo.env["ir.exports"].create({
        "name": "mine", "resource": "res.partner",
        "export_fields": [(0, 0, {"name": "name"}), (0, 0, {"name": "country_id/code"})],
    }).id
    odoo.env.cr.commit()

    found = browser.call("/web/export/namelist", model="res.partner", export_id=export_id)

    assert [(row["id"], row["string"]) for row in found["result"]] == [
        ("name", "Name"), ("country_id/code", "Country/Country Code"),
    ]
