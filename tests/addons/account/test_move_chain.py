"""Numbers that follow each other, and hashes that secure them."""
import pytest

from odoolite.exceptions import UserError


def test_hashes_secure_an_entry_and_all_before_it(env, make_invoice):
    first, second, third = (make_invoice() for _index in range(3))

    second.button_hash()

    assert first.secured and second.secured and not third.secured
    assert first.inalterable_hash.startswith("$4$")
    assert (first.secure_sequence_number, second.secure_sequence_number) == (1, 2)
    with pytest.raises(UserError, match="locked journal entry"):
        first.button_draft()
    with pytest.raises(UserError, match="protected by a hash"):
        first.name = "INV/2025/00099"
    assert not first._find_tampered()
    env.cr.execute("UPDATE account_move_line SET debit = 1 WHERE move_id = %s", [second.id])
    env.invalidate_all()
    assert first._find_tampered() == second


def test_a_journal_that_says_so_secures_what_is_posted(env, make_invoice):
    env.ref("account.1_sale").restrict_mode_hash_table = True
    assert make_invoice().inalterable_hash
    env["account.move"].flush_model()
    assert env["account.move"].search_count([("secured", "=", True)]) == 1


def test_gaps_are_found_and_kept_by_users_without_rights(env, make_invoice):
    journal = env.ref("account.1_sale")
    first, second, third = (make_invoice() for _index in range(3))
    assert third.check_move_sequence_chain() and not second.check_move_sequence_chain()
    clerk = env["res.users"].create({"name": "c", "login": "clerk", "group_ids": [
        (6, 0, [env.ref("base.group_user").id,
                env.ref("account.group_account_invoice").id])]})
    second.button_draft()
    with pytest.raises(UserError, match="not the last one in the chain"):
        second.with_user(clerk).unlink()

    second.unlink()

    assert journal.has_sequence_holes
    assert journal.show_sequence_holes()["domain"] == [("id", "in", third.ids)]


def test_an_audit_trail_keeps_what_was_posted(env, make_invoice):
    move = make_invoice()
    env.company.restrictive_audit_trail = True
    move.button_draft()
    with pytest.raises(UserError, match="restrictive audit trail"):
        move.unlink()
