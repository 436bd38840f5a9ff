"""Refusing applicants, with a reason and a letter."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class ApplicantGetRefuseReason(models.TransientModel):
    _inherit = "applicant.get.refuse.reason"

    refuse_reason_id = fields.Many2one(default=lambda self: self.env[
        "hr.applicant.refuse.reason"].search([], limit=1))
    template_id = fields.Many2one(
        "mail.template", "Email Template", compute="_compute_from_reason", store=True, readonly=False,
        domain="[('model', '=', 'hr.applicant')]")
    send_mail = fields.Boolean(
        compute="_compute_from_reason", store=True, readonly=False)
    attachment_ids = fields.Many2many(compute="_compute_from_reason", store=True,
                                      readonly=False)
    applicant_without_email = fields.Text(compute="_compute_applicant_without_email")
    duplicate_applicant_ids = fields.Many2many(
        "hr.applicant", compute="_compute_duplicate_applicant_ids", store=True,
        readonly=False)
    duplicates_count = fields.Integer(compute="_compute_duplicates_count")

    @api.depends("refuse_reason_id")
    def _compute_from_reason(self):
        for wizard in self:
            template = wizard.refuse_reason_id.template_id
            wizard.send_mail = bool(template)
            wizard.template_id = template
            wizard.attachment_ids = template.attachment_ids

    @api.depends("applicant_ids", "send_mail")
    def _compute_applicant_without_email(self):
        for wizard in self:
            silent = wizard.applicant_ids.filtered(
                lambda a: not a.email_from and not a.partner_id.email)
            wizard.applicant_without_email = "{}\n{}".format(
                _("You can't select Send email option.\nThe email will not be sent to "
                  "the following applicant(s) as they don't have an email address:"),
                ", ".join(a.partner_name or a.display_name for a in silent),
            ) if silent else False

    @api.depends("applicant_ids", "duplicates")
    def _compute_duplicate_applicant_ids(self):
        for wizard in self:
            found = self.env["hr.applicant"]
            for applicant in wizard.applicant_ids if wizard.duplicates else ():
                domain = applicant._same_person_domain()
                if domain:
                    found |= found.search([
                        ("id", "not in", wizard.applicant_ids.ids),
                        ("refuse_reason_id", "=", False), *domain])
            wizard.duplicate_applicant_ids = found

    @api.depends("applicant_ids")
    def _compute_duplicates_count(self):
        for wizard in self:
            wizard.duplicates_count = sum(wizard.applicant_ids.mapped("application_count"))

    def action_refuse_reason_apply(self):
        """Refuse the applicants, and write to them if that was asked."""
        if self.send_mail:
            if not self.template_id:
                raise UserError(_("Email template must be selected to send a mail"))
            if any(not (a.email_from or a.partner_id.email) for a in self.applicant_ids):
                raise UserError(_("Email of the applicant is not set, email won't be "
                                  "sent."))
        refused = self.applicant_ids
        if self.duplicates:
            refused |= self.duplicate_applicant_ids
        refused.write({
            "refuse_reason_id": self.refuse_reason_id.id, "active": False,
            "refuse_date": fields.Datetime.now(),
        })
        if self.send_mail:
            for applicant in self.applicant_ids:
                applicant.message_post_with_source(
                    self.template_id, subtype_xmlid="mail.mt_note",
                    email_layout_xmlid="mail.mail_notification_light")
        return {"type": "ir.actions.act_window_close"}
