"""Inviting people to a survey."""
import re
from urllib.parse import urljoin

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

SPLIT = re.compile(r"[;,\n\r]+")


class SurveyInvite(models.TransientModel):
    _inherit = "survey.invite"

    author_id = fields.Many2one(default=lambda self: self.env.user.partner_id)
    existing_mode = fields.Selection(default="resend")
    send_email = fields.Boolean(
        compute="_compute_send_email", inverse="_inverse_send_email", store=False)
    survey_start_url = fields.Char(compute="_compute_survey_start_url")
    existing_partner_ids = fields.Many2many(
        "res.partner", compute="_compute_existing", compute_sudo=True)
    existing_emails = fields.Text(compute="_compute_existing", compute_sudo=True)
    existing_text = fields.Text(compute="_compute_existing_text")

    @api.depends("survey_access_mode")
    def _compute_send_email(self):
        for invite in self:
            invite.send_email = invite.survey_access_mode == "token"

    def _inverse_send_email(self):
        """What is chosen holds for as long as the wizard is open."""

    @api.depends("survey_id.access_token")
    def _compute_survey_start_url(self):
        for invite in self:
            survey = invite.survey_id
            invite.survey_start_url = urljoin(
                survey.get_base_url(), survey.get_start_url()) if survey else False

    @api.depends("partner_ids", "emails", "survey_id")
    def _compute_existing(self):
        for invite in self:
            answers = invite.survey_id.user_input_ids
            invite.existing_partner_ids = answers.partner_id & invite.partner_ids
            known = set(answers.mapped("email"))
            invite.existing_emails = "\n".join(
                email for email in invite._split_emails() if email in known)

    @api.depends("existing_partner_ids", "existing_emails")
    def _compute_existing_text(self):
        for invite in self:
            text = ""
            if invite.existing_partner_ids:
                text = "{}: {}".format(
                    _("The following customers have already received an invite"),
                    ", ".join(invite.existing_partner_ids.mapped("name")))
            if invite.existing_emails:
                text += "{}{}: {}".format(
                    "\n" if text else "",
                    _("The following emails have already received an invite"),
                    invite.existing_emails)
            invite.existing_text = text

    @api.depends("template_id")
    def _compute_subject(self):
        for invite in self:
            invite.subject = invite.template_id.subject or invite.subject or False

    @api.depends("template_id")
    def _compute_body(self):
        for invite in self:
            invite.body = invite.template_id.body_html or invite.body or False

    @api.depends("survey_id")
    def _compute_render_model(self):
        self.render_model = "survey.user_input"

    def _split_emails(self):
        return [email.strip() for email in SPLIT.split(self.emails or "")
                if email.strip()]

    def action_invite(self):
        """Make a participation for each person, and mail its address."""
        self.ensure_one()
        partners = self.partner_ids
        emails = []
        for email in self._split_emails():
            normalized = email_normalize(email)
            if not normalized:
                raise UserError(_(
                    "Some emails you just entered are incorrect: %s", email))
            partner = self.env["res.partner"].search(
                [("email_normalized", "=", normalized)], limit=1) \
                if not self.survey_users_login_required else None
            if partner:
                partners |= partner
            else:
                emails.append(email)
        if not partners and not emails:
            raise UserError(_("Please enter at least one valid recipient."))
        for answer in self._prepare_answers(partners, emails):
            self._send_mail(answer)
        return {"type": "ir.actions.act_window_close"}

    def _prepare_answers(self, partners, emails):
        """Return the participations; those invited before keep theirs when told so."""
        survey = self.survey_id
        answers = self.env["survey.user_input"]
        if self.existing_mode == "resend":
            known = self.env["survey.user_input"].search([
                ("survey_id", "=", survey.id), "|", ("partner_id", "in", partners.ids),
                ("email", "in", emails)], order="create_date desc, id desc")
            for answer in known:
                if answer.partner_id in partners:
                    partners -= answer.partner_id
                    answers |= answer
                elif not answer.partner_id and answer.email in emails:
                    emails = [email for email in emails if email != answer.email]
                    answers |= answer
        values = {"deadline": self.deadline}
        for partner in partners:
            answers |= survey._create_answer(partner=partner, check_attempts=False, **values)
        for email in emails:
            answers |= survey._create_answer(email=email, check_attempts=False, **values)
        return answers

    def _send_mail(self, answer):
        """Send the invitation of one participation."""
        mixin = self.env["mail.render.mixin"]
        subject = mixin._render_template(
            self.subject or "", "survey.user_input", answer.ids)[answer.id]
        body = mixin._render_template(
            self.body or "", "survey.user_input", answer.ids, engine="qweb",
        )[answer.id]
        values = {
            "attachment_ids": [(4, file.id) for file in self.attachment_ids],
            "auto_delete": True, "author_id": self.author_id.id, "body_html": body,
            "email_from": self.author_id.email_formatted, "model": None, "res_id": None,
            "subject": subject,
        }
        if answer.partner_id:
            values["recipient_ids"] = [(4, answer.partner_id.id)]
        else:
            values["email_to"] = answer.email
        return self.env["mail.mail"].sudo().create(values)
