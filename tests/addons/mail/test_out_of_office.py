"""Users who are away: who writes to them is told, once."""
from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

NOW = datetime.now(timezone.utc).replace(tzinfo=None)


@pytest.fixture
def away(odoo):
    return odoo.env["res.users"].create({
        "name": "Max", "login": "max", "email": "max@acme.example",
        "out_of_office_from": NOW - timedelta(days=1),
        "out_of_office_message": "<p>Back on Monday</p>",
    })


def answers(record):
    return record.message_ids.filtered(lambda m: m.message_type == "out_of_office")


def post(record, user, **values):
    return record.message_post(**{
        "body": "Hi", "message_type": "comment", "subtype_xmlid": "mail.mt_comment",
        "partner_ids": user.partner_id.ids, **values,
    })


def test_the_author_is_told_once(odoo, away):
    ann = odoo.env["res.partner"].create({"name": "Ann"})

    post(ann, away)
    post(ann, away)

    answer = answers(ann)
    assert len(answer) == 1
    assert answer.author_id == away.partner_id
    assert answer.partner_ids == odoo.env.user.partner_id
    assert "Back on Monday" in answer.body


def test_notes_are_not_answered(odoo, away):
    ann = odoo.env["res.partner"].create({"name": "Ann"})

    post(ann, away, subtype_xmlid="mail.mt_note")

    assert not answers(ann)


def test_who_is_back_answers_no_more(odoo, away):
    away.out_of_office_to = NOW - timedelta(hours=1)
    ann = odoo.env["res.partner"].create({"name": "Ann"})

    post(ann, away)

    assert not answers(ann)


def test_large_files_of_records_become_links(odoo):
    env = odoo.env
    env["ir.config_parameter"].set_param("base.default_max_email_size", "0.01")
    ann = env["res.partner"].create({"name": "Ann", "email": "ann@client.example"})
    files = env["ir.attachment"].create([
        {"name": "large.bin", "raw": b"x" * 20_000, "res_model": "res.partner",
         "res_id": ann.id},
        {"name": "loose.txt", "raw": b"x"},
    ])
    mail = env["mail.mail"].create({
        "subject": "Hi", "email_to": "bob@client.example", "body_html": "<p>x</p>",
        "email_from": "ada@acme.example", "attachment_ids": files.ids,
    })

    mail.send()

    letter = odoo.outbox[0].message
    names = [part.get_filename() for part in letter.iter_attachments()]
    html = letter.get_body(("html",)).get_content()
    assert names == ["loose.txt"]
    assert f"/web/content/{files[0].id}?download=1&amp;access_token=" in html
