"""The documentation of a database: JSON, pages, OpenAPI."""
from __future__ import annotations

import pytest
import requests


@pytest.fixture
def get(odoo):
    def get(path, key=True, **headers):
        headers["X-Odoo-Database"] = odoo.db
        if key:
            headers["Authorization"] = f"bearer {odoo.api_key}"
        return requests.get(odoo.url + path, headers=headers)
    return get


def test_a_page_that_has_not_changed_is_not_sent_again(get):
    first = get("/doc-bearer/res.partner.json")
    again = get("/doc-bearer/res.partner.json", **{
        "If-None-Match": first.headers["ETag"],
    })
    assert first.headers["Content-Language"] == "en-US"
    assert (again.status_code, again.content) == (304, b"")


def test_methods_say_who_defines_them(get):
    methods = get("/doc-bearer/res.users.json").json()["methods"]
    assert methods["write"]["module"] == "base"
    assert methods["search_count"]["module"] == "core"
    assert methods["change_password"]["parameters"] == {
        "old_passwd": {}, "new_passwd": {},
    }
    assert "_check_credentials" not in methods and "browse" not in methods


def test_only_who_may_sees_it(odoo, get):
    user = odoo.env["res.users"].create({
        "name": "U", "login": "u", "group_ids": [
            (6, 0, [odoo.env.ref("base.group_user").id]),
        ],
    })
    odoo.env(user=user.id)["res.users.apikeys"]._set_key("rpc", "k", "b" * 40)
    odoo.env.cr.commit()
    answer = get("/doc-bearer/index.json", key=False, Authorization="bearer " + "b" * 40)
    assert answer.status_code == 403
    assert answer.json()["name"] == "odoo.exceptions.AccessError"


def test_pages_hold_calls_that_can_be_run(odoo):
    session = requests.Session()
    session.post(f"{odoo.url}/web/session/authenticate", json={"params": {
        "db": odoo.db, "login": "admin", "password": "admin",
    }})
    index = session.get(f"{odoo.url}/doc").text
    page = session.get(f"{odoo.url}/doc/res.partner").text

    assert 'href="/doc/res.partner"' in index
    code = page.partition("<details id=&#39;search_count")[2] or \
        page.partition("<details id='search_count'")[2]
    code = code.partition("<pre>")[2].partition("</pre>")[0]
    import html
    code = html.unescape(code).replace("YOUR_API_KEY", odoo.api_key)
    seen = []
    exec(code, {"print": seen.append})
    assert seen == [odoo.env["res.partner"].search_count([])]
    assert "execute_kw" in page and "curl -X POST" in page and "await fetch" in page


def test_the_openapi_document_describes_real_calls(odoo, get):
    document = get("/_odoolite/openapi.json?model=res.partner", key=False).json()
    operation = document["paths"]["/json/2/res.partner/search_read"]["post"]
    body = operation["requestBody"]["content"]["application/json"]["schema"]

    assert document["openapi"] == "3.1.0"
    assert "domain" in body["properties"] and "ids" not in body["properties"]
    assert body["properties"]["limit"]["default"] is None
    write = document["paths"]["/json/2/res.partner/write"]["post"]
    schema = write["requestBody"]["content"]["application/json"]["schema"]
    assert "ids" in schema["properties"] and schema["required"] == ["vals"]
