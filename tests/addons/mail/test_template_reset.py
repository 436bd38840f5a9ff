"""Templates are put back to what the file of their module says."""
from __future__ import annotations

from pathlib import Path

import pytest

import odoolite
from odoolite.exceptions import UserError
from odoolite.testing.tenant import Odoo

ADDONS = Path(__file__).resolve().parents[2] / "fixture_addons"


@pytest.fixture(scope="module")
def server():
    with odoolite.Server(install=["cf_mail"], addons_path=[ADDONS], strict=True,
                         languages=["fr_FR"]) as server:
        yield server


@pytest.fixture
def template(server):
    tenant = Odoo(server)
    yield tenant.env.ref("cf_mail.template_case")
    tenant.close()


def test_a_template_is_put_back(template):
    before = template.read(["name", "subject", "body_html", "email_to", "reply_to"])
    template.write({"subject": "Changed", "body_html": "<p>Changed</p>",
                    "reply_to": "else@acme.example"})
    template.with_context(lang="fr_FR").subject = "Autre"
    wizard = template.env["mail.template.reset"].create({"template_ids": template.ids})

    answer = wizard.reset_template()

    assert template.template_fs == "cf_mail/data/data.xml"
    assert template.read(["name", "subject", "body_html", "email_to", "reply_to"]) == before
    assert template.with_context(lang="fr_FR").subject == before[0]["subject"]
    assert answer["params"]["message"] == "Mail Templates have been reset"


def test_a_file_that_is_gone(template):
    template.template_fs = "cf_mail/data/gone.xml"

    with pytest.raises(UserError, match="could not be reset because their related source"):
        template.reset_template()


def test_templates_of_users_stay_as_they_are(template):
    own = template.copy({"subject": "Mine"})

    own.reset_template()

    assert (own.template_fs, own.subject) == (False, "Mine")
