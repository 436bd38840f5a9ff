"""Leads and opportunities."""
from __future__ import annotations

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.mail import email_normalize


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["mail.thread.cc", "mail.thread.blacklist", "mail.thread.phone", "mail.activity.mixin", "utm.mixin", "format.address.mixin", "mail.tracking.duration.mixin"]
    _description = "Lead"
    _order = "priority desc, id desc"

    active = fields.Boolean(tracking=72, default=True)
    automated_probability = fields.Float(
        compute="_compute_automated_probability", store=True,
    )
    city = fields.Char(compute="_compute_city", store=True, readonly=False)
    color = fields.Integer(string="Color Index", default=0)
    commercial_partner_id = fields.Many2one(
        "res.partner", string="Customer Company", compute="_compute_commercial_partner_id",
        readonly=False,
    )
    company_currency = fields.Many2one(
        "res.currency", string="Currency", compute="_compute_company_currency",
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, readonly=False,
        index=True,
    )
    contact_name = fields.Char(
        compute="_compute_contact_name", store=True, readonly=False, index="trigram",
        tracking=30,
    )
    country_id = fields.Many2one(
        "res.country", compute="_compute_country_id", store=True, readonly=False,
    )
    date_automation_last = fields.Datetime(string="Last Action", readonly=True)
    date_closed = fields.Datetime(string="Closed Date", readonly=True, copy=False)
    date_conversion = fields.Datetime(string="Conversion Date", readonly=True)
    date_deadline = fields.Date(string="Expected Closing")
    date_last_stage_update = fields.Datetime(
        string="Last Stage Update", compute="_compute_date_last_stage_update", store=True,
        index=True,
    )
    date_open = fields.Datetime(
        string="Assignment Date", compute="_compute_date_open", store=True,
    )
    day_close = fields.Float(
        string="Days to Close", compute="_compute_day_close", store=True,
    )
    day_open = fields.Float(
        string="Days to Assign", compute="_compute_day_open", store=True,
    )
    description = fields.Html(string="Notes")
    duplicate_lead_count = fields.Integer(
        string="Potential Duplicate Lead Count", compute="_compute_duplicate_lead_ids",
    )
    duplicate_lead_ids = fields.Many2many(
        "crm.lead", string="Potential Duplicate Lead",
        compute="_compute_duplicate_lead_ids",
    )
    email_domain_criterion = fields.Char(
        compute="_compute_email_domain_criterion", store=True, index="btree_not_null",
    )
    email_from = fields.Char(
        string="Email", compute="_compute_email_from", store=True,
        inverse="_inverse_email_from", index="trigram", tracking=40,
    )
    email_state = fields.Selection(
        [("correct", "Correct"), ("incorrect", "Incorrect")], string="Email Quality",
        compute="_compute_email_state", store=True,
    )
    expected_revenue = fields.Monetary(
        tracking=True, currency_field="company_currency", default=0.0,
    )
    function = fields.Char(
        string="Job Position", compute="_compute_function", store=True, readonly=False,
    )
    is_automated_probability = fields.Boolean(
        string="Is automated probability?", compute="_compute_is_automated_probability",
    )
    is_partner_visible = fields.Boolean(compute="_compute_is_partner_visible")
    lang_active_count = fields.Integer(compute="_compute_lang_active_count")
    lang_code = fields.Char(string="Locale Code", related="lang_id.code")
    lang_id = fields.Many2one(
        "res.lang", string="Language", compute="_compute_lang_id", store=True,
        readonly=False,
    )
    lead_properties = fields.Properties(
        string="Properties", compute="_compute_lead_properties", store=True, readonly=False,
        definition="team_id.lead_properties_definition",
    )
    lost_reason_id = fields.Many2one(
        "crm.lost.reason", index=True, ondelete="restrict", tracking=71,
    )
    name = fields.Char(
        string="Opportunity", required=True, compute="_compute_name", store=True,
        readonly=False, index="trigram",
    )
    partner_email_update = fields.Boolean(
        string="Partner Email will Update", compute="_compute_partner_email_update",
    )
    partner_id = fields.Many2one("res.partner", string="Contact", index=True, tracking=10)
    partner_is_blacklisted = fields.Boolean(
        string="Partner is blacklisted", related="partner_id.is_blacklisted",
        groups="base.group_user",
    )
    partner_name = fields.Char(
        string="Company Name", compute="_compute_partner_name", store=True, readonly=False,
        index="trigram", tracking=20,
    )
    partner_phone_update = fields.Boolean(
        string="Partner Phone will Update", compute="_compute_partner_phone_update",
    )
    phone = fields.Char(
        compute="_compute_phone", store=True, inverse="_inverse_phone", tracking=50,
    )
    phone_state = fields.Selection(
        [("correct", "Correct"), ("incorrect", "Incorrect")], string="Phone Quality",
        compute="_compute_phone_state", store=True,
    )
    priority = fields.Selection(
        [("0", "Low"), ("1", "Medium"), ("2", "High"), ("3", "Very High")], index=True,
        default="0",
    )
    probability = fields.Float(
        compute="_compute_probability", store=True, readonly=False, aggregator="avg",
    )
    prorated_revenue = fields.Monetary(
        compute="_compute_prorated_revenue", store=True, currency_field="company_currency",
    )
    recurring_plan = fields.Many2one("crm.recurring.plan")
    recurring_revenue = fields.Monetary(
        string="Recurring Revenues", tracking=True, currency_field="company_currency",
        default=0.0,
    )
    recurring_revenue_monthly = fields.Monetary(
        string="Expected MRR", compute="_compute_recurring_revenue_monthly", store=True,
        currency_field="company_currency",
    )
    recurring_revenue_monthly_prorated = fields.Monetary(
        string="Prorated MRR", compute="_compute_recurring_revenue_monthly_prorated",
        store=True, currency_field="company_currency",
    )
    recurring_revenue_prorated = fields.Monetary(
        string="Prorated Recurring Revenues", compute="_compute_recurring_revenue_prorated",
        store=True, currency_field="company_currency",
    )
    referred = fields.Char(string="Referred By")
    stage_id = fields.Many2one(
        "crm.stage", compute="_compute_stage_id", store=True, readonly=False, index=True,
        ondelete="restrict", tracking=True, group_expand="_read_group_stage_ids",
        copy=False,
    )
    stage_id_color = fields.Integer(string="Stage Color", related="stage_id.color")
    state_id = fields.Many2one(
        "res.country.state", compute="_compute_state_id", store=True, readonly=False,
    )
    street = fields.Char(compute="_compute_street", store=True, readonly=False)
    street2 = fields.Char(compute="_compute_street2", store=True, readonly=False)
    tag_ids = fields.Many2many("crm.tag", "crm_tag_rel", "lead_id", "tag_id", string="Tags")
    team_id = fields.Many2one(
        "crm.team", string="Sales Team", compute="_compute_team_id", store=True,
        readonly=False, index=True, tracking=True,
    )
    type = fields.Selection(
        [("lead", "Lead"), ("opportunity", "Opportunity")], required=True, index=True,
        tracking=15, default=lambda self: self._default_type(),
    )
    user_company_ids = fields.Many2many("res.company", compute="_compute_user_company_ids")
    user_id = fields.Many2one(
        "res.users", string="Salesperson", index=True, tracking=True,
        default=lambda self: self.env.user,
    )
    website = fields.Char(compute="_compute_website", store=True, readonly=False)
    won_status = fields.Selection(
        [("won", "Won"), ("lost", "Lost"), ("pending", "Pending")], string="Won/Lost",
        compute="_compute_won_status", store=True, tracking=70,
    )
    zip = fields.Char(compute="_compute_zip", store=True, readonly=False)

    _primary_email = "email_from"
    _track_duration_field = "stage_id"
    _mail_thread_customer = True

    _check_probability = models.Constraint(
        "check(probability >= 0 and probability <= 100)",
        "The probability of closing the deal should be between 0% and 100%!",
    )

    @api.model
    def _default_type(self):
        return "lead" if self.env.user.has_group("crm.group_use_lead") else "opportunity"

    @api.model
    def _read_group_stage_ids(self, stages, domain):
        team_id = self.env.context.get("default_team_id")
        found = ["|", ("id", "in", stages.ids), ("team_ids", "=", False)]
        if team_id:
            found = ["|", *found, ("team_ids", "=", team_id)]
        return stages.sudo().search(found)

    # ---- whose
    @api.depends("user_id", "type")
    def _compute_team_id(self):
        for lead in self:
            user = lead.user_id
            if not user or lead.team_id and user in (
                lead.team_id.member_ids | lead.team_id.user_id
            ):
                continue
            domain = [("use_leads" if lead.type == "lead" else "use_opportunities",
                       "=", True)]
            lead.team_id = self.env["crm.team"]._get_default_team_id(
                user_id=user.id, domain=domain
            )

    @api.depends("user_id", "team_id", "partner_id")
    def _compute_company_id(self):
        for lead in self:
            if not lead.company_id or not lead._fits_company():
                lead.company_id = lead._propose_company()

    def _fits_company(self):
        """Tell whether those responsible, or else the customer, allow the company."""
        company, team, user = self.company_id, self.team_id, self.user_id
        if user and company not in user.sudo().company_ids:
            return False
        if team:
            return company == team.company_id if team.company_id else bool(user)
        return bool(user) or self.partner_id.company_id == company

    def _propose_company(self):
        """Return the company of the team, or of the user, or of the customer."""
        if self.team_id.company_id:
            return self.team_id.company_id
        if self.user_id:
            if self.env.company in self.user_id.sudo().company_ids:
                return self.env.company
            return self.user_id.company_id & self.env.companies
        return self.partner_id.company_id

    @api.depends("company_id")
    def _compute_user_company_ids(self):
        companies = self.env["res.company"].search([])
        for lead in self:
            lead.user_company_ids = lead.company_id or companies

    @api.depends("company_id")
    def _compute_company_currency(self):
        for lead in self:
            lead.company_currency = (lead.company_id or self.env.company).currency_id

    @api.depends("team_id", "type")
    def _compute_stage_id(self):
        for lead in self:
            if not lead.stage_id:
                lead.stage_id = lead._stage_find(domain=[("fold", "=", False)])

    def _stage_find(self, team_id=False, domain=None, order="sequence, id", limit=1):
        """Return the first stage of the lead's team that satisfies the domain."""
        teams = {team_id} if team_id else set(self.team_id.ids)
        found = [("team_ids", "=", False), *(domain or [])]
        if teams:
            found = ["|", ("team_ids", "=", False), ("team_ids", "in", list(teams)),
                     *(domain or [])]
        return self.env["crm.stage"].search(found, order=order, limit=limit)

    def _compute_lang_active_count(self):
        self.lang_active_count = len(self.env["res.lang"].get_installed())

    @api.depends("partner_id")
    def _compute_commercial_partner_id(self):
        for lead in self:
            lead.commercial_partner_id = lead.partner_id.commercial_partner_id

    def _compute_is_partner_visible(self):
        for lead in self:
            lead.is_partner_visible = lead.type == "opportunity" or bool(lead.partner_id)

    @api.depends("email_normalized")
    def _compute_email_domain_criterion(self):
        for lead in self:
            mail = lead.email_normalized
            lead.email_domain_criterion = f"@{mail.partition('@')[2]}" if mail else False

    @api.depends("email_from")
    def _compute_email_state(self):
        for lead in self:
            mail = lead.email_from
            lead.email_state = False if not mail else (
                "correct" if email_normalize(mail, strict=False) else "incorrect"
            )

    @api.depends("phone", "country_id.code")
    def _compute_phone_state(self):
        for lead in self:
            lead.phone_state = False if not lead.phone else (
                "correct" if lead._phone_format(number=lead.phone) else "incorrect"
            )

    @api.depends("team_id")
    def _compute_lead_properties(self):
        for lead in self:
            lead.lead_properties = lead.lead_properties

    # ---- dates and money
    @api.depends("stage_id")
    def _compute_date_last_stage_update(self):
        self.date_last_stage_update = fields.Datetime.now()

    @api.depends("user_id")
    def _compute_date_open(self):
        for lead in self:
            lead.date_open = fields.Datetime.now() if lead.user_id else False

    @api.depends("create_date", "date_open")
    def _compute_day_open(self):
        for lead in self:
            lead.day_open = abs((lead.date_open - lead.create_date).days) \
                if lead.date_open and lead.create_date else 0

    @api.depends("create_date", "date_closed")
    def _compute_day_close(self):
        for lead in self:
            lead.day_close = abs((lead.date_closed - lead.create_date).days) \
                if lead.date_closed and lead.create_date else 0

    @api.depends("expected_revenue", "probability")
    def _compute_prorated_revenue(self):
        for lead in self:
            lead.prorated_revenue = round(
                (lead.expected_revenue or 0.0) * (lead.probability or 0) / 100.0, 2
            )

    @api.depends("recurring_revenue", "recurring_plan.number_of_months")
    def _compute_recurring_revenue_monthly(self):
        for lead in self:
            months = lead.recurring_plan.number_of_months or 1
            lead.recurring_revenue_monthly = (lead.recurring_revenue or 0.0) / months

    @api.depends("recurring_revenue_monthly", "probability")
    def _compute_recurring_revenue_monthly_prorated(self):
        for lead in self:
            lead.recurring_revenue_monthly_prorated = (
                (lead.recurring_revenue_monthly or 0.0) * (lead.probability or 0) / 100.0
            )

    @api.depends("recurring_revenue", "probability")
    def _compute_recurring_revenue_prorated(self):
        for lead in self:
            lead.recurring_revenue_prorated = (
                (lead.recurring_revenue or 0.0) * (lead.probability or 0) / 100.0
            )

    # ---- chances
    @api.depends("probability", "automated_probability")
    def _compute_is_automated_probability(self):
        for lead in self:
            lead.is_automated_probability = (
                round(lead.probability or 0, 2) == round(lead.automated_probability or 0, 2)
            )

    @api.depends("active", "probability", "stage_id")
    def _compute_won_status(self):
        for lead in self:
            if lead.stage_id.is_won and lead.probability == 100:
                lead.won_status = "won"
            elif not lead.active and not lead.probability:
                lead.won_status = "lost"
            else:
                lead.won_status = "pending"

    # ---- twins
    @api.depends("email_normalized", "partner_id")
    def _compute_duplicate_lead_ids(self):
        for lead in self:
            domain = []
            if lead.email_normalized:
                domain.append([("email_normalized", "=", lead.email_normalized)])
            if lead.partner_id.commercial_partner_id:
                domain.append([("partner_id", "child_of",
                                lead.partner_id.commercial_partner_id.ids)])
            found = self.with_context(active_test=False).search(
                Domain.OR(domain) & Domain("id", "not in", lead.ids)
            ) if domain else self.browse()
            lead.duplicate_lead_ids = found | lead
            lead.duplicate_lead_count = len(found)

