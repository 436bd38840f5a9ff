"""Bank accounts have a chatter."""
from __future__ import annotations

INSTALL = ["account"]


def test_changes_of_a_bank_account_are_told(env):
    partner = env["res.partner"].create({"name": "Holder"})
    account = env["res.partner.bank"].create({
        "acc_number": "BE71 0961 2345 6769", "partner_id": partner.id,
    })
    env.flush_all()
    env.cr.precommit.run()

    account.acc_number = "BE71 0961 2345 0000"
    env.flush_all()
    env.cr.precommit.run()

    tracked = account.message_ids.sudo().tracking_value_ids
    assert "BE71 0961 2345 0000" in tracked.mapped("new_value_char")
    assert account.activity_schedule("mail.mail_activity_data_todo").res_id == account.id
