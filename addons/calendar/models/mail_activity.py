"""Activities that are meetings."""
from odoo import _, api, fields, models
from odoo.tools.mail import is_html_empty


class MailActivity(models.Model):
    _inherit = "mail.activity"

    calendar_event_id = fields.Many2one(
        "calendar.event", string="Calendar Meeting", ondelete="cascade",
        index="btree_not_null")

    def write(self, vals):
        """Change activities; a new deadline moves the meeting by as many days."""
        before = {activity: activity.date_deadline for activity in self}
        result = super().write(vals)
        if "date_deadline" in vals and \
                not self.env.context.get("mail_activity_meeting_update"):
            for activity in self.filtered("calendar_event_id"):
                shift = activity.date_deadline - before[activity]
                event = activity.calendar_event_id
                if shift:
                    event.with_context(mail_activity_meeting_update=True).write({
                        "start": event.start + shift, "stop": event.stop + shift})
        return result

    def action_create_calendar_event(self):
        """Open the calendar to plan the activity's meeting."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "calendar.action_calendar_event")
        action["context"] = {
            "default_activity_type_id": self.activity_type_id.id,
            "default_res_id": self.env.context.get("default_res_id"),
            "default_res_model": self.env.context.get("default_res_model"),
            "default_name": self.res_name,
            "default_description": self.note if not is_html_empty(self.note) else "",
            "default_activity_ids": [(6, 0, self.ids)],
            "default_partner_ids": self.user_id.partner_id.ids,
            "default_user_id": self.user_id.id,
            "initial_date": self.date_deadline,
            "default_calendar_event_id": self.calendar_event_id.id,
            "orig_activity_ids": self.ids, "return_to_parent_breadcrumb": True,
        }
        return action

    def _action_done(self, feedback=False, attachment_ids=None):
        """Mark as done; what was said of it goes to the meeting too."""
        events = self.calendar_event_id
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        if feedback:
            for event in events:
                description = event.description or ""
                event.write({"description": (
                    f"{description}<br />" if not is_html_empty(description) else ""
                ) + _("Feedback: %(feedback)s", feedback=feedback)})
        return result

    def unlink_w_meeting(self):
        """Delete activities with their meetings."""
        events = self.calendar_event_id
        result = self.unlink()
        events.unlink()
        return result


class MailActivityMixin(models.AbstractModel):
    _inherit = "mail.activity.mixin"

    activity_calendar_event_id = fields.Many2one(
        "calendar.event", string="Next Activity Calendar Event",
        compute="_compute_activity_calendar_event_id", groups="base.group_user")

    @api.depends("activity_ids.calendar_event_id")
    def _compute_activity_calendar_event_id(self):
        for record in self:
            record.activity_calendar_event_id = record.activity_ids[:1].calendar_event_id
