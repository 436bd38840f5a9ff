"""The general settings: company, languages, users, modules to add."""
from __future__ import annotations

from odoo import _, api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    company_id = fields.Many2one(
        "res.company", string="Company", required=True, ondelete="cascade",
        default=lambda self: self.env.company,
    )
    is_root_company = fields.Boolean(compute="_compute_is_root_company")
    module_base_import = fields.Boolean(
        "Allow users to import data from CSV/XLS/XLSX/ODS files"
    )
    module_google_calendar = fields.Boolean(
        string="Allow the users to synchronize their calendar  with Google Calendar"
    )
    module_microsoft_calendar = fields.Boolean(
        string="Allow the users to synchronize their calendar with Outlook Calendar"
    )
    module_mail_plugin = fields.Boolean(
        string="Allow integration with the mail plugins"
    )
    module_auth_oauth = fields.Boolean(
        "Use external authentication providers (OAuth)"
    )
    module_auth_ldap = fields.Boolean("LDAP Authentication")
    module_account_inter_company_rules = fields.Boolean("Manage Inter Company")
    module_voip = fields.Boolean("Phone")
    module_web_unsplash = fields.Boolean("Unsplash Image Library")
    module_sms = fields.Boolean("SMS")
    module_partner_autocomplete = fields.Boolean("Partner Autocomplete")
    module_base_geolocalize = fields.Boolean("GeoLocalize")
    module_google_address_autocomplete = fields.Boolean("Google Address Autocomplete")
    module_google_recaptcha = fields.Boolean("reCAPTCHA")
    module_website_cf_turnstile = fields.Boolean("Cloudflare Turnstile")
    report_footer = fields.Html(
        related="company_id.report_footer", string="Custom Report Footer",
        readonly=False,
    )
    group_multi_currency = fields.Boolean(
        string="Multi-Currencies", implied_group="base.group_multi_currency",
    )
    external_report_layout_id = fields.Many2one(
        related="company_id.external_report_layout_id"
    )
    show_effect = fields.Boolean(
        string="Show Effect", config_parameter="base_setup.show_effect"
    )
    company_count = fields.Integer("Number of Companies", compute="_compute_counts")
    active_user_count = fields.Integer(
        "Number of Active Users", compute="_compute_counts"
    )
    language_count = fields.Integer("Number of Languages", compute="_compute_counts")
    company_name = fields.Char(
        related="company_id.display_name", string="Company Name"
    )
    company_informations = fields.Text(compute="_compute_company_informations")
    company_country_code = fields.Char(
        related="company_id.country_id.code", string="Company Country Code"
    )
    company_country_group_codes = fields.Json(
        related="company_id.country_id.country_group_codes"
    )
    profiling_enabled_until = fields.Datetime(
        "Profiling enabled until", config_parameter="base.profiling_enabled_until"
    )

    @api.depends("company_id")
    def _compute_is_root_company(self):
        for settings in self:
            settings.is_root_company = not settings.company_id.parent_id

    @api.depends("company_id")
    def _compute_counts(self):
        companies = self.env["res.company"].sudo().search_count([])
        users = self.env["res.users"].sudo().search_count([("share", "=", False)])
        languages = len(self.env["res.lang"].get_installed())
        for settings in self:
            settings.company_count = companies
            settings.active_user_count = users
            settings.language_count = languages

    @api.depends("company_id")
    def _compute_company_informations(self):
        """Write the company's address as it stands on letters."""
        for settings in self:
            company = settings.company_id
            place = " - ".join(filter(None, (company.city, company.zip)))
            lines = [
                company.street, company.street2, place, company.state_id.name,
                company.country_id.name,
                company.vat and _("VAT: %s", company.vat),
            ]
            settings.company_informations = "\n".join(filter(None, lines))

    def open_company(self):
        """Answer the action that shows the company."""
        return {
            "type": "ir.actions.act_window",
            "name": _("My Company"),
            "view_mode": "form",
            "res_model": "res.company",
            "res_id": self.env.company.id,
            "target": "current",
        }

    def open_new_user_default_groups(self):
        """Answer the action that shows what new users may do."""
        raise NotImplementedError(
            "res.config.settings.open_new_user_default_groups: see COVERAGE.md"
        )

    def edit_external_header(self):
        """Answer the action that shows the layout of reports."""
        if not self.external_report_layout_id:
            return False
        return {
            "type": "ir.actions.act_window",
            "res_model": "ir.ui.view",
            "view_mode": "form",
            "res_id": self.external_report_layout_id.id,
        }
