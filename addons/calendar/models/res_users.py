"""How private the meetings of a user are unless they say it themselves."""
from odoo import api, fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    calendar_default_privacy = fields.Selection(
        compute="_compute_calendar_default_privacy",
        inverse="_inverse_calendar_default_privacy", store=False)

    @api.depends("res_users_settings_ids.calendar_default_privacy")
    def _compute_calendar_default_privacy(self):
        usual = self.env["ir.config_parameter"].sudo().get_param(
            "calendar.default_privacy", "public")
        for user in self:
            settings = user.sudo().res_users_settings_ids[:1]
            user.calendar_default_privacy = settings.calendar_default_privacy or usual

    def _inverse_calendar_default_privacy(self):
        settings = self.env["res.users.settings"].sudo()
        for user in self.filtered(lambda one: one._is_internal()):
            settings._find_or_create_for_user(user).calendar_default_privacy = \
                user.calendar_default_privacy

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "calendar_default_privacy"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [*super().SELF_WRITEABLE_FIELDS, "calendar_default_privacy"]
