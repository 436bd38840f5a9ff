"""Participations: by whom, how far, with what score."""
import uuid

from odoo import _, api, fields, models


class SurveyUserInput(models.Model):
    _inherit = "survey.user_input"

    _unique_token = models.Constraint(
        "UNIQUE (access_token)", "An access token must be unique!")

    state = fields.Selection(default="new")
    access_token = fields.Char(
        default=lambda self: str(uuid.uuid4()), copy=False, required=True)
    predefined_question_ids = fields.Many2many()
    scoring_percentage = fields.Float(
        compute="_compute_scoring_values", store=True, compute_sudo=True)
    scoring_total = fields.Float(
        compute="_compute_scoring_values", store=True, compute_sudo=True, digits=(10, 2))
    scoring_success = fields.Boolean(
        compute="_compute_scoring_success", store=True, compute_sudo=True)
    attempts_count = fields.Integer(compute="_compute_attempts_info")
    attempts_number = fields.Integer(compute="_compute_attempts_info")
    survey_time_limit_reached = fields.Boolean(
        compute="_compute_survey_time_limit_reached")
    question_time_limit_reached = fields.Boolean(
        compute="_compute_question_time_limit_reached")

    # ---- scores
    @api.depends("user_input_line_ids.answer_score", "user_input_line_ids.question_id",
                 "predefined_question_ids.answer_score")
    def _compute_scoring_values(self):
        for answer in self:
            best = sum(q._get_max_score() for q in answer.predefined_question_ids)
            total = sum(answer.user_input_line_ids.mapped("answer_score")) if best else 0
            answer.scoring_total = total
            percentage = round(total / best * 100, 2) if best else 0
            answer.scoring_percentage = max(percentage, 0)

    @api.depends("scoring_percentage", "survey_id")
    def _compute_scoring_success(self):
        for answer in self:
            answer.scoring_success = \
                answer.scoring_percentage >= answer.survey_id.scoring_success_min

    # ---- attempts and time
    @api.depends("state", "test_entry", "survey_id.is_attempts_limited", "partner_id",
                 "email", "invite_token")
    def _compute_attempts_info(self):
        for answer in self:
            answer.attempts_count = answer.attempts_number = 1
            counts = answer.state == "done" and not answer.test_entry and \
                answer.survey_id.is_attempts_limited
            if not counts:
                continue
            domain = [("survey_id", "=", answer.survey_id.id), ("state", "=", "done"),
                      ("test_entry", "=", False),
                      ("invite_token", "=", answer.invite_token)]
            domain.append(("partner_id", "=", answer.partner_id.id) if answer.partner_id
                          else ("email", "=", answer.email))
            ids = self.search(domain, order="id").ids
            answer.attempts_count = len(ids)
            answer.attempts_number = ids.index(answer.id) + 1 if answer.id in ids else 1

    @api.depends("start_datetime", "survey_id.is_time_limited", "survey_id.time_limit")
    def _compute_survey_time_limit_reached(self):
        now = fields.Datetime.now()
        for answer in self:
            survey = answer.survey_id
            answer.survey_time_limit_reached = bool(
                not answer.is_session_answer and answer.start_datetime
                and survey.is_time_limited and now >= fields.Datetime.add(
                    answer.start_datetime, minutes=int(survey.time_limit)))

    @api.depends("survey_id.session_question_start_time")
    def _compute_question_time_limit_reached(self):
        now = fields.Datetime.now()
        for answer in self:
            survey = answer.survey_id
            start = survey.session_question_start_time
            question = survey.session_question_id
            answer.question_time_limit_reached = bool(
                answer.is_session_answer and start and question.is_time_limited
                and now >= fields.Datetime.add(start, seconds=question.time_limit))

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make participations, each with the questions that it is asked."""
        for vals in vals_list:
            if "predefined_question_ids" not in vals:
                survey = self.env["survey.survey"].browse(
                    vals.get("survey_id") or self.env.context.get("default_survey_id"))
                questions = survey._prepare_user_input_predefined_questions() \
                    if survey else self.env["survey.question"]
                vals["predefined_question_ids"] = [(6, 0, questions.ids)]
        return super().create(vals_list)

    def _mark_in_progress(self):
        """Note that the participants have begun."""
        self.write({"start_datetime": fields.Datetime.now(), "state": "in_progress"})

    def _mark_done(self):
        """Note that the participants have finished; those who pass are told."""
        self.write({"end_datetime": fields.Datetime.now(), "state": "done"})
        for answer in self:
            survey = answer.survey_id
            template = survey.certification_mail_template_id
            if survey.certification and answer.scoring_success and template \
                    and not answer.test_entry:
                template.send_mail(
                    answer.id, email_layout_xmlid="mail.mail_notification_light")
        self._notify_new_participation_subtype()

    def _notify_new_participation_subtype(self):
        self.check_access("read")
        for answer in self.sudo().filtered(lambda a: a.survey_id.active):
            who = answer.email or answer.nickname or ""
            answer.message_post(
                author_id=self.env.ref("base.partner_root").id,
                body=_('%(participant)s just participated in "%(survey_title)s".',
                       participant=answer.partner_id.display_name or who or _("Someone"),
                       survey_title=answer.survey_id.title),
                subtype_xmlid="survey.mt_survey_user_input_completed")

    # ---- addresses and buttons
    def get_start_url(self):
        """Return where the participation begins."""
        self.ensure_one()
        return f"{self.survey_id.get_start_url()}?answer_token={self.access_token}"

    def get_print_url(self):
        """Return where the answers stand on one page."""
        self.ensure_one()
        return f"{self.survey_id.get_print_url()}?answer_token={self.access_token}"

    def action_print_answers(self):
        """Open the answers on one page."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url", "name": _("View Answers"), "target": "self",
            "url": f"/survey/print/{self.survey_id.access_token}"
                   f"?answer_token={self.access_token}",
        }

    def action_redirect_to_attempts(self):
        """Open all attempts of the participant."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "survey.action_survey_user_input")
        context = {**self.env.context, "create": False,
                   "search_default_survey_id": self.survey_id.id,
                   "search_default_group_by_survey": False}
        if self.partner_id:
            context["search_default_partner_id"] = self.partner_id.id
        elif self.email:
            context["search_default_email"] = self.email
        action["context"] = context
        return action

    def action_resend(self):
        """Open the wizard that invites the participants once more."""
        partners = self.partner_id
        emails = [a.email for a in self if not a.partner_id and a.email]
        return self.survey_id.with_context(
            default_existing_mode="resend", default_partner_ids=partners.ids,
            default_emails=",".join(emails)).action_send_survey()
