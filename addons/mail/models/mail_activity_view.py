"""What views of activities show: records by types, each with what is to be done."""
from __future__ import annotations

from collections import Counter, defaultdict

from odoo import api, fields, models

DONE = "done"


class MailActivity(models.Model):
    _inherit = "mail.activity"

    @api.model
    def get_activity_data(self, res_model, domain, limit=None, offset=0,
                          fetch_done=False):
        """Return types and, for each record, its activities by type.

        Records with ongoing activities come first, the most urgent at the top.
        """
        activities = self._activities_of(res_model, domain, fetch_done)
        groups = defaultdict(lambda: defaultdict(self.browse))
        for activity in activities:
            groups[activity.res_id][activity.activity_type_id.id] |= activity
        order = sorted(groups, key=lambda res_id: self._urgency(groups[res_id]))
        shown = order[offset:offset + limit] if limit else order[offset:]
        types = self.env["mail.activity.type"].search([
            "|", ("res_model", "=", res_model), ("res_model", "=", False),
        ])
        return {
            "activity_res_ids": shown,
            "activity_types": [{
                "id": kind.id, "name": kind.name, "keep_done": True,
                "template_ids": [
                    {"id": template.id, "name": template.name}
                    for template in kind.mail_template_ids
                ],
            } for kind in types],
            "grouped_activities": {
                res_id: {
                    type_id: self._describe_group(found)
                    for type_id, found in groups[res_id].items()
                } for res_id in shown
            },
        }

    def _activities_of(self, res_model, domain, fetch_done):
        found = [("res_model", "=", res_model)]
        records = self.env[res_model]
        if domain:
            found.append(("res_id", "in", records.search(domain).ids))
        if fetch_done:
            found.append(("active", "in", [True, False]))
        activities = self.search(found, order="date_done desc, date_deadline asc, id")
        visible = set(records.browse(set(activities.mapped("res_id"))).exists()
                      ._filtered_access("read").ids)
        return activities.filtered(lambda activity: activity.res_id in visible)

    def _urgency(self, by_type):
        ongoing = [
            activity.date_deadline for found in by_type.values() for activity in found
            if activity.active
        ]
        return (not ongoing, min(ongoing) if ongoing else fields.Date.today())

    def _describe_group(self, activities):
        ongoing = activities.filtered("active")
        done = activities - ongoing
        dates = ongoing.mapped("date_deadline") if ongoing else done.mapped("date_done")
        date = min(dates) if ongoing else max(dates)
        result = {
            "count_by_state": dict(Counter(
                activity.state if activity.active else DONE for activity in activities
            )),
            "ids": activities.ids,
            "reporting_date": date,
            "state": ongoing.sorted("date_deadline")[:1].state if ongoing else DONE,
            "summaries": [activity.summary for activity in activities],
            "user_assigned_ids": ongoing.user_id.ids,
        }
        files = done.attachment_ids
        if files:
            latest = files.sorted("id")[-1]
            result["attachments_info"] = {
                "count": len(files), "most_recent_id": latest.id,
                "most_recent_name": latest.name,
            }
        return result
