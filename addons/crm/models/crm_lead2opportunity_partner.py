"""Making an opportunity of a lead."""
from __future__ import annotations

from odoo import api, fields, models


class CrmLead2OpportunityPartner(models.TransientModel):
    _name = "crm.lead2opportunity.partner"
    _description = "Convert Lead to Opportunity (not in mass)"

    action = fields.Selection(
        [("create", "Create a new customer"), ("exist", "Link to an existing customer")],
        string="Related Customer", required=True, compute="_compute_action", store=True,
        readonly=False, precompute=True,
    )
    commercial_partner_id = fields.Many2one(
        "res.partner", string="Company", compute="_compute_commercial_partner_id",
        store=True, readonly=False,
    )
    duplicated_lead_ids = fields.Many2many(
        "crm.lead", "crm_lead_crm_lead2opportunity_partner_rel",
        "crm_lead2opportunity_partner_id", "crm_lead_id", string="Opportunities",
        compute="_compute_duplicated_lead_ids", store=True, readonly=False,
    )
    force_assignment = fields.Boolean(string="Force assignment", default=True)
    lead_contact_name = fields.Char(string="Contact Name", related="lead_id.contact_name")
    lead_id = fields.Many2one(
        "crm.lead", string="Associated Lead", required=True, ondelete="cascade",
    )
    lead_partner_name = fields.Char(string="Company Name", related="lead_id.partner_name")
    name = fields.Selection(
        [
            ("convert", "Convert to opportunity"),
            ("merge", "Merge with existing opportunities"),
        ],
        string="Conversion Action", compute="_compute_name", store=True, readonly=False,
    )
    partner_id = fields.Many2one(
        "res.partner", string="Customer", compute="_compute_partner_id", store=True,
        readonly=False,
    )
    team_id = fields.Many2one(
        "crm.team", string="Sales Team", compute="_compute_team_id", store=True,
        readonly=False,
    )
    user_id = fields.Many2one(
        "res.users", string="Salesperson", compute="_compute_user_id", store=True,
        readonly=False,
    )

    @api.model
    def default_get(self, fields):
        """The active lead is to be converted."""
        result = super().default_get(fields)
        if "lead_id" in fields and not result.get("lead_id"):
            result["lead_id"] = self.env.context.get("active_id")
        return result

    @api.depends("duplicated_lead_ids")
    def _compute_name(self):
        for wizard in self:
            wizard.name = wizard.name or (
                "merge" if len(wizard.duplicated_lead_ids) >= 2 else "convert"
            )

    @api.depends("lead_id")
    def _compute_action(self):
        for wizard in self:
            wizard.action = "exist" if wizard.lead_id._find_matching_partner() else "create"

    @api.depends("lead_id")
    def _compute_duplicated_lead_ids(self):
        for wizard in self:
            wizard.duplicated_lead_ids = wizard.lead_id.duplicate_lead_ids

    @api.depends("action", "lead_id")
    def _compute_partner_id(self):
        for wizard in self:
            wizard.partner_id = wizard.lead_id._find_matching_partner() \
                if wizard.action == "exist" else False

    @api.depends("partner_id")
    def _compute_commercial_partner_id(self):
        for wizard in self:
            wizard.commercial_partner_id = wizard.partner_id.commercial_partner_id

    @api.depends("lead_id")
    def _compute_user_id(self):
        for wizard in self:
            wizard.user_id = wizard.lead_id.user_id

    @api.depends("user_id")
    def _compute_team_id(self):
        for wizard in self:
            wizard.team_id = wizard.lead_id.team_id

    def action_apply(self):
        """Convert, or merge and convert; open the opportunity."""
        self.ensure_one()
        lead = self.lead_id
        if self.name == "merge":
            lead = (self.duplicated_lead_ids | lead).merge_opportunity()
        partner = self.partner_id
        if self.action == "create" and not lead.partner_id:
            partner = lead._create_customer()
        lead.convert_opportunity(partner, self.user_id.ids, self.team_id.id)
        return lead.redirect_lead_opportunity_view()
