"""Addresses and buttons of surveys."""
from urllib.parse import urlencode

from odoo import _, models


class SurveySurvey(models.Model):
    _inherit = "survey.survey"

    # ---- addresses
    def get_start_url(self):
        """Return where the survey begins."""
        return f"/survey/start/{self.access_token}"

    def get_start_short_url(self):
        """Return a short address of the beginning."""
        return f"/s/{self.access_token[:6]}"

    def get_print_url(self):
        """Return where the whole survey stands on one page."""
        return f"/survey/print/{self.access_token}"

    # ---- buttons
    def _open_url(self, name, url, target):
        return {"type": "ir.actions.act_url", "name": name, "target": target, "url": url}

    def action_start_survey(self, answer=None):
        """Open the survey."""
        self.ensure_one()
        query = urlencode({"answer_token": answer and answer.access_token or None})
        return self._open_url(_("Start Survey"), f"{self.get_start_url()}?{query}", "self")

    def action_print_survey(self, answer=None):
        """Open the whole survey on one page."""
        self.ensure_one()
        query = urlencode({"answer_token": answer and answer.access_token or None})
        return self._open_url(_("View Survey"), f"{self.get_print_url()}?{query}", "new")

    def action_result_survey(self):
        """Open the results."""
        self.ensure_one()
        return self._open_url(_("Survey Results"), f"/survey/results/{self.id}", "new")

    def action_test_survey(self):
        """Open the survey for a try that does not count."""
        self.ensure_one()
        return self._open_url(_("Test Survey"), f"/survey/test/{self.access_token}", "new")

    def action_send_survey(self):
        """Open the wizard that invites people."""
        self.check_validity()
        template = self.env.ref("survey.mail_template_user_input_invite",
                                raise_if_not_found=False)
        return {
            "type": "ir.actions.act_window", "name": _("Share a Survey"),
            "view_mode": "form", "res_model": "survey.invite", "target": "new",
            "context": {
                **self.env.context, "default_survey_id": self.id,
                "default_template_id": template and template.id or False,
                "default_email_layout_xmlid": "mail.mail_notification_light",
                "default_send_email": self.access_mode != "public",
            },
        }

    def _open_answers(self, **context):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "survey.action_survey_user_input")
        action["context"] = {
            **self.env.context, "search_default_survey_id": self.ids[0],
            "search_default_not_test": 1, **context}
        return action

    def action_survey_user_input_completed(self):
        """Open the participations that were finished."""
        return self._open_answers(search_default_completed=1)

    def action_survey_user_input_certified(self):
        """Open the participations that passed."""
        return self._open_answers(search_default_scoring_success=1)

    def action_survey_user_input(self):
        """Open all participations."""
        return self._open_answers()
