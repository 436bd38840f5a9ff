"""Between applications and talent pools: copies both ways."""
from odoo import _, models


class TalentPoolAddApplicants(models.TransientModel):
    _inherit = "talent.pool.add.applicants"

    def _add_applicants_to_pool(self):
        """Return the talents that stand for the applicants in the pools."""
        talents = self.env["hr.applicant"]
        for applicant in self.applicant_ids:
            known = applicant if applicant.talent_pool_ids else applicant.pool_applicant_id
            if known:
                known.write({
                    "talent_pool_ids": [(4, pool.id) for pool in self.talent_pool_ids],
                    "categ_ids": [(4, tag.id) for tag in self.categ_ids]})
            else:
                known = applicant.with_context(no_copy_in_partner_name=True).copy({
                    "job_id": False, "talent_pool_ids": [(6, 0, self.talent_pool_ids.ids)],
                    "categ_ids": [
                        (6, 0, (applicant.categ_ids | self.categ_ids).ids)]})
                known.pool_applicant_id = known
                applicant.pool_applicant_id = known
            talents |= known
        return talents

    def action_add_applicants_to_pool(self):
        """Put the applicants into the pools, and open them there."""
        talents = self._add_applicants_to_pool()
        if len(talents) == 1:
            return {"type": "ir.actions.act_window", "res_model": "hr.applicant",
                    "view_mode": "form", "views": [(False, "form")], "target": "current",
                    "res_id": talents.id}
        return {"type": "ir.actions.client", "tag": "soft_reload"}


class JobAddApplicants(models.TransientModel):
    _inherit = "job.add.applicants"

    def _add_applicants_to_job(self):
        """Return the applications of the talents for the jobs."""
        made = self.env["hr.applicant"]
        for talent in self.applicant_ids:
            for job in self.job_ids:
                made |= talent.with_context(no_copy_in_partner_name=True).copy({
                    "job_id": job.id, "talent_pool_ids": False,
                    "pool_applicant_id": talent.pool_applicant_id.id or talent.id,
                    "company_id": job.company_id.id or self.env.company.id,
                    "department_id": job.department_id.id})
        return made

    def action_add_applicants_to_job(self):
        """Have the talents apply, and open their applications."""
        made = self._add_applicants_to_job()
        if len(made) == 1:
            return {"type": "ir.actions.act_window", "res_model": "hr.applicant",
                    "view_mode": "form", "views": [(False, "form")], "target": "current",
                    "res_id": made.id}
        names = ", ".join(self.job_ids.mapped("name"))
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "type": "success", "next": {"type": "ir.actions.act_window_close"},
                "message": _("Created %(amount)s new applications for: %(jobs)s",
                             amount=len(made), jobs=names),
            },
        }
