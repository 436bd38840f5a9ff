"""Sessions over HTTP, as browsers have them."""
from __future__ import annotations

import pytest
import requests


class Browser(requests.Session):
    """A session on one database, kept by its cookie; redirects are not followed."""

    def __init__(self, odoo):
        super().__init__()
        self.odoo = odoo

    def request(self, method, url, **options):
        options["allow_redirects"] = options.pop("follow", False)
        return super().request(method, self.odoo.url + url, **options)

    def call(self, url, **params):
        return self.post(url, json={"jsonrpc": "2.0", "params": params, "id": 1}).json()

    def log_in(self, login=None, password=None):
        return self.call(
            "/web/session/authenticate", db=self.odoo.db,
            login=login or self.odoo.login, password=password or self.odoo.password,
        )

    def csrf_token(self):
        page = self.get(f"/web/login?db={self.odoo.db}", follow=True).text
        return page.partition('name="csrf_token" value="')[2].partition('"')[0]


@pytest.fixture
def new_browser(odoo):
    """Return browsers that nobody has logged in with."""
    return lambda: Browser(odoo)


@pytest.fixture
def visitor(odoo):
    """A browser that nobody has logged in with; it names its database."""
    browser = Browser(odoo)
    browser.headers["X-Odoo-Database"] = odoo.db
    return browser


@pytest.fixture
def browser(odoo):
    """The administrator's browser."""
    browser = Browser(odoo)
    assert browser.log_in()["result"]["uid"] == 2
    return browser
