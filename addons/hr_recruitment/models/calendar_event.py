"""Interviews are meetings about applicants."""
from odoo import api, models


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    @api.model
    def default_get(self, fields):
        """Return the defaults: a meeting of an applicant is about the applicant."""
        context = self.env.context
        applicant = context.get("default_applicant_id")
        if applicant:
            self = self.with_context(
                default_res_model_id=self.env["ir.model"]._get_id("hr.applicant"),
                default_res_id=applicant)
        values = super().default_get(fields)
        if not applicant and "applicant_id" in fields and values.get("res_id") and \
                self._is_about_applicants(values):
            values["applicant_id"] = values["res_id"]
        return values

    def _is_about_applicants(self, values):
        return values.get("res_model_id") == self.env["ir.model"]._get_id("hr.applicant")

    @api.model_create_multi
    def create(self, vals_list):
        """Make meetings; the files of an applicant come along."""
        events = super().create(vals_list)
        for event in events.filtered("applicant_id"):
            files = self.env["ir.attachment"].search([
                ("res_model", "=", "hr.applicant"), ("res_id", "=", event.applicant_id.id)])
            for file in files:
                file.copy({"res_model": "calendar.event", "res_id": event.id})
        return events
