"""What was done about leads, as rows."""
INSTALL = ["crm"]


def test_activities_done_and_comments_are_rows(env):
    lead = env["crm.lead"].create({"name": "Ask", "type": "opportunity"})
    lead.message_post(body="a note")
    lead.message_post(body="a comment", subtype_xmlid="mail.mt_comment")
    lead.activity_schedule("mail.mail_activity_data_call", summary="Ring")
    assert env["crm.activity.report"].search([("lead_id", "=", lead.id)]).subtype_id == \
        env.ref("mail.mt_comment")
    lead.activity_ids.action_feedback(feedback="rang")
    rows = env["crm.activity.report"].search([("lead_id", "=", lead.id)], order="id")
    assert rows.mail_activity_type_id == env.ref("mail.mail_activity_data_call")
    assert rows.mapped("lead_type") == ["opportunity"] * 2 and all(rows.mapped("date"))
    [group] = env["crm.activity.report"].formatted_read_group(
        [("lead_id", "=", lead.id)], ["lead_type"], ["__count"])
    assert group["__count"] == 2
