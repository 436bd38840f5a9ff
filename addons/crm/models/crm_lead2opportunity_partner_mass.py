"""Making opportunities of many leads at once."""
from __future__ import annotations

from odoo import api, fields, models


class CrmLead2OpportunityPartnerMass(models.TransientModel):
    _name = "crm.lead2opportunity.partner.mass"
    _description = "Convert Lead to Opportunity (in mass)"
    _inherit = "crm.lead2opportunity.partner"

    action = fields.Selection(selection_add=[
        ("each_exist_or_create", "Use existing partner or create"),
    ], ondelete={"each_exist_or_create": lambda records: records.write({
        "action": "exist",
    })})
    deduplicate = fields.Boolean(string="Apply deduplication", default=True)
    duplicated_lead_ids = fields.Many2many(
        "crm.lead", "crm_lead_crm_lead2opportunity_partner_mass_rel",
        "crm_lead2opportunity_partner_mass_id", "crm_lead_id",
    )
    force_assignment = fields.Boolean(default=False)
    lead_id = fields.Many2one("crm.lead", required=False)
    lead_tomerge_ids = fields.Many2many(
        "crm.lead", "crm_convert_lead_mass_lead_rel",
        "crm_lead2opportunity_partner_mass_id", "crm_lead_id", string="Active Leads",
        context={"active_test": False},
        default=lambda self: self.env.context.get("active_ids", []),
    )
    user_ids = fields.Many2many(
        "res.users", "crm_lead2opportunity_partner_mass_res_users_rel",
        "crm_lead2opportunity_partner_mass_id", "res_users_id", string="Salespersons",
    )

    @api.depends("duplicated_lead_ids")
    def _compute_name(self):
        for wizard in self:
            wizard.name = wizard.name or "convert"

    @api.depends("lead_tomerge_ids")
    def _compute_action(self):
        for wizard in self:
            wizard.action = wizard.action or "each_exist_or_create"

    @api.depends("lead_tomerge_ids")
    def _compute_partner_id(self):
        for wizard in self:
            wizard.partner_id = wizard.partner_id

    @api.depends("lead_tomerge_ids")
    def _compute_duplicated_lead_ids(self):
        for wizard in self:
            wizard.duplicated_lead_ids = wizard.lead_tomerge_ids.filtered(
                lambda lead: lead.duplicate_lead_count
            )

    @api.depends("user_ids")
    def _compute_team_id(self):
        for wizard in self:
            wizard.team_id = wizard.user_ids.sale_team_id[:1] or wizard.team_id

    def action_mass_convert(self):
        """Merge the twins among the leads if asked for, convert all; open the first."""
        self.ensure_one()
        leads = self._leads_in_order()
        if self.name == "convert" and self.deduplicate:
            leads = self._merge_twins(leads)
        return self._convert_leads(leads).redirect_lead_opportunity_view()

    def action_apply(self):
        """Convert, or merge and convert; open the opportunity."""
        self.ensure_one()
        if self.name == "merge":
            lead = self.lead_tomerge_ids.merge_opportunity()
            return self._convert_leads(lead).redirect_lead_opportunity_view()
        return self._convert_leads(self._leads_in_order()).redirect_lead_opportunity_view()

    def _leads_in_order(self):
        order = {id_: n for n, id_ in enumerate(self.env.context.get("active_ids") or ())}
        return self.lead_tomerge_ids.sorted(lambda lead: order.get(lead.id, len(order)))

    def _merge_twins(self, leads):
        kept, gone = leads.browse(), set()
        for lead in leads:
            if lead.id in gone:
                continue
            twins = lead.duplicate_lead_ids.filtered("active")
            if len(twins) > 1:
                gone.update(twins.ids)
                lead = twins.merge_opportunity()
            kept |= lead
        return kept

    def _convert_leads(self, leads):
        for lead in leads:
            lead.convert_opportunity(self._partner_of(lead))
        free = leads if self.force_assignment else leads.filtered(
            lambda lead: not lead.user_id
        )
        users = self.user_ids or self.user_id
        if users or self.team_id:
            free._handle_salesmen_assignment(users.ids, self.team_id.id)
        return leads[:1]

    def _partner_of(self, lead):
        """Return the customer of a lead: its own, the given, a known or a new one."""
        if lead.partner_id or self.action == "exist":
            return lead.partner_id or self.partner_id
        if self.action == "each_exist_or_create" and lead.email_normalized:
            known = self.env["res.partner"].search([
                ("email_normalized", "=", lead.email_normalized),
            ], limit=1)
            if known:
                return known
        return lead._create_customer()
