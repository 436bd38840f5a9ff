"""Senders that may write as often as they like."""
from __future__ import annotations

from markupsafe import Markup
from odoo import _, api, fields, models
from odoo.tools.mail import email_normalize


class MailGatewayAllowed(models.Model):
    _name = "mail.gateway.allowed"
    _description = "Mail Gateway Allowed"

    email = fields.Char(string="Email Address", required=True)
    email_normalized = fields.Char(
        string="Normalized Email", compute="_compute_email_normalized", store=True,
        index=True,
    )

    @api.depends("email")
    def _compute_email_normalized(self):
        for allowed in self:
            allowed.email_normalized = email_normalize(allowed.email)

    @api.model
    def get_empty_list_help(self, help_message):
        """Explain what the list is for."""
        threshold = int(self.env["ir.config_parameter"].sudo().get_param(
            "mail.gateway.loop.threshold", 20
        ))
        minutes = int(self.env["ir.config_parameter"].sudo().get_param(
            "mail.gateway.loop.minutes", 120
        ))
        return Markup(_(
            "<p class=\"o_view_nocontent_smiling_face\">Add addresses to the Allowed "
            "List</p><p>%(threshold)i new mails of one address in %(minutes)i minutes "
            "are a loop unless the address is listed here.</p>",
            threshold=threshold, minutes=minutes,
        ))
