"""No form of any address is taken without the session's token."""
from __future__ import annotations

import pytest

from odoolite.wire.web import routing_map

FREE = {        # programs post these; each asks for a password or a key of its own
    "/web/database/create", "/web/database/duplicate", "/web/database/drop",
    "/web/database/backup", "/web/database/restore", "/web/database/change_password",
}
VALUES = {"string": "x", "int": "1", "path": "x", "default": "x", "model": "1"}


def fill(rule):
    """The address of a rule with something in each of its places."""
    return "".join(
        text if not is_dynamic else VALUES.get(
            type(rule._converters[text]).__name__.lower().replace("converter", ""), "1"
        ) for is_dynamic, text in rule._trace if text != "|"
    )


@pytest.mark.parametrize("token", [None, "x" * 40 + "o9999999999"])
def test_every_form_wants_the_token(odoo, browser, token):
    seen = set()
    for rule in routing_map(odoo.env.registry).iter_rules():
        routing = rule.endpoint.routing
        if routing["type"] != "http" or routing.get("methods") not in (None, ["POST"]):
            continue
        url = fill(rule)
        if not routing.get("csrf", True):
            seen.add(url)
            continue
        if routing["auth"] == "bearer":
            assert browser.post(url).status_code in (400, 401), url
            continue
        data = {"csrf_token": token} if token else {}
        answer = browser.post(url, data={**data, "data": "{}"})
        assert (answer.status_code, "CSRF" in answer.text) == (400, True), url
    assert FREE <= seen


def test_a_page_elsewhere_cannot_log_anybody_in(odoo, new_browser):
    stranger = new_browser()
    stranger.csrf_token()
    answer = stranger.post("/web/login", data={"login": "admin", "password": "admin"})
    assert answer.status_code == 400


@pytest.mark.parametrize("target", [
    "https://evil.example/x", "//evil.example/x", "/\\evil.example", "\\\\evil.example",
])
def test_logging_in_leads_nowhere_else(odoo, new_browser, target):
    browser = new_browser()
    answer = browser.post("/web/login", data={
        "login": "admin", "password": odoo.password, "redirect": target,
        "csrf_token": browser.csrf_token(),
    })
    location = answer.headers["Location"]
    assert location.startswith("/") and not location.startswith(("//", "/\\"))
