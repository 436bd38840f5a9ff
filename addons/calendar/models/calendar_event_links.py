"""Meetings about a record: the activity that stands for them there."""
from odoo import api, fields, models

# field of the meeting -> field of its activity
SAME = {"name": "summary", "description": "note", "start": "date_deadline",
        "user_id": "user_id"}


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    res_id = fields.Many2oneReference(model_field="res_model")

    @api.model_create_multi
    def create(self, vals_list):
        """Make meetings; one about a record plans an activity on it."""
        context = self.env.context
        activity_type = self.env["mail.activity.type"].sudo().search(
            [("category", "=", "meeting")], limit=1)
        for vals in vals_list:
            model_id = vals.get("res_model_id", context.get("default_res_model_id"))
            if not model_id and context.get("default_res_model"):
                model_id = self.env["ir.model"]._get_id(context["default_res_model"])
            res_id = vals.get("res_id", context.get("default_res_id"))
            if vals.get("res_model") and not model_id:
                model_id = self.env["ir.model"]._get_id(vals["res_model"])
            if not activity_type or not model_id or not res_id \
                    or vals.get("activity_ids") or context.get("default_activity_ids"):
                continue
            model = self.env["ir.model"].sudo().browse(model_id).model
            if model == self._name or "activity_ids" not in self.env[model]._fields:
                continue
            activity = {"res_model_id": model_id, "res_id": res_id,
                        "activity_type_id": activity_type.id}
            vals["activity_ids"] = [(0, 0, activity)]
        # defaults of the meeting are not those of its activity
        events = super(CalendarEvent, self.with_context({
            key: value for key, value in context.items() if key != "default_activity_ids"
        }) if "default_activity_ids" in context else self).create(vals_list)
        events._sync_activities(set(SAME))
        return events

    def write(self, vals):
        """Change meetings; their activities follow."""
        result = super().write(vals)
        if set(SAME) & set(vals) and not self.env.context.get("mail_activity_meeting_update"):
            self.exists()._sync_activities(set(vals))
        return result

    def _sync_activities(self, names):
        for event in self.filtered("activity_ids"):
            values = {}
            for name in names & set(SAME):
                value = event[name]
                if name == "start":
                    value = event.start_date if event.allday else \
                        fields.Datetime.context_timestamp(event, event.start).date()
                elif name == "user_id":
                    if not value:
                        continue
                    value = value.id
                values[SAME[name]] = value
            if values:
                event.activity_ids.with_context(
                    mail_activity_meeting_update=True).write(values)
