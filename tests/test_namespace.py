"""Names that addons import from deep below `odoo`."""
from __future__ import annotations

import importlib

import pytest

from odoolite import namespace


@pytest.mark.parametrize("name", [
    "odoo.tools.start_of", "odoo.tools.date_range", "odoo.tools.json_default",
    "odoo.tools.Query", "odoo.tools.query.Query", "odoo.tools.urls.urljoin",
    "odoo.tools.mimetypes.guess_mimetype", "odoo.tools.misc.SENTINEL",
    "odoo.tools.sql.set_not_null", "odoo.tests.case.TestCase",
    "odoo.addons.base.tests.common.HttpCaseWithUserDemo",
    "odoo.addons.mail.tests.common.MailCommon",
    "odoo.addons.mail.tests.common.mail_new_test_user",
    "odoo.addons.product.tests.common.ProductCommon",
    "odoo.addons.bus.models.bus.channel_with_db",
    "odoo.addons.web.controllers.utils.clean_action",
])
def test_name_is_there(name):
    namespace.install()
    module, _dot, attribute = name.rpartition(".")

    assert getattr(importlib.import_module(module), attribute)


def test_urls_are_joined_within_their_host():
    namespace.install()
    from odoo.tools.urls import urljoin

    assert urljoin("https://a.example/api/", "/v1/x?y=1") == "https://a.example/api/v1/x?y=1"
    for bad in ("https://b.example/x", "../x", "%2e%2e/x"):
        with pytest.raises(ValueError, match=r"same scheme|Dot segments"):
            urljoin("https://a.example/api", bad)
