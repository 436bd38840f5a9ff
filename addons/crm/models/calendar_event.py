"""Meetings about opportunities."""
from __future__ import annotations

from odoo import _, api, fields, models


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    opportunity_id = fields.Many2one(
        "crm.lead", string="Opportunity", domain=[("type", "=", "opportunity")],
        index=True, ondelete="set null",
    )

    @api.model
    def default_get(self, fields):
        """A meeting that starts at an opportunity is about it."""
        context = self.env.context
        if context.get("default_opportunity_id"):
            self = self.with_context(
                default_res_model="crm.lead",
                default_res_id=context["default_opportunity_id"],
            )
        result = super().default_get(fields)
        if "opportunity_id" in fields and not result.get("opportunity_id") \
                and result.get("res_model") == "crm.lead":
            result["opportunity_id"] = result.get("res_id")
        return result

    @api.model_create_multi
    def create(self, vals_list):
        """Opportunities are told of meetings about them."""
        meetings = super().create(vals_list)
        for meeting in meetings.filtered("opportunity_id"):
            meeting.opportunity_id.log_meeting(meeting)
        return meetings


class CrmLead(models.Model):
    _inherit = "crm.lead"

    calendar_event_ids = fields.One2many(
        "calendar.event", "opportunity_id", string="Meetings",
    )
    meeting_display_date = fields.Date(compute="_compute_meeting_display")
    meeting_display_label = fields.Char(compute="_compute_meeting_display")

    @api.depends("calendar_event_ids.start")
    def _compute_meeting_display(self):
        now = fields.Datetime.now()
        for lead in self:
            moments = [start for start in lead.calendar_event_ids.mapped("start") if start]
            coming = [moment for moment in moments if moment >= now]
            if not moments:
                lead.meeting_display_date = False
                lead.meeting_display_label = _("No Meeting")
            else:
                lead.meeting_display_date = (min(coming) if coming else max(moments)).date()
                lead.meeting_display_label = _("Next Meeting") if coming \
                    else _("Last Meeting")
