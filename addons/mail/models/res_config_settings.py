"""Settings of mail."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    company_id = fields.Many2one(
        "res.company", string="Company", required=True,
        default=lambda self: self.env.company,
    )
    alias_domain_id = fields.Many2one(
        "mail.alias.domain", string="Alias Domain", related="company_id.alias_domain_id",
        readonly=False,
    )
    email_primary_color = fields.Char(
        string="Email Button Text", related="company_id.email_primary_color",
        readonly=False,
    )
    email_secondary_color = fields.Char(
        string="Email Button Color", related="company_id.email_secondary_color",
        readonly=False,
    )
    external_email_server_default = fields.Boolean(string="Use Custom Email Servers")
    fail_counter = fields.Integer(string="Fail Mail", compute="_compute_fail_counter")
    google_translate_api_key = fields.Char(string="Message Translation API Key")
    module_google_gmail = fields.Boolean(string="Support Gmail Authentication")
    module_microsoft_outlook = fields.Boolean(string="Support Outlook Authentication")
    restrict_template_rendering = fields.Boolean(
        config_parameter="mail.restrict.template.rendering",
    )
    sfu_server_key = fields.Char(string="SFU Server key")
    sfu_server_url = fields.Char(string="SFU Server URL")
    tenor_api_key = fields.Char(string="Tenor API key")
    twilio_account_sid = fields.Char(string="Account SID")
    twilio_account_token = fields.Char(string="Account Auth Token")
    use_sfu_server = fields.Boolean(string="Use SFU server")
    use_twilio_rtc_servers = fields.Boolean(string="Use Twilio ICE servers")

    def _compute_fail_counter(self):
        count = self.env["mail.mail"].sudo().search_count([
            ("date", ">=", fields.Datetime.subtract(fields.Datetime.now(), days=30)),
            ("state", "=", "exception"),
        ])
        for settings in self:
            settings.fail_counter = count

    def open_email_layout(self):
        """Open the view that notifications are laid out by."""
        layout = self.env.ref("mail.mail_notification_layout", raise_if_not_found=False)
        if not layout:
            raise UserError(_("This layout seems to no longer exist."))
        return {
            "type": "ir.actions.act_window", "name": _("Mail Layout"),
            "res_model": "ir.ui.view", "view_mode": "form", "res_id": layout.id,
        }

    @api.model
    def open_mail_templates(self):
        """Open the list of templates."""
        return {"type": "ir.actions.act_window", "res_model": "mail.template",
                "view_mode": "list,form"}
