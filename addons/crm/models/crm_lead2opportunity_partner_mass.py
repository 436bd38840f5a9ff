"""Making opportunities of several leads at once."""
from __future__ import annotations

from odoo import api, fields, models


class CrmLead2OpportunityPartnerMass(models.TransientModel):
    _name = "crm.lead2opportunity.partner.mass"
    _inherit = ["crm.lead2opportunity.partner"]
    _description = "Convert Lead to Opportunity (in mass)"

    action = fields.Selection(
        selection_add=[("each_exist_or_create", "Use existing partner or create")],
        ondelete={"each_exist_or_create": lambda wizards: wizards.write(
            {"action": "exist"})},
    )
    deduplicate = fields.Boolean(string="Apply deduplication", default=True)
    duplicated_lead_ids = fields.Many2many(
        "crm.lead", "crm_lead_crm_lead2opportunity_partner_mass_rel",
        "crm_lead2opportunity_partner_mass_id", "crm_lead_id",
    )
    lead_id = fields.Many2one(required=False, ondelete="set null")
    lead_tomerge_ids = fields.Many2many(
        "crm.lead", "crm_convert_lead_mass_lead_rel",
        "crm_lead2opportunity_partner_mass_id", "crm_lead_id", string="Active Leads",
        context={"active_test": False},
        default=lambda self: self.env.context.get("active_ids", []),
    )
    user_ids = fields.Many2many("res.users", string="Salespersons")

    @api.model
    def default_get(self, fields):
        """No lead is the one to be converted."""
        result = super().default_get(fields)
        result.pop("lead_id", None)
        return result

    @api.depends("lead_tomerge_ids")
    def _compute_duplicated_lead_ids(self):
        for wizard in self:
            wizard.duplicated_lead_ids = wizard.lead_tomerge_ids.filtered(
                lambda lead: lead.duplicate_lead_count
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

    @api.depends("user_ids")
    def _compute_user_id(self):
        for wizard in self:
            wizard.user_id = wizard.user_ids[:1]

    def action_mass_convert(self):
        """Merge what looks alike, convert, and open the opportunities."""
        self.ensure_one()
        leads = self.lead_tomerge_ids
        if self.deduplicate:
            leads = self._merge_duplicates(leads)
        leads = leads.exists()
        users = self.user_ids.ids or self.user_id.ids
        for index, lead in enumerate(leads):
            partner = self.partner_id if self.action == "exist" else lead.partner_id
            if not partner and self.action != "exist":
                found = self.env["res.partner"]
                if self.action == "each_exist_or_create" and lead.email_normalized:
                    found = found.search(
                        [("email_normalized", "=", lead.email_normalized)], limit=1
                    )
                partner = found or lead._create_customer()
            given = users if self.force_assignment or not lead.user_id else []
            lead.convert_opportunity(
                partner, [given[index % len(given)]] if given else [], self.team_id.id
            )
        return leads[:1].redirect_lead_opportunity_view() if len(leads) == 1 else {
            **self.env["ir.actions.actions"]._for_xml_id("crm.crm_lead_opportunities"),
            "domain": [("id", "in", leads.ids)],
        }

    def _merge_duplicates(self, leads):
        done, kept = leads.browse(), leads.browse()
        for lead in leads:
            if lead in done:
                continue
            twins = lead.duplicate_lead_ids.filtered(
                lambda twin: twin.active and twin.probability < 100
            ) | lead
            done |= twins
            kept |= twins.merge_opportunity(auto_unlink=False) if len(twins) > 1 else lead
        (done & leads - kept).sudo().unlink()
        return kept
