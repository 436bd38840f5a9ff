"""The files and activities of a job's applications; who meets applicants."""
from odoo import _, api, fields, models


class HrJob(models.Model):
    _inherit = "hr.job"

    document_ids = fields.One2many("ir.attachment", compute="_compute_documents")
    documents_count = fields.Integer(compute="_compute_documents")
    activity_count = fields.Integer(compute="_compute_activity_count")
    job_properties = fields.Properties(definition="company_id.job_properties_definition")
    extended_interviewer_ids = fields.Many2many(
        compute="_compute_extended_interviewer_ids", store=True)

    def _document_domain(self):
        applicants = self.with_context(active_test=False).application_ids
        return ["|", "&", ("res_model", "=", "hr.job"), ("res_id", "in", self.ids),
                "&", ("res_model", "=", "hr.applicant"), ("res_id", "in", applicants.ids)]

    def _compute_documents(self):
        for job in self:
            job.document_ids = self.env["ir.attachment"].search(job._document_domain())
            job.documents_count = len(job.document_ids)

    @api.depends_context("uid")
    def _compute_activity_count(self):
        for job in self:
            job.activity_count = self.env["mail.activity"].search_count(
                self._activity_domain(job))

    @api.model
    def _activity_domain(self, jobs):
        return [("res_model", "=", "hr.applicant"), ("user_id", "=", self.env.uid),
                ("res_id", "in", jobs.application_ids.ids)]

    @api.depends("interviewer_ids", "application_ids.interviewer_ids")
    def _compute_extended_interviewer_ids(self):
        for job in self:
            job.extended_interviewer_ids = \
                job.interviewer_ids | job.application_ids.interviewer_ids

    def action_open_attachments(self):
        """Open the files of the job and its applications."""
        return {
            "type": "ir.actions.act_window", "res_model": "ir.attachment",
            "name": _("Documents"), "view_mode": "list,form",
            "context": {"default_res_model": self._name, "default_res_id": self.ids[:1],
                        "show_partner_name": 1},
            "domain": self._document_domain(),
        }

    def action_open_activities(self):
        """Open the applications on which the user has something to do."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment.action_hr_job_applications")
        action["views"] = [(False, "activity"), (False, "kanban"), (False, "list"),
                           (False, "form")]
        action["context"] = {"default_job_id": self.id, "search_default_job_id": self.id,
                             "search_default_my_activities": 1}
        return action

    @api.model
    def _action_load_recruitment_scenario(self):
        raise NotImplementedError(
            "hr.job._action_load_recruitment_scenario: see COVERAGE.md")
