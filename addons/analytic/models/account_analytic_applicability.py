"""Rules: on which documents a plan is optional, mandatory or unavailable."""
from odoo import fields, models


class AccountAnalyticApplicability(models.Model):
    _inherit = "account.analytic.applicability"

    business_domain = fields.Selection([("general", "Miscellaneous")], required=True)

    def _get_score(self, **kwargs):
        """Return how well the rule fits a document; -1 if it does not."""
        self.ensure_one()
        company = kwargs.get("company_id")
        if self.company_id and company and self.company_id.id != company:
            return -1
        score = 0.5 if self.company_id and company else 0
        if not kwargs.get("business_domain"):
            return score
        return score + 1 if kwargs["business_domain"] == self.business_domain else -1
