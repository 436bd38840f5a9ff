"""The certifications of partners."""
from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    certifications_count = fields.Integer(compute="_compute_certifications_count")
    certifications_company_count = fields.Integer(
        compute="_compute_certifications_company_count")

    def _compute_certifications_count(self):
        rows = self.env["survey.user_input"].sudo()._read_group(
            [("partner_id", "in", self.ids), ("scoring_success", "=", True)],
            ["partner_id"], ["__count"])
        found = {partner.id: count for partner, count in rows}
        for partner in self:
            partner.certifications_count = found.get(partner.id, 0)

    def _compute_certifications_company_count(self):
        for partner in self:
            partner.certifications_company_count = sum(
                child.certifications_count for child in partner.child_ids)

    def action_view_certifications(self):
        """Open the certifications of the partner."""
        action = self.env["ir.actions.actions"]._for_xml_id(
            "survey.res_partner_action_certifications")
        action["view_mode"] = "list"
        action["domain"] = ["|", ("partner_id", "in", self.ids),
                            ("partner_id", "in", self.child_ids.ids)]
        return action
