"""Buttons of events and their questions."""
from odoo import fields, models


class EventEvent(models.Model):
    _inherit = "event.event"

    active = fields.Boolean(default=True)

    def get_kiosk_url(self):
        """Return where attendees are checked in."""
        return f"{self.get_base_url()}/odoo/registration-desk"

    def action_open_slot_calendar(self):
        """Open the slots of the event in a calendar."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "event.event_slot_action_from_event")
        action["context"] = {
            "default_event_id": self.id, "search_default_event_id": self.id,
            "initial_date": self.date_begin, "event_calendar_range_start_date":
            self.date_begin.date(), "event_calendar_range_end_date": self.date_end.date(),
        }
        action["domain"] = [("event_id", "=", self.id)]
        return action


class EventRegistration(models.Model):
    _inherit = "event.registration"

    registration_properties = fields.Properties(
        definition="event_id.registration_properties_definition")


class EventQuestion(models.Model):
    _inherit = "event.question"

    def action_event_view(self):
        """Open the events that ask the question."""
        action = self.env["ir.actions.act_window"]._for_xml_id("event.action_event_view")
        action["domain"] = [("question_ids", "in", self.ids)]
        return action

    def action_view_question_answers(self):
        """Open the answers: as a graph where they are chosen, in a list else."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "event.action_event_registration_report")
        action["domain"] = [("question_id", "=", self.id)]
        kinds = ["graph", "pivot", "list"] if self.question_type in (
            "simple_choice", "radio") else ["list", "pivot"]
        action["view_mode"] = ",".join(kinds)
        action["views"] = [(False, kind) for kind in kinds]
        return action
