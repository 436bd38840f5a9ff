"""The data of activity views."""
from __future__ import annotations

from datetime import date, timedelta


def test_records_by_urgency_with_their_activities(odoo):
    env = odoo.env
    ann, bob, _none = env["res.partner"].create([{"name": n} for n in ("A", "B", "C")])
    todo, call = (env.ref(f"mail.mail_activity_data_{name}") for name in ("todo", "call"))
    today = date.today()
    ann.activity_schedule("mail.mail_activity_data_todo", today + timedelta(3))
    ann.activity_schedule("mail.mail_activity_data_call", today, summary="Ring")
    bob.activity_schedule("mail.mail_activity_data_todo", today - timedelta(2))
    bob.activity_schedule("mail.mail_activity_data_todo", today + timedelta(2))
    done = ann.activity_schedule("mail.mail_activity_data_todo", today)
    done.action_done()
    domain = [("id", "in", (ann | bob).ids)]

    data = env["mail.activity"].get_activity_data("res.partner", domain)
    all_ = env["mail.activity"].get_activity_data("res.partner", domain, fetch_done=True)

    assert data["activity_res_ids"] == [bob.id, ann.id]
    late = data["grouped_activities"][bob.id][todo.id]
    assert late["state"] == "overdue"
    assert late["count_by_state"] == {"overdue": 1, "planned": 1}
    assert late["reporting_date"] == today - timedelta(2)
    ring = data["grouped_activities"][ann.id][call.id]
    assert (ring["state"], ring["summaries"]) == ("today", ["Ring"])
    assert ring["user_assigned_ids"] == env.user.ids
    assert all_["grouped_activities"][ann.id][todo.id]["count_by_state"] == {
        "planned": 1, "done": 1,
    }
    assert {"id": todo.id, "name": "To-Do", "keep_done": True, "template_ids": []} \
        in data["activity_types"]
    only = env["mail.activity"].get_activity_data("res.partner", domain, limit=1, offset=1)
    assert only["activity_res_ids"] == [ann.id]
