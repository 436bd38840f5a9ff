"""What readers do: they open, click, answer, leave; and mails that come back."""
from __future__ import annotations

import re
from email.message import EmailMessage

import pytest
import requests


def visit(odoo, path, **options):
    method = options.pop("method", "GET")
    url = path if path.startswith("http") else odoo.url + path
    answer = requests.request(
        method, url, headers={"X-Odoo-Database": odoo.db}, allow_redirects=False,
        timeout=30, **options)
    odoo.env.invalidate_all()
    return answer


@pytest.fixture
def sent(marketing, odoo):
    """A mailing that went to Ann and Bob."""
    mailing = marketing.make_mailing(marketing.make_list("Ann", "Bob"))
    mailing.action_send_mail()
    odoo.env.cr.commit()
    return mailing


def trace_of(mailing, name):
    return mailing.mailing_trace_ids.filtered(lambda t: t.email.startswith(name))


def test_opening_is_noted(odoo, marketing, sent):
    answer = visit(odoo, marketing.link("ann@client.example", "/mail/track/"))

    assert answer.headers["Content-Type"] == "image/gif"
    assert trace_of(sent, "ann").trace_status == "open"
    assert (sent.opened, sent.opened_ratio) == (1, 50.0)
    assert visit(odoo, "/mail/track/1/wrong/blank.gif").status_code == 401


def test_following_a_link_is_noted(odoo, marketing, sent):
    link = marketing.link("ann@client.example", "/r/")

    answer = visit(odoo, link)

    assert answer.status_code == 301
    assert answer.headers["Location"].startswith("https://client.example/shop?utm_")
    assert (sent.clicked, sent.opened) == (1, 1)
    assert sent.link_trackers_count == 1
    assert visit(odoo, "/r/none").status_code == 404
    plain = visit(odoo, re.sub(r"/m/\d+", "", link))
    assert plain.status_code == 301


def test_the_mail_is_shown_in_a_browser(odoo, marketing, sent):
    link = marketing.link("ann@client.example", "/view?")

    assert "Dear Ann" in visit(odoo, link).text
    assert visit(odoo, link.replace("ann", "bob")).status_code == 401
    assert visit(odoo, f"/mailing/{sent.id}/view").status_code == 400
    assert visit(odoo, "/view").status_code == 200


def test_one_click_leaves_the_list(odoo, marketing, sent):
    header = marketing.letter("ann@client.example")["List-Unsubscribe"]

    assert visit(odoo, header.strip("<>"), method="POST").status_code == 200

    lines = sent.contact_list_ids.subscription_ids
    assert lines.filtered("opt_out").contact_id.name == "Ann"


def test_leaving_asks_first(odoo, marketing, sent):
    link = marketing.link("ann@client.example", "confirm_unsubscribe")
    session = requests.Session()
    session.get(f"{odoo.url}/web/login", params={"db": odoo.db}, timeout=30)

    page = session.get(link, timeout=30).text
    assert not sent.contact_list_ids.subscription_ids.filtered("opt_out")
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    answer = session.post(f"{odoo.url}/mailing/confirm_unsubscribe", data=fields,
                          timeout=30)

    assert answer.status_code == 200
    odoo.env.invalidate_all()
    assert sent.contact_list_ids.contact_count_opt_out == 1
    assert visit(odoo, link.replace("ann", "bob")).status_code == 404


def call(odoo, path, **params):
    answer = visit(odoo, path, method="POST", json={
        "jsonrpc": "2.0", "method": "call", "id": 1, "params": params}).json()
    return answer.get("result", answer.get("error"))


def proof(marketing, mailing):
    link = marketing.link("ann@client.example", "confirm_unsubscribe")
    found = dict(re.findall(r"(document_id|hash_token)=([^&]+)", link))
    return {"mailing_id": mailing.id, "email": "ann@client.example", **found}


def test_readers_choose_their_lists(odoo, marketing, sent):
    public = odoo.env["mailing.list"].create({"name": "Public", "is_public": True})
    odoo.env.cr.commit()
    given = proof(marketing, sent)

    assert call(odoo, "/mailing/list/update", lists_optin_ids=public.ids, **given) == 1
    assert public.contact_ids.name == "Ann"
    reason = odoo.env["mailing.subscription.optout"].search([], limit=1)
    assert call(odoo, "/mailing/feedback", opt_out_reason_id=reason.id,
                last_action="subscription_updated", feedback="Too much", **given) is True

    contact = public.contact_ids
    left = contact.subscription_ids.filtered("opt_out")
    assert left.opt_out_reason_id == reason
    assert "Too much" in contact.message_ids[0].body


def test_readers_block_themselves(odoo, marketing, sent):
    given = proof(marketing, sent)

    assert call(odoo, "/mailing/blocklist/add", **given) is True
    assert trace_of(sent, "ann").email in odoo.env["mail.blacklist"].search(
        []).mapped("email")
    assert call(odoo, "/mailing/blocklist/remove", **given) is True
    assert not odoo.env["mail.blacklist"].search([])
    wrong = {**given, "hash_token": "x"}
    assert call(odoo, "/mailing/blocklist/add", **wrong) == "unauthorized"


def incoming(reference, **headers):
    message = EmailMessage()
    for key, value in {
        "From": "Ann <ann@client.example>", "Subject": "Re: Spring",
        "To": "info@acme.example", "Message-ID": "<answer@client.example>",
        "References": reference, **headers,
    }.items():
        message[key] = value
    message.set_content("Yes please")
    return message.as_bytes()


def test_answers_are_noted(odoo, marketing, sent):
    trace = trace_of(sent, "ann")

    odoo.env["mail.thread"].message_process("res.partner", incoming(trace.message_id))

    assert trace.trace_status == "reply"
    assert trace.open_datetime
    assert (sent.replied, sent.replied_ratio) == (1, 50.0)


def bounce(odoo, trace):
    report = EmailMessage()
    report["From"] = "MAILER-DAEMON@client.example"
    report["To"] = "bounce@acme.example"
    report["Subject"] = "Undelivered"
    report["Message-ID"] = f"<bounce-{trace.id}@client.example>"
    report["References"] = trace.message_id
    report.set_content("Final-Recipient: rfc822; ann@client.example\n")
    odoo.env["mail.thread"].message_process("res.partner", report.as_bytes())


def test_mails_that_come_back_are_noted(odoo, sent):
    trace = trace_of(sent, "ann")

    bounce(odoo, trace)

    assert (trace.trace_status, trace.failure_type) == ("bounce", "mail_bounce")
    assert (sent.bounced, sent.bounced_ratio) == (1, 50.0)
