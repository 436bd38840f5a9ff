"""Letters that are not about followers: invitations, and views that are mailed."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError


def test_guests_are_invited_by_mail(odoo):
    channel = odoo.env["discuss.channel"].create({"name": "Talk", "channel_type": "group"})

    channel.invite_by_email(["Ann <ann@client.example>", "nobody", "ann@client.example"])
    odoo.env.cr.commit()

    assert [letter.recipients for letter in odoo.outbox] == [("ann@client.example",)]
    body = odoo.outbox[0].message.get_body(("html",)).get_content()
    assert channel.invitation_url in body


def test_channels_of_a_group_of_users_take_no_guests(odoo):
    channel = odoo.env["discuss.channel"].create({
        "name": "Talk", "group_public_id": odoo.env.ref("base.group_user").id,
    })

    with pytest.raises(UserError, match="Inviting by email is not possible"):
        channel.invite_by_email(["ann@client.example"])


def test_a_view_is_mailed(odoo):
    env = odoo.env
    ann, bob = env["res.partner"].create([
        {"name": name, "email": f"{name}@client.example"} for name in ("ann", "bob")
    ])
    view = env["ir.ui.view"].create({
        "name": "Hello", "type": "qweb", "key": "mail.test_hello",
        "arch": "<t t-name='mail.test_hello'><p>Hello <t t-out='object.name'/></p></t>",
    })

    mails = (ann | bob).message_mail_with_source(view, subject="Hi", force_send=False)

    assert [(mail.recipient_ids, str(mail.body_html).strip()) for mail in mails] == [
        (ann, "<p>Hello ann</p>"), (bob, "<p>Hello bob</p>"),
    ]
