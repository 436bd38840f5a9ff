"""Hostile mails are taken or refused: nothing crashes, nothing is lost."""
from __future__ import annotations

import pytest

from .hostile_mails import corpus

# a body that says it is written in unicode_escape
pytestmark = pytest.mark.filterwarnings("ignore:invalid escape")
MAILS = corpus()
GROUP = 40


def route(odoo, mail):
    """Route a mail; what became of it."""
    env = odoo.env
    routes = vars(env.registry).setdefault("mail_routes", [])
    routes.clear()
    try:
        with env.cr.savepoint():
            env["mail.thread"].message_process(False, mail)
            env.flush_all()
    except (ValueError, LookupError) as error:
        if isinstance(error, LookupError) and "encoding" not in str(error):
            raise       # an unknown charset is refused as Odoo does
        return f"refused: {error}"
    assert routes, "nothing tells what became of it"
    return routes[-1]["outcome"]


@pytest.fixture
def people(odoo):
    env = odoo.env
    domain = env["mail.alias.domain"].create({"name": "acme.example"})
    env.company.alias_domain_id = domain
    env["ir.config_parameter"].set_param("mail.gateway.loop.threshold", 10_000)
    return env["mail.alias"].create({
        "alias_name": "people", "alias_model_id": env["ir.model"]._get_id("res.partner"),
    })


def test_the_corpus_is_large():
    names = [name for name, _mail in MAILS]

    assert len(names) > 800
    assert max(len(mail) for _name, mail in MAILS) > 30_000_000


@pytest.mark.parametrize("start", range(0, len(MAILS), GROUP))
def test_hostile_mails_are_taken_or_refused(odoo, people, start):
    failed = []
    for name, mail in MAILS[start:start + GROUP]:
        before = odoo.env["res.partner"].search_count([])
        try:
            outcome = route(odoo, mail)
        except Exception as error:
            failed.append((name, repr(error)[:300]))
            continue
        made = odoo.env["res.partner"].search_count([]) - before
        if outcome == "new" and not made:
            failed.append((name, "taken, but nowhere"))
        if outcome.startswith("refused:") and made:
            failed.append((name, "refused, but taken"))
    assert not failed
