"""Settings of leads: teams, recurring revenues, giving leads out, chances."""
from __future__ import annotations

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from odoo import api, fields, models

INTERVALS = [("minutes", "Minutes"), ("hours", "Hours"), ("days", "Days"),
             ("weeks", "Weeks")]


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    crm_auto_assignment_action = fields.Selection(
        [("manual", "Manually"), ("auto", "Repeatedly")], string="Auto Assignment Action",
        compute="_compute_crm_auto_assignment_data", readonly=False, store=True,
    )
    crm_auto_assignment_interval_number = fields.Integer(
        string="Repeat every", compute="_compute_crm_auto_assignment_data",
        readonly=False, store=True,
    )
    crm_auto_assignment_interval_type = fields.Selection(
        INTERVALS, string="Auto Assignment Interval Unit",
        compute="_compute_crm_auto_assignment_data", readonly=False, store=True,
    )
    crm_auto_assignment_run_datetime = fields.Datetime(
        string="Auto Assignment Next Execution Date",
        compute="_compute_crm_auto_assignment_data", readonly=False, store=True,
    )
    crm_use_auto_assignment = fields.Boolean(
        string="Rule-Based Assignment", config_parameter="crm.lead.auto.assignment",
    )
    group_use_lead = fields.Boolean(string="Leads", implied_group="crm.group_use_lead")
    group_use_recurring_revenues = fields.Boolean(
        string="Recurring Revenues", implied_group="crm.group_use_recurring_revenues",
    )
    is_membership_multi = fields.Boolean(
        string="Multi Teams", config_parameter="sales_team.membership_multi",
    )
    lead_enrich_auto = fields.Selection(
        [("manual", "Enrich leads on demand only"),
         ("auto", "Enrich all leads automatically")],
        string="Enrich lead automatically", default="auto",
        config_parameter="crm.iap.lead.enrich.setting",
    )
    lead_mining_in_pipeline = fields.Boolean(
        "Create a lead mining request directly from the opportunity pipeline.",
        config_parameter="crm.lead_mining_in_pipeline",
    )
    module_crm_iap_enrich = fields.Boolean(
        "Enrich your leads automatically with company data based on their email address."
    )
    module_crm_iap_mine = fields.Boolean(
        "Generate new leads based on their country, industries, size, etc."
    )
    module_partnership = fields.Boolean("Membership / Partnership")
    module_website_crm_iap_reveal = fields.Boolean(
        "Create Leads/Opportunities from your website's traffic"
    )
    predictive_lead_scoring_field_labels = fields.Char(
        compute="_compute_predictive_lead_scoring_field_labels",
    )
    predictive_lead_scoring_fields = fields.Many2many(
        "crm.lead.scoring.frequency.field", string="Lead Scoring Frequency Fields",
        compute="_compute_pls_fields", inverse="_inverse_pls_fields",
    )
    predictive_lead_scoring_fields_str = fields.Char(
        string="Lead Scoring Frequency Fields in String",
        config_parameter="crm.pls_fields",
    )
    predictive_lead_scoring_start_date = fields.Date(
        string="Lead Scoring Starting Date", compute="_compute_pls_start_date",
        inverse="_inverse_pls_start_date",
    )
    predictive_lead_scoring_start_date_str = fields.Char(
        string="Lead Scoring Starting Date in String",
        config_parameter="crm.pls_start_date",
    )

    # ---- giving leads out
    def _find_assignment_cron(self):
        return self.sudo().env.ref("crm.ir_cron_crm_lead_assign", raise_if_not_found=False)

    @api.depends("crm_use_auto_assignment")
    def _compute_crm_auto_assignment_data(self):
        cron = self._find_assignment_cron()
        for settings in self:
            used = settings.crm_use_auto_assignment and cron
            settings.crm_auto_assignment_action = \
                "auto" if used and cron.active else "manual"
            settings.crm_auto_assignment_interval_type = \
                cron.interval_type if used and cron.interval_type else "days"
            settings.crm_auto_assignment_interval_number = \
                cron.interval_number if used and cron.interval_number else 1
            settings.crm_auto_assignment_run_datetime = cron.nextcall if used else False

    @api.onchange("crm_auto_assignment_action", "crm_auto_assignment_interval_type",
                  "crm_auto_assignment_interval_number")
    def _onchange_crm_auto_assignment_run_datetime(self):
        number = self.crm_auto_assignment_interval_number
        if self.crm_auto_assignment_action == "manual" or number <= 0:
            self.crm_auto_assignment_run_datetime = False
        else:
            self.crm_auto_assignment_run_datetime = self._get_next_run(number)

    def _get_next_run(self, number):
        kind = self.crm_auto_assignment_interval_type
        step = relativedelta(**{kind: number}) if kind else timedelta(days=number)
        return fields.Datetime.now() + step

    def set_values(self):
        """Keep the settings; the job that gives leads out follows them."""
        before = self.env["ir.config_parameter"].sudo().get_param(
            "sales_team.membership_multi"
        )
        super().set_values()
        cron = self._find_assignment_cron()
        if cron:
            self._write_cron(cron)
        if self.is_membership_multi != bool(before):
            self.env["crm.team.member"].invalidate_model(["is_membership_multi"])

    def _write_cron(self, cron):
        wanted = self.crm_use_auto_assignment
        values = {"active": wanted and self.crm_auto_assignment_action == "auto"}
        if values["active"]:
            number = self.crm_auto_assignment_interval_number or 1
            values.update({
                "interval_type": self.crm_auto_assignment_interval_type or "days",
                "interval_number": number,
                "nextcall": self.crm_auto_assignment_run_datetime
                or self._get_next_run(number),
            })
        cron.write({
            name: value for name, value in values.items() if cron[name] != value
        })

    def action_crm_assign_leads(self):
        """Give leads out now."""
        self.ensure_one()
        return self.env["crm.team"].search([
            ("assignment_optout", "=", False),
        ]).action_assign_leads()

    # ---- chances
    @api.depends("predictive_lead_scoring_fields_str")
    def _compute_pls_fields(self):
        choices = self.env["crm.lead.scoring.frequency.field"]
        for settings in self:
            names = (settings.predictive_lead_scoring_fields_str or "").split(",")
            settings.predictive_lead_scoring_fields = choices.search([
                ("field_id.name", "in", names),
            ])

    def _inverse_pls_fields(self):
        for settings in self:
            settings.predictive_lead_scoring_fields_str = ",".join(
                settings.predictive_lead_scoring_fields.mapped("field_id.name")
            )

    @api.depends("predictive_lead_scoring_start_date_str")
    def _compute_pls_start_date(self):
        for settings in self:
            text = settings.predictive_lead_scoring_start_date_str
            try:
                day = fields.Date.to_date(text)
            except ValueError:
                day = False
            settings.predictive_lead_scoring_start_date = day \
                or fields.Date.today() - timedelta(days=8)

    def _inverse_pls_start_date(self):
        for settings in self:
            day = settings.predictive_lead_scoring_start_date
            if day:
                settings.predictive_lead_scoring_start_date_str = fields.Date.to_string(day)

    @api.depends("predictive_lead_scoring_fields")
    def _compute_predictive_lead_scoring_field_labels(self):
        for settings in self:
            names = ["Stage", *settings.predictive_lead_scoring_fields.mapped("name")]
            settings.predictive_lead_scoring_field_labels = ", ".join(names)
