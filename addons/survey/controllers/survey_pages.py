"""What the pages of a survey hold."""
from markupsafe import Markup
from odoo import _

INPUTS = {"numerical_box": "number", "date": "date", "datetime": "datetime-local"}


def render_questions(questions, errors=None, lines=None, readonly=False):
    """Return the questions as parts of a form, with what is wrong and what was said."""
    parts = []
    for question in questions:
        own = lines.filtered(lambda line, q=question: line.question_id == q) \
            if lines is not None else ()
        control = Markup("<p>{}</p>").format(_said(own)) if readonly \
            else _control(question)
        star = Markup(" *") if question.constr_mandatory else ""
        wrong = (errors or {}).get(question.id)
        parts.append(Markup(
            '<fieldset id="{}" class="js_question-wrapper"><h3>{}{}</h3>{}{}{}</fieldset>'
        ).format(question.id, question.title, star, question.description or "", control,
                 Markup('<p class="alert-danger">{}</p>').format(wrong) if wrong else ""))
    return Markup("").join(parts)


def _said(lines):
    return ", ".join(line.display_name or "" for line in lines) if lines else "-"


def _control(question):
    kind, name = question.question_type, question.id
    if kind == "text_box":
        return Markup('<textarea name="{}" rows="3"></textarea>').format(name)
    if kind == "scale":
        return _options("radio", name, [
            (value, value) for value in range(question.scale_min, question.scale_max + 1)])
    if kind in ("simple_choice", "multiple_choice"):
        comment = Markup('<input name="{}_comment" placeholder="{}"/>').format(
            name, question.comments_message or _("Other")) \
            if question.comments_allowed else ""
        return _options("radio" if kind == "simple_choice" else "checkbox", name, [
            (answer.id, answer.value) for answer in question.suggested_answer_ids
        ]) + comment
    if kind == "matrix":
        several = question.matrix_subtype == "multiple"
        return Markup("").join(
            Markup("<p>{}</p>{}").format(row.value, _options(
                "checkbox" if several else "radio", f"{name}_{row.id}",
                [(answer.id, answer.value) for answer in question.suggested_answer_ids]))
            for row in question.matrix_row_ids)
    return Markup('<input type="{}" step="any" name="{}" placeholder="{}"/>').format(
        INPUTS.get(kind, "text"), name, question.question_placeholder or "")


def _options(kind, name, options):
    return Markup("").join(
        Markup('<label><input type="{}" name="{}" value="{}"/> {}</label>').format(
            kind, name, value, text) for value, text in options)


def read_form(questions, form):
    """Return the answers of a posted form by question, as clients of JSON send them."""
    given = {}
    for question in questions:
        name = str(question.id)
        if question.question_type == "matrix":
            rows = {str(row.id): form.getlist(f"{name}_{row.id}")
                    for row in question.matrix_row_ids}
            given[name] = {row: chosen for row, chosen in rows.items() if chosen}
        elif question.question_type == "multiple_choice":
            given[name] = form.getlist(name)
        else:
            value = form.get(name)
            if question.question_type == "datetime" and value:
                value = value.replace("T", " ")
                value += ":00" if value.count(":") == 1 else ""
            given[name] = value
        given[f"{name}_comment"] = form.get(f"{name}_comment") or None
    return given


def render_done(answer):
    """Return the page at the end: the thanks, and the score where it is told."""
    survey = answer.survey_id
    score = ""
    if survey.scoring_type not in (False, "no_scoring", "scoring_without_answers"):
        score = Markup("<p>{}</p>").format(_(
            "You scored %(percentage)s%%", percentage=answer.scoring_percentage))
    return Markup("<h1>{}</h1>{}{}<p><a href='{}'>{}</a></p>").format(
        _("Thank you!"), survey.description_done or "", score,
        answer.get_print_url(), _("Review your answers"))
