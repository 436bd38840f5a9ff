"""The meetings of partners."""
from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    meeting_count = fields.Integer("# Meetings", compute="_compute_meeting_count")
    calendar_last_notif_ack = fields.Datetime(default=fields.Datetime.now)

    def _compute_meeting_count(self):
        family = self.with_context(active_test=False).search_fetch(
            [("id", "child_of", self.ids)], ["parent_id"])
        rows = self.env["calendar.event"]._read_group(
            [("partner_ids", "in", family.ids)], ["partner_ids"], ["id:recordset"]) \
            if family else []
        found = {partner.id: set(events.ids) for partner, events in rows}
        meetings = {partner.id: set() for partner in self}
        for partner in family:
            above = partner
            while above:
                if above.id in meetings:
                    meetings[above.id] |= found.get(partner.id, set())
                above = above.parent_id
        for partner in self:
            partner.meeting_count = len(meetings.get(partner.id, ()))

    def get_attendee_detail(self, meeting_ids):
        """Return what the form of meetings shows of each attendee."""
        details = []
        events = self.env["calendar.event"].browse(meeting_ids)
        for attendee in events.attendee_ids:
            if attendee.partner_id not in self:
                continue
            event = attendee.event_id
            details.append({
                "id": attendee.partner_id.id, "name": attendee.partner_id.display_name,
                "status": attendee.state, "event_id": event.id,
                "attendee_id": attendee.id,
                "is_alone": event.is_organizer_alone
                and event.partner_id == attendee.partner_id,
                "is_organizer": 1 if attendee.partner_id == event.user_id.partner_id else 0,
            })
        return details

    def schedule_meeting(self):
        """Open the calendar for a meeting with the partners."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "calendar.action_calendar_event")
        action["context"] = {
            "default_partner_ids": [*self.ids, self.env.user.partner_id.id],
        }
        action["domain"] = ["|", ("id", "in", self.meeting_ids.ids),
                            ("partner_ids", "in", self.ids)]
        return action

    @api.model
    def _set_calendar_last_notif_ack(self):
        self.env.user.partner_id.write(
            {"calendar_last_notif_ack": fields.Datetime.now()})
