"""What addons override of notifications: groups of recipients, layouts, values of mails."""
from __future__ import annotations

import pytest

INSTALL = ["mail"]
ALIKE = {"email_layout_xmlid": "mail.mail_notification_layout",
         "subtype_xmlid": "mail.mt_comment", "message_type": "comment"}


@pytest.fixture
def overridden(env, monkeypatch):
    """Return what replaces a method of partners for the time of a test."""
    def override(name, function):
        partners = type(env["res.partner"])
        original = getattr(partners, name)
        monkeypatch.setattr(partners, name, lambda self, *args, **kwargs: function(
            self, original, *args, **kwargs))
    return override


def post(env, **values):
    record = env["res.partner"].create({"name": "Doc"})
    people = env["res.partner"].create([
        {"name": "Cy", "email": "cy@example.com"},
        {"name": "Di", "email": "di@example.com"},
    ])
    return record.message_post(body="hi", partner_ids=people.ids, **{**ALIKE, **values})


def test_customers_have_no_button_and_get_one_mail(env):
    mails = post(env).mail_ids

    assert len(mails) == 1
    assert "View Contact" not in mails.body_html


def test_groups_of_an_addon_get_their_buttons(env, overridden):
    def groups(self, original, message, model_description, msg_vals=False):
        found = original(self, message, model_description, msg_vals=msg_vals)
        mine = ["mine", lambda data: data["email_normalized"] == "di@example.com", {
            "has_button_access": True,
            "actions": [{"url": "/do/it", "title": "Do it"}],
        }]
        return [mine, *found]
    overridden("_notify_get_recipients_groups", groups)

    mails = post(env).mail_ids

    bodies = {mail.recipient_ids.name: mail.body_html for mail in mails}
    assert "Do it" in bodies["Di"]
    assert ">View Contact<" in bodies["Di"]
    assert "Do it" not in bodies["Cy"]
    assert ">View Contact<" not in bodies["Cy"]


def test_recipients_can_be_added_and_left_out(env, overridden):
    overridden("_notify_get_recipients", lambda self, original, *args, **kwargs: [
        data for data in original(self, *args, **kwargs) if data["name"] != "Cy"
    ])

    assert post(env).notified_partner_ids.mapped("name") == ["Di"]


def test_what_layouts_show_and_mails_hold(env, overridden):
    def context(self, original, *args, **kwargs):
        return {**original(self, *args, **kwargs), "subtitles": ["Shown to all"]}

    def values(self, original, message, recipients_data, additional_values=None):
        return {**original(self, message, recipients_data, additional_values),
                "reply_to": "other@example.com"}
    overridden("_notify_by_email_prepare_rendering_context", context)
    overridden("_notify_by_email_get_base_mail_values", values)
    overridden("_notify_by_email_get_headers", lambda self, original, headers=None: {
        **original(self, headers), "X-Mine": "1"})
    overridden("_message_compute_subject", lambda self, original: "Computed")

    mail = post(env).mail_ids

    assert "Shown to all" in mail.body_html
    assert mail.reply_to == "other@example.com"
    assert "'X-Mine': '1'" in mail.headers
    assert mail.subject == "Computed"


def test_subtitles_of_the_caller_go_first(env):
    assert "Not the name" in post(env, subtitles=["Not the name"]).mail_ids.body_html


def test_parameters_of_an_addon(env, overridden):
    overridden("_get_notify_valid_parameters", lambda self, original: {
        *original(self), "mine"})

    assert post(env, mine=True)
    with pytest.raises(ValueError, match="not supported"):
        post(env, other=True)


def test_author_of_tracked_changes(env):
    record = env["res.partner"].create({"name": "Doc"})
    author = env["res.partner"].create({"name": "Author", "email": "au@example.com"})
    env.cr.precommit.run()

    record._track_set_author(author)
    record.email = "new@example.com"
    env.flush_all()
    env.cr.precommit.run()
    assert record.message_ids[0].author_id == author

    count = len(record.message_ids)
    record.email = "newer@example.com"
    record._track_discard()
    env.flush_all()
    env.cr.precommit.run()
    assert len(record.message_ids) == count
