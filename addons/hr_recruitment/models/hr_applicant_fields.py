"""Files, properties and pools of applicants."""
from odoo import _, api, fields, models


class HrApplicant(models.Model):
    _inherit = "hr.applicant"

    create_date = fields.Datetime("Applied on", readonly=True)
    attachment_ids = fields.One2many(
        "ir.attachment", "res_id", "Attachments", domain=[("res_model", "=", "hr.applicant")])
    applicant_properties = fields.Properties(
        definition="job_id.applicant_properties_definition")
    partner_phone_sanitized = fields.Char(
        compute="_compute_partner_phone_sanitized", store=True)

    @api.depends("partner_phone")
    def _compute_partner_phone_sanitized(self):
        for applicant in self:
            applicant.partner_phone_sanitized = applicant._phone_format(
                fname="partner_phone") or applicant.partner_phone

    def action_talent_pool_stat_button(self):
        """Open the talent who the applicant is, or the pools of a talent."""
        self.ensure_one()
        if self.talent_pool_ids:
            pools = self.talent_pool_ids
            action = {
                "type": "ir.actions.act_window", "name": _("Talent Pools"),
                "res_model": "hr.talent.pool", "view_mode": "list,kanban,form",
                "domain": [("id", "in", pools.ids)],
            }
            return action if len(pools) > 1 else {
                **action, "view_mode": "form", "res_id": pools.id}
        talent = self.pool_applicant_id
        return {
            "type": "ir.actions.act_window", "name": _("Talent"),
            "res_model": "hr.applicant", "view_mode": "form",
            "views": [[False, "form"]], "res_id": talent.id,
        }


class HrRecruitmentStage(models.Model):
    _inherit = "hr.recruitment.stage"

    is_warning_visible = fields.Boolean(compute="_compute_is_warning_visible")

    @api.depends("hired_stage")
    def _compute_is_warning_visible(self):
        counts = dict(self.env["hr.applicant"]._read_group(
            [("stage_id", "in", self.ids)], ["stage_id"], ["__count"]))
        for stage in self:
            stage.is_warning_visible = bool(
                stage._origin.hired_stage and not stage.hired_stage
                and counts.get(stage._origin))
