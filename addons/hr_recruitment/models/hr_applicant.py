"""People who apply for jobs."""
from odoo import _, api, fields, models, tools


class HrApplicant(models.Model):
    _inherit = "hr.applicant"
    _primary_email = "email_from"

    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer(default=0)
    priority = fields.Selection(default="0")
    kanban_state = fields.Selection(default="normal")
    date_last_stage_update = fields.Datetime(default=fields.Datetime.now)
    stage_id = fields.Many2one(
        "hr.recruitment.stage", compute="_compute_stage_id", store=True, readonly=False,
        copy=False, group_expand="_read_group_stage_ids")
    company_id = fields.Many2one(
        "res.company", compute="_compute_from_job", store=True, readonly=False)
    department_id = fields.Many2one(
        "hr.department", compute="_compute_from_job", store=True, readonly=False)
    user_id = fields.Many2one(
        "res.users", compute="_compute_from_job", store=True, readonly=False)
    date_closed = fields.Datetime(
        compute="_compute_date_closed", store=True, readonly=False, copy=False)
    application_status = fields.Selection(compute="_compute_application_status",
        search="_search_application_status")

    @api.model
    def _read_group_stage_ids(self, stages, domain):
        return stages.search([])

    @api.depends("job_id")
    def _compute_stage_id(self):
        for applicant in self:
            if applicant.job_id and not applicant.stage_id:
                applicant.stage_id = self.env["hr.recruitment.stage"].search([
                    "|", ("job_ids", "=", False), ("job_ids", "=", applicant.job_id.id),
                    ("fold", "=", False)], limit=1)
            elif not applicant.job_id:
                applicant.stage_id = False

    @api.depends("job_id")
    def _compute_from_job(self):
        for applicant in self:
            job = applicant.job_id
            applicant.company_id = job.company_id or applicant.company_id or \
                self.env.company
            applicant.department_id = job.department_id or applicant.department_id
            applicant.user_id = job.user_id or applicant.user_id

    @api.depends("stage_id.hired_stage")
    def _compute_date_closed(self):
        for applicant in self:
            hired = applicant.stage_id.hired_stage
            if hired and not applicant.date_closed:
                applicant.date_closed = fields.Datetime.now()
            elif not hired:
                applicant.date_closed = False

    @api.depends("refuse_reason_id", "active", "date_closed")
    def _compute_application_status(self):
        for applicant in self:
            if applicant.refuse_reason_id:
                applicant.application_status = "refused"
            elif not applicant.active:
                applicant.application_status = "archived"
            else:
                applicant.application_status = "hired" if applicant.date_closed \
                    else "ongoing"

    def _search_application_status(self, operator, value):
        if operator != "in":
            return NotImplemented
        live = [("refuse_reason_id", "=", False), ("active", "=", True)]
        meaning = {
            "refused": [("refuse_reason_id", "!=", False)],
            "archived": [("refuse_reason_id", "=", False), ("active", "=", False)],
            "hired": [*live, ("date_closed", "!=", False)],
            "ongoing": [*live, ("date_closed", "=", False)],
        }
        return fields.Domain.OR(meaning[one] for one in value if one in meaning)

    @api.depends("partner_name")
    def _compute_display_name(self):
        for applicant in self:
            applicant.display_name = applicant.partner_name or \
                applicant.partner_id.name or _("Unnamed")

    @api.model_create_multi
    def create(self, vals_list):
        """Make applicants; one with a recruiter is opened now."""
        for vals in vals_list:
            if vals.get("user_id"):
                vals.setdefault("date_open", fields.Datetime.now())
            if vals.get("email_from"):
                vals["email_from"] = vals["email_from"].strip()
        return super().create(vals_list)

    def write(self, vals):
        """Change applicants; the last stage is remembered."""
        if "stage_id" not in vals:
            return super().write(vals)
        vals = {**vals, "date_last_stage_update": fields.Datetime.now()}
        vals.setdefault("kanban_state", "normal")
        for applicant in self:
            super(HrApplicant, applicant).write(
                {**vals, "last_stage_id": applicant.stage_id.id})
        return True

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Make an applicant of a letter; sites that pass applications on are nobody."""
        name, address = tools.parse_contact_from_email(msg_dict.get("from") or "")
        platform = self.env["hr.job.platform"].sudo().search(
            [("email", "=", address)], limit=1) if address else None
        values = {"partner_name": name or address or msg_dict.get("from")}
        if platform:
            values["partner_name"] = platform._find_name(msg_dict) or name or address
            msg_dict = {**msg_dict, "email_from": False}
        else:
            values |= {"email_from": msg_dict.get("from"),
                       "partner_id": msg_dict.get("author_id") or False}
        return super(HrApplicant, self.with_context(default_user_id=False)).message_new(
            msg_dict, custom_values={**values, **(custom_values or {})})

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "partner_name" not in (default or {}) \
                and not self.env.context.get("no_copy_in_partner_name"):
            for applicant, vals in zip(self, values, strict=True):
                vals["partner_name"] = _("%s (copy)", applicant.partner_name)
        return values

    def reset_applicant(self):
        """Put applicants back into the first stage."""
        for applicant in self:
            first = self.env["hr.recruitment.stage"].search([
                "|", ("job_ids", "=", False), ("job_ids", "=", applicant.job_id.id),
                ("fold", "=", False)], limit=1)
            applicant.write({"stage_id": first.id, "refuse_reason_id": False,
                             "refuse_date": False, "active": True})
