"""Why applicants are refused."""
from odoo import fields, models


class HrApplicantRefuseReason(models.Model):
    _inherit = "hr.applicant.refuse.reason"

    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    template_id = fields.Many2one(
        "mail.template", domain="[('model', '=', 'hr.applicant')]")
