"""Whose meetings a user sees beside the own; accounts with other calendars."""
from odoo import api, fields, models


class CalendarFilters(models.Model):
    _inherit = "calendar.filters"

    active = fields.Boolean(default=True)
    partner_checked = fields.Boolean(default=True)

    @api.model
    def unlink_from_partner_id(self, partner_id):
        """Let nobody see a partner's meetings any longer."""
        return self.search([("partner_id", "=", partner_id)]).unlink()


class ResUsers(models.Model):
    _inherit = "res.users"

    def get_selected_calendars_partner_ids(self, include_user=True):
        """Return the ids of the partners whose meetings the user looks at."""
        self.ensure_one()
        partners = self.env["calendar.filters"].search([
            ("user_id", "=", self.id), ("partner_checked", "=", True)]).partner_id.ids
        return [*partners, self.partner_id.id] if include_user else partners

    @api.model
    def check_calendar_credentials(self):
        """Return which calendars elsewhere have credentials: filled by their addons."""
        return {}

    def check_synchronization_status(self):
        """Return how calendars elsewhere are synchronised: filled by their addons."""
        return {}


class CalendarProviderConfig(models.TransientModel):
    _inherit = "calendar.provider.config"

    cal_sync_paused = fields.Boolean(default=False)
    microsoft_outlook_sync_paused = fields.Boolean(default=False)

    def action_calendar_prepare_external_provider_sync(self):
        """Install the addon of the provider, and keep its credentials as parameters."""
        self.ensure_one()
        google = self.external_calendar_provider == "google"
        name = "google_calendar" if google else "microsoft_calendar"
        module = self.env["ir.module.module"].sudo().search([("name", "=", name)])
        module.filtered(lambda m: m.state != "installed").button_immediate_install()
        parts = (self.cal_client_id, self.cal_client_secret, self.cal_sync_paused) \
            if google else (self.microsoft_outlook_client_identifier,
                            self.microsoft_outlook_client_secret,
                            self.microsoft_outlook_sync_paused)
        parameters = self.env["ir.config_parameter"].sudo()
        for key, value in zip(("client_id", "client_secret", "sync_paused"), parts,
                              strict=True):
            parameters.set_param(f"{name}_{key}", value)


class MailActivitySchedule(models.TransientModel):
    _inherit = "mail.activity.schedule"

    def action_create_calendar_event(self):
        """Plan the activity, and open the calendar to place its meeting."""
        self.ensure_one()
        if not self.is_batch_mode:
            activity = self._action_schedule_activities()
            return activity.with_context(
                default_res_model=activity.res_model, default_res_id=activity.res_id,
            ).action_create_calendar_event()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "calendar.action_calendar_event")
