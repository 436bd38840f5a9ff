"""Settings of the customers' pages."""
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    portal_allow_api_keys = fields.Boolean(
        string="Customer API Keys", compute="_compute_portal_allow_api_keys",
        inverse="_inverse_portal_allow_api_keys")

    def _compute_portal_allow_api_keys(self):
        allowed = self.env["ir.config_parameter"].sudo().get_param("portal.allow_api_keys")
        for settings in self:
            settings.portal_allow_api_keys = bool(allowed) and allowed != "False"

    def _inverse_portal_allow_api_keys(self):
        for settings in self:
            self.env["ir.config_parameter"].sudo().set_param(
                "portal.allow_api_keys", settings.portal_allow_api_keys)
