"""Buttons of events and questions."""


def test_buttons_open_what_belongs_to_events(env):
    event = env["event.event"].create({
        "name": "Fair", "date_begin": "2031-01-01 10:00:00",
        "date_end": "2031-01-02 10:00:00", "registration_properties_definition": [
            {"name": "size", "type": "char", "string": "Size"}]})
    assert event.get_kiosk_url().endswith("/odoo/registration-desk")
    assert event.action_open_slot_calendar()["domain"] == [("event_id", "=", event.id)]
    question = event.question_ids[:1]
    assert question.action_event_view()["domain"] == [("question_ids", "in", question.ids)]
    assert question.action_view_question_answers()["views"][0] == (False, "list")
    registration = env["event.registration"].create({
        "event_id": event.id, "name": "Ann", "registration_properties": {"size": "L"}})
    assert registration.read(["registration_properties"])[0][
        "registration_properties"][0]["value"] == "L"


def test_templates_that_are_gone_are_not_sent(env):
    template = env["mail.template"].create({
        "name": "Soon", "model_id": env["ir.model"]._get_id("event.registration")})
    event = env["event.event"].create({"name": "Fair", "event_mail_ids": [(0, 0, {
        "template_ref": f"mail.template,{template.id}"})]})
    assert event.event_mail_ids
    template.unlink()
    assert not event.event_mail_ids


def test_registrations_are_found_by_the_day(env):
    event = env["event.event"].create({
        "name": "Fair", "date_begin": "2031-05-06 08:00:00",
        "date_end": "2031-05-06 18:00:00"})
    guest = env["event.registration"].create({"event_id": event.id, "name": "Bo"})
    found = env["event.registration"].search([("event_begin_date", ">", "2031-05-05")])
    assert guest in found
    assert not env["event.registration"].search([("event_end_date", ">", "2031-05-07")])
