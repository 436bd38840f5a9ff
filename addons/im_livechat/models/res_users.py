"""Operators: their names, languages, and what they know."""
from __future__ import annotations

from odoo import api, fields, models

OF_SETTINGS = ("livechat_username", "livechat_lang_ids", "livechat_expertise_ids")


class ResUsers(models.Model):
    _inherit = "res.users"

    has_access_livechat = fields.Boolean(compute="_compute_has_access_livechat")
    livechat_expertise_ids = fields.Many2many(
        "im_livechat.expertise", compute="_compute_of_livechat_settings",
        inverse="_inverse_livechat_expertise_ids", store=False, readonly=False)
    livechat_is_in_call = fields.Boolean(compute="_compute_livechat_is_in_call")
    livechat_lang_ids = fields.Many2many(
        "res.lang", compute="_compute_of_livechat_settings",
        inverse="_inverse_livechat_lang_ids", store=False, readonly=False)
    livechat_ongoing_session_count = fields.Integer(
        compute="_compute_livechat_ongoing_session_count")
    livechat_username = fields.Char(
        compute="_compute_of_livechat_settings", inverse="_inverse_livechat_username",
        store=False, readonly=False)

    @property
    def SELF_READABLE_FIELDS(self):  # noqa: N802  Odoo's name
        """Operators see their own settings."""
        return [*super().SELF_READABLE_FIELDS, *OF_SETTINGS, "has_access_livechat"]

    @property
    def SELF_WRITEABLE_FIELDS(self):  # noqa: N802  Odoo's name
        """Operators change their own settings."""
        return [*super().SELF_WRITEABLE_FIELDS, *OF_SETTINGS]

    # ---- settings
    @api.depends(*(f"res_users_settings_ids.{name}" for name in OF_SETTINGS))
    def _compute_of_livechat_settings(self):
        for user in self:
            settings = user.sudo().res_users_settings_ids[:1]
            for name in OF_SETTINGS:
                user[name] = settings[name]

    def _write_livechat_settings(self, name):
        for user in self:
            field = self._fields[name]
            value = field.convert_to_write(user[name], user)
            self.env["res.users.settings"]._find_or_create_for_user(user).sudo().write(
                {name: value})

    def _inverse_livechat_username(self):
        self._write_livechat_settings("livechat_username")

    def _inverse_livechat_lang_ids(self):
        self._write_livechat_settings("livechat_lang_ids")

    def _inverse_livechat_expertise_ids(self):
        self._write_livechat_settings("livechat_expertise_ids")

    # ---- facts
    @api.depends("group_ids")
    def _compute_has_access_livechat(self):
        for user in self.sudo():
            user.has_access_livechat = user.has_group("im_livechat.im_livechat_group_user")

    def _compute_livechat_is_in_call(self):
        sessions = self.env["discuss.channel.rtc.session"].sudo().search(
            [("partner_id", "in", self.partner_id.ids)])
        for user in self:
            user.livechat_is_in_call = user.partner_id in sessions.partner_id

    def _compute_livechat_ongoing_session_count(self):
        found = dict(self.env["discuss.channel"].sudo()._read_group([
            ("livechat_end_dt", "=", False), ("channel_type", "=", "livechat"),
            ("livechat_operator_id", "in", self.partner_id.ids),
        ], ["livechat_operator_id"], ["__count"]))
        for user in self:
            user.livechat_ongoing_session_count = found.get(user.partner_id, 0)

    def write(self, vals):
        """Who may no longer answer leaves the channels."""
        result = super().write(vals)
        if "group_ids" in vals:
            gone = self.sudo().filtered(
                lambda user: user.livechat_channel_ids and not user.has_group(
                    "im_livechat.im_livechat_group_user"))
            gone.write({"livechat_channel_ids": [(5, 0, 0)]})
        return result
