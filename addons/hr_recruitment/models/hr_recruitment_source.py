"""Where applications come from, each with an address of its own."""
from odoo import fields, models


class HrRecruitmentSource(models.Model):
    _inherit = "hr.recruitment.source"

    medium_id = fields.Many2one(
        default=lambda self: self.env.ref(
            "utm.utm_medium_website", raise_if_not_found=False))
    has_domain = fields.Char(compute="_compute_has_domain")

    def _compute_has_domain(self):
        for source in self:
            source.has_domain = bool(
                source.alias_id.alias_domain_id
                or source.job_id.company_id.alias_domain_id
                or self.env.company.alias_domain_id)

    def create_alias(self):
        """Give sources addresses that note where an application came from."""
        campaign = self.env.ref("hr_recruitment.utm_campaign_job", raise_if_not_found=False)
        medium = self.env.ref("utm.utm_medium_email", raise_if_not_found=False)
        for source in self.filtered(lambda s: not s.alias_id):
            job = source.job_id
            source.alias_id = self.env["mail.alias"].sudo().create({
                "alias_model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "alias_parent_model_id": self.env["ir.model"]._get_id("hr.job"),
                "alias_name": f"{job.alias_name or job.name}+{source.name}",
                "alias_parent_thread_id": job.id,
                "alias_domain_id": (
                    job.company_id.alias_domain_id or self.env.company.alias_domain_id).id,
                "alias_defaults": repr({
                    "job_id": job.id, "campaign_id": campaign and campaign.id,
                    "medium_id": medium and medium.id, "source_id": source.source_id.id,
                }),
            })

    def create_and_get_alias(self):
        """Give a source an address, and return it."""
        self.ensure_one()
        self.create_alias()
        return self.email

    def unlink(self):
        """Delete sources with their addresses."""
        aliases = self.alias_id
        result = super().unlink()
        aliases.sudo().unlink()
        return result
