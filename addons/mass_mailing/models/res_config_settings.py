"""Settings of mailings."""
from __future__ import annotations

from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    group_mass_mailing_campaign = fields.Boolean(
        implied_group="mass_mailing.group_mass_mailing_campaign")
    mass_mailing_mail_server_id = fields.Many2one(
        config_parameter="mass_mailing.mail_server_id")
    mass_mailing_outgoing_mail_server = fields.Boolean(
        config_parameter="mass_mailing.outgoing_mail_server")
    mass_mailing_reports = fields.Boolean(
        config_parameter="mass_mailing.mass_mailing_reports")
    show_blacklist_buttons = fields.Boolean(
        config_parameter="mass_mailing.show_blacklist_buttons")

    @api.model
    def get_values(self):
        """Names are split where the view that shows them so is active."""
        values = super().get_values()
        return {**values, "mass_mailing_split_contact_name":
                self.env["mailing.contact"]._is_name_split_activated()}

    def set_values(self):
        """Show the contacts in the way that was chosen."""
        super().set_values()
        view = self.env.ref("mass_mailing.mailing_contact_view_tree_split_name",
                            raise_if_not_found=False)
        if view:
            view.sudo().active = self.mass_mailing_split_contact_name

    @api.onchange("mass_mailing_outgoing_mail_server")
    def _onchange_mass_mailing_outgoing_mail_server(self):
        if not self.mass_mailing_outgoing_mail_server:
            self.mass_mailing_mail_server_id = False
