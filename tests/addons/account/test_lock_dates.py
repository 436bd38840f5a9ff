"""Lock dates, exceptions from them, and the dates that entries get."""
from __future__ import annotations

from datetime import date

import pytest

from odoolite.exceptions import RedirectWarning, UserError


def make_invoice(env, day, kind="out_invoice", **values):
    partner = env["res.partner"].create({"name": "Ada"})
    return env["account.move"].create({
        "move_type": kind, "partner_id": partner.id, "invoice_date": day,
        "invoice_line_ids": [
            (0, 0, {"name": "x", "price_unit": 10, "tax_ids": [
                (6, 0, env.company.account_sale_tax_id.ids)]})], **values})


def test_a_draft_before_the_lock_date_is_booked_after_it(env):
    env.company.sale_lock_date = "2025-03-31"
    move = make_invoice(env, "2025-03-04")

    assert "Sales Lock Date (03/31/2025)" in move.tax_lock_date_message
    move.action_post()

    assert move.invoice_date == date(2025, 3, 4)
    assert move.date > date(2025, 3, 31)


@pytest.mark.parametrize("name", ["fiscalyear_lock_date", "tax_lock_date", "hard_lock_date",
                                  "sale_lock_date"])
def test_what_is_locked_stays(env, name):
    move = make_invoice(env, "2025-03-04")
    move.action_post()
    env.company[name] = "2025-03-31"

    with pytest.raises(UserError, match=r"prior to and inclusive of: .*\(03/31/2025\)"):
        move.button_draft()


def test_an_exception_opens_the_period_again(env):
    move = make_invoice(env, "2025-03-04")
    move.action_post()
    env.company.fiscalyear_lock_date = "2025-03-31"
    exception = env["account.lock_exception"].create({"fiscalyear_lock_date": "2025-01-31"})

    assert exception.lock_date_field == "fiscalyear_lock_date"
    assert exception.company_lock_date == date(2025, 3, 31)
    assert env.company.user_fiscalyear_lock_date == date(2025, 1, 31)
    move.button_draft()
    move.action_post()

    exception.action_revoke()
    assert exception.state == "revoked"
    with pytest.raises(UserError):
        move.button_draft()


def test_drafts_keep_a_period_open_and_hard_locks_stay(env):
    move = make_invoice(env, "2025-03-04")
    with pytest.raises(RedirectWarning, match="unposted entries"):
        env.company.fiscalyear_lock_date = "2025-03-31"
    move.action_post()
    env.company.hard_lock_date = "2025-03-31"
    with pytest.raises(UserError, match="cannot be removed"):
        env.company.hard_lock_date = False


def test_bills_are_booked_when_they_come(env):
    today = date.fromordinal(env.cr.now().toordinal())

    late = make_invoice(env, "2025-03-04", "in_invoice")
    early = make_invoice(env, today.replace(day=1), "in_invoice")

    assert late.date == date(2025, 3, 31)
    assert early.date == today


def test_recurring_entries_make_the_next_one(env):
    move = make_invoice(env, "2025-01-31", auto_post="monthly")
    move.action_post()

    following = env["account.move"].search([("auto_post_origin_id", "=", move.id),
                                            ("id", "!=", move.id)])
    assert (following.date, following.state) == (date(2025, 2, 28), "draft")
