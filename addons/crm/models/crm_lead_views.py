"""Windows that are opened on leads."""
from __future__ import annotations

from markupsafe import Markup
from odoo import _, fields, models
from odoo.tools import format_datetime


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def redirect_lead_opportunity_view(self):
        """Open the lead."""
        self.ensure_one()
        return {
            "name": _("Lead or Opportunity"), "view_mode": "form",
            "res_model": "crm.lead", "domain": [("type", "=", self.type)],
            "res_id": self.id, "view_id": False, "type": "ir.actions.act_window",
            "context": {"default_type": self.type},
        }

    def action_show_potential_duplicates(self):
        """Open what may be the same."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm.crm_lead_opportunities"
        )
        action["domain"] = [("id", "in", self.duplicate_lead_ids.ids)]
        action["context"] = {
            "active_test": False, "search_default_active": True, "create": False,
        }
        return action

    def action_schedule_meeting(self, smart_calendar=True):
        """Open the calendar, for a meeting about the opportunity."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "calendar.action_calendar_event"
        )
        partners = self.env.user.partner_id | self.partner_id
        action["context"] = {
            "default_opportunity_id": self.id if self.type == "opportunity" else False,
            "default_partner_id": self.partner_id.id,
            "default_partner_ids": partners.ids, "default_name": self.name,
            "default_team_id": self.team_id.id, "search_default_opportunity_id": self.id,
        }
        return action

    def action_reschedule_meeting(self):
        """Open the calendar where the next meeting is."""
        self.ensure_one()
        action = self.action_schedule_meeting(smart_calendar=False)
        following = self.calendar_event_ids.filtered(
            lambda e: e.start and e.start >= fields.Datetime.now()
        ).sorted("start")[:1]
        if following:
            action["context"]["initial_date"] = following.start
        return action

    def log_meeting(self, meeting):
        """Leave a note about a meeting."""
        if not meeting.duration:
            duration = _("unknown")
        else:
            duration = f"{meeting.duration:g}"
        when = fields.Date.to_string(meeting.start_date) if meeting.allday \
            else format_datetime(self.env, meeting.start)
        return self.message_post(body=Markup("%s<br/>%s<br/>%s") % (
            _("Meeting scheduled at %s", when), _("Subject: %s", meeting.name),
            _("Duration: %s hours", duration),
        ))
