from . import (
    survey_survey,
    survey_survey_actions,
    survey_survey_samples,
    survey_survey_session,
    survey_question,
    survey_question_validate,
    survey_user_input,
    survey_user_input_answers,
    survey_user_input_line,
    survey_user_input_steps,
    res_partner,
)
