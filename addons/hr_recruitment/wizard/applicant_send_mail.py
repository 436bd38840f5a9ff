"""Writing to applicants."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class ApplicantSendMail(models.TransientModel):
    _inherit = "applicant.send.mail"

    author_id = fields.Many2one(
        "res.partner", default=lambda self: self.env.user.partner_id)

    @api.depends("subject")
    def _compute_render_model(self):
        self.render_model = "hr.applicant"

    def action_send(self):
        """Post the letter on each applicant."""
        self.ensure_one()
        silent = self.applicant_ids.filtered(
            lambda a: not a.email_from and not a.partner_id.email)
        if silent:
            raise UserError(_(
                "The following applicants are missing an email address: %s.",
                ", ".join(a.partner_name or a.display_name for a in silent)))
        for applicant in self.applicant_ids:
            if not applicant.partner_id:
                applicant.partner_id = self.env["res.partner"].create({
                    "is_company": False, "name": applicant.partner_name,
                    "email": applicant.email_from})
            render = self.env["mail.render.mixin"]._render_template
            applicant.message_post(
                subject=render(self.subject or "", "hr.applicant",
                               applicant.ids)[applicant.id],
                body=render(self.body or "", "hr.applicant", applicant.ids,
                            engine="qweb")[applicant.id], body_is_html=True,
                message_type="comment", author_id=self.author_id.id,
                partner_ids=applicant.partner_id.ids,
                attachment_ids=self.attachment_ids.ids, subtype_xmlid="mail.mt_comment",
                email_layout_xmlid="mail.mail_notification_light")
