import pytest

import odoolite


@pytest.fixture(scope="session")
def account_server():
    with odoolite.Server(install=["account", "sale", "purchase"], strict=True) as server:
        yield server


@pytest.fixture
def env(account_server):
    """The administrator's environment on a database whose changes are taken back."""
    with account_server.registries.get(account_server.db).cursor("write") as cr:
        from odoolite.orm.environments import Environment
        yield Environment(cr, 1, {})
        cr.rollback()


@pytest.fixture
def make_invoice(env):
    """Return a function that makes an invoice of one line, posted unless told not to."""
    def make(price=100, taxes=(), kind="out_invoice", post=True, **values):
        partner = env["res.partner"].create({"name": "Ada"})
        move = env["account.move"].create({
            "move_type": kind, "partner_id": partner.id, "invoice_date": "2025-01-10",
            "date": "2025-01-10", "invoice_line_ids": [
                (0, 0, {"name": "x", "price_unit": price, "tax_ids": [(6, 0, [
                    tax.id for tax in taxes])]})], **values})
        if post:
            move.action_post()
        return move
    return make
