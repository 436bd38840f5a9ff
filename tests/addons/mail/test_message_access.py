"""Who finds which messages: the query has the rules, and agrees with reading."""
from __future__ import annotations

import pytest

from odoolite.exceptions import AccessError


@pytest.fixture
def world(odoo):
    """Messages of all kinds, and three users that may see some of them."""
    env = odoo.env
    groups = {"employee": "base.group_user", "portal": "base.group_portal"}
    users = {
        name: env["res.users"].create({
            "name": name, "login": name, "group_ids": [(6, 0, env.ref(group).ids)],
        }) for name, group in groups.items()
    }
    ann = env["res.partner"].create({"name": "Ann"})
    ann.message_post(body="comment", message_type="comment",
                     subtype_xmlid="mail.mt_comment")
    ann.message_post(body="note", subtype_xmlid="mail.mt_note")
    cron = env["ir.cron"].search([], limit=1)
    env["mail.message"].create({"body": "of a job", "model": "ir.cron", "res_id": cron.id})
    env["mail.message"].create({"body": "of nothing"})
    for user in users.values():
        ann.message_notify(body=f"for {user.name}", partner_ids=user.partner_id.ids)
        env["mail.message"].with_user(user).sudo().create({
            "body": f"by {user.name}", "author_id": user.partner_id.id,
            "subtype_id": env.ref("mail.mt_comment").id,
        })
    channel = env["discuss.channel"].create({
        "name": "Secret", "channel_type": "group",
        "channel_member_ids": [(0, 0, {"partner_id": users["employee"].partner_id.id})],
    })
    other = env["discuss.channel"].create({"name": "Other", "channel_type": "group"})
    for one in (channel, other):
        one.message_post(body=f"in {one.name}", message_type="comment",
                         subtype_xmlid="mail.mt_comment")
    env.flush_all()
    return users


@pytest.mark.parametrize("name", ["employee", "portal"])
def test_what_is_found_is_what_can_be_read(odoo, world, name):
    messages = odoo.env["mail.message"].sudo()
    mine = messages.with_user(world[name])

    found = mine.search([])

    readable = []
    for message in messages.search([]):
        try:
            mine.browse(message.id).read(["body"])
        except AccessError:
            continue
        readable.append(message.id)
    assert found.ids == readable
    assert mine.search_count([]) == len(readable)
    assert mine.search([], limit=2, offset=1).ids == readable[1:3]


def test_members_only(odoo, world):
    mine = odoo.env["mail.message"].with_user(world["employee"])

    assert mine.search_count([("body", "ilike", "in Secret")]) == 1
    assert not mine.search_count([("body", "ilike", "in Other")])
    assert not mine.search_count([("model", "=", "ir.cron")])
