"""Applicants who are hired, refused, archived, or kept in mind."""
from odoo import _, fields, models
from odoo.exceptions import UserError


class HrApplicant(models.Model):
    _inherit = "hr.applicant"

    is_pool_applicant = fields.Boolean(compute="_compute_is_pool")
    is_applicant_in_pool = fields.Boolean(
        compute="_compute_is_pool", search="_search_is_applicant_in_pool")
    talent_pool_count = fields.Integer(compute="_compute_is_pool")

    def _compute_is_pool(self):
        for applicant in self:
            pools = applicant.talent_pool_ids | applicant.pool_applicant_id.talent_pool_ids
            applicant.is_pool_applicant = bool(applicant.talent_pool_ids)
            applicant.is_applicant_in_pool = bool(pools)
            applicant.talent_pool_count = len(pools)

    def _search_is_applicant_in_pool(self, operator, value):
        if operator != "in":
            return NotImplemented
        return ["|", ("talent_pool_ids", "!=", False),
                ("pool_applicant_id.talent_pool_ids", "!=", False)]

    # ---- messages
    def _creation_subtype(self):
        return self.env.ref("hr_recruitment.mt_applicant_new")

    def _track_subtype(self, initial_values):
        if "stage_id" in initial_values and self.stage_id:
            return self.env.ref("hr_recruitment.mt_applicant_stage_changed")
        return super()._track_subtype(initial_values)

    def _track_template(self, changes):
        templates = super()._track_template(changes)
        applicant = self[:1]
        if "stage_id" in changes and applicant.stage_id.template_id:
            templates["stage_id"] = (applicant.stage_id.template_id, {
                "auto_delete_keep_log": False,
                "subtype_id": self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_note"),
                "email_layout_xmlid": "mail.mail_notification_light",
            })
        return templates

    # ---- hired
    def create_employee_from_applicant(self):
        """Make an employee of an applicant, and open him."""
        self.ensure_one()
        if not self.partner_id:
            if not self.partner_name:
                raise UserError(_("Please provide an applicant name."))
            self.partner_id = self.env["res.partner"].create({
                "is_company": False, "name": self.partner_name, "email": self.email_from})
        employee = self.env["hr.employee"].create(self._get_employee_create_vals())
        self.env["ir.attachment"].sudo().search([
            ("res_model", "=", "hr.applicant"), ("res_id", "=", self.id),
        ]).copy({"res_model": "hr.employee", "res_id": employee.id})
        action = self.env["ir.actions.actions"]._for_xml_id("hr.open_view_employee_list")
        action.update({"res_id": employee.id, "views": [(False, "form")],
                       "view_mode": "form"})
        return action

    def _get_employee_create_vals(self):
        self.ensure_one()
        partner = self.partner_id
        company = self.department_id.company_id
        address = {
            f"private_{name}": partner[name].id if name.endswith("_id") else partner[name]
            for name in ("street", "street2", "city", "state_id", "zip", "country_id")
        }
        return {
            "name": self.partner_name or partner.display_name,
            "work_contact_id": partner.id, "job_id": self.job_id.id,
            "job_title": self.job_id.name, **address,
            "private_phone": partner.phone, "private_email": partner.email,
            "department_id": self.department_id.id,
            "work_email": company.email or self.email_from,
            "work_phone": company.phone or self.partner_phone,
            "applicant_ids": [(6, 0, self.ids)],
        }

    def action_open_employee(self):
        """Open the employee whom the applicant became."""
        self.ensure_one()
        return {
            "name": _("Employee"), "type": "ir.actions.act_window",
            "res_model": "hr.employee", "view_mode": "form", "res_id": self.employee_id.id,
        }

    # ---- refused and archived
    def archive_applicant(self):
        """Open the wizard that asks why."""
        return {
            "type": "ir.actions.act_window", "name": _("Refuse Reason"),
            "res_model": "applicant.get.refuse.reason", "view_mode": "form",
            "target": "new", "views": [[False, "form"]],
            "context": {"default_applicant_ids": self.ids, "active_test": False},
        }

    def action_unarchive(self):
        """Bring applicants back: no longer refused, in the first stage again."""
        archived = self.filtered(lambda a: not a.active)
        result = super().action_unarchive()
        archived.reset_applicant()
        return result

    # ---- kept in mind
    def action_talent_pool_add_applicants(self):
        """Open the wizard that keeps applicants in mind."""
        return {
            "name": _("Add applicant(s) to the pool"), "type": "ir.actions.act_window",
            "res_model": "talent.pool.add.applicants", "target": "new",
            "views": [[False, "form"]],
            "context": {"default_applicant_ids": self.ids},
        }

    def action_job_add_applicants(self):
        """Open the wizard that has talents apply for jobs."""
        return {
            "name": _("Create Applications"), "type": "ir.actions.act_window",
            "res_model": "job.add.applicants", "target": "new",
            "views": [[False, "form"]],
            "context": {"default_applicant_ids": self.ids},
        }

    def link_applicant_to_talent(self):
        """Tie an applicant to the talent who is the same person."""
        for applicant in self:
            domain = applicant._same_person_domain()
            talent = self.with_context(active_test=False).search(
                [("talent_pool_ids", "!=", False), *domain], limit=1) if domain else None
            if talent:
                applicant.pool_applicant_id = talent
