"""Samples to begin with."""
from odoo import _, api, models
from odoo.exceptions import UserError


class SurveySurvey(models.Model):
    _inherit = "survey.survey"

    @api.model
    def _get_samples(self):
        """Return key -> (values of the survey, its questions)."""
        choice = "simple_choice"
        return {
            "survey": ({"title": _("Feedback Form"), "survey_type": "survey",
                        "questions_layout": "page_per_section"}, [
                (_("How did you like it?"), choice,
                 [(_("Very much"), 0), (_("So so"), 0), (_("Not at all"), 0)]),
                (_("What should be better?"), "text_box", [])]),
            "assessment": ({"title": _("Certification"), "survey_type": "assessment",
                            "certification": True, "access_mode": "token",
                            "scoring_type": "scoring_with_answers",
                            "is_time_limited": True, "time_limit": 15.0}, [
                (_("How much is two times two?"), choice,
                 [(_("Four"), 1), (_("Five"), 0)])]),
            "live_session": ({"title": _("Live Session"), "survey_type": "live_session",
                              "scoring_type": "scoring_with_answers"}, [
                (_("How long did the Hundred Years' War last?"), choice,
                 [(_("100 years"), 0), (_("116 years"), 1)])]),
            "custom": ({"title": _("Survey"), "survey_type": "custom"}, []),
        }

    @api.model
    def action_load_survey_template_sample(self, template_key):
        """Make a survey out of a sample, and open it."""
        samples = self._get_samples()
        if template_key not in samples:
            raise UserError(_("There is no sample %s.", template_key))
        values, questions = samples[template_key]
        survey = self.create({
            **values, "question_and_page_ids": [(0, 0, {
                "title": title, "question_type": kind, "sequence": number,
                "suggested_answer_ids": [(0, 0, {
                    "value": value, "is_correct": bool(score), "answer_score": score,
                }) for value, score in answers],
            }) for number, (title, kind, answers) in enumerate(questions, 1)],
        })
        return survey._open_form()

    def action_load_sample_custom(self):
        """Make a survey without questions, and open it."""
        return self.action_load_survey_template_sample("custom")

    def _open_form(self):
        return {
            "type": "ir.actions.act_window", "name": self.title,
            "res_model": "survey.survey", "view_mode": "form",
            "views": [[self.env.ref("survey.survey_survey_view_form").id, "form"]],
            "res_id": self.id, "target": "current",
        }

    @api.model
    def action_show_sample(self):
        """Open the surveys, from where samples are offered."""
        return self.env["ir.actions.act_window"]._for_xml_id("survey.action_survey_form")
