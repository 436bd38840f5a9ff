"""The pages behind the faces in a mail that asks for a rating."""
from markupsafe import Markup
from odoo import _, http
from odoo.addons.web.controllers import pages
from odoo.http import request
from werkzeug.exceptions import BadRequest, NotFound

RATES = {5: "Satisfied", 3: "Okay", 1: "Dissatisfied"}


class Rating(http.Controller):
    """Giving a rating."""

    @http.route("/rate/<string:token>/<int:rate>", type="http", auth="public")
    def action_open_rating(self, token, rate, **kwargs):
        """Take the rating of a click, and ask for words."""
        if rate not in RATES:
            raise BadRequest(
                f"Incorrect rating: should be 1, 3 or 5 (received {rate})")
        rating, record = self._get_rating_and_record(token)
        record.rating_apply(rate, rating=rating, feedback=_(
            "Customer rated %r.", record.display_name), notify_delay_send=True)
        return self._submit_page(rating, token, rate)

    @http.route("/rate/<string:token>/submit_feedback", type="http", auth="public",
                methods=["GET", "POST"])
    def action_submit_rating(self, token, **kwargs):
        """Take the words of a customer."""
        rating, record = self._get_rating_and_record(token)
        if request.httprequest.method == "POST":
            rate = kwargs.get("rate", "")
            if rate not in [str(value) for value in RATES]:
                raise BadRequest("Incorrect rating: should be 1, 3 or 5")
            record.rating_apply(
                int(rate), rating=rating, feedback=kwargs.get("feedback"))
        return pages.render_page(_("Thanks for your Feedback"), Markup(
            "<h1>{}</h1>").format(_("Thank you, we appreciate your feedback!")))

    def _get_rating_and_record(self, token):
        rating = request.env["rating.rating"].sudo().search(
            [("access_token", "=", token)])
        record = request.env[rating.res_model].sudo().browse(rating.res_id).exists() \
            if rating else None
        if not record:
            raise NotFound
        return rating, record

    def _submit_page(self, rating, token, rate):
        options = Markup("").join(
            Markup('<label><input type="radio" name="rate" value="{}"{}/> {}</label>')
            .format(value, Markup(" checked") if value == rate else "", name)
            for value, name in RATES.items())
        body = Markup(
            '<h1>{}</h1><form method="post" action="/rate/{}/submit_feedback">{}{}'
            '<textarea name="feedback" rows="8" style="width:100%"></textarea>'
            "<button>{}</button></form>"
        ).format(_("Feel free to share feedback on your experience:"), token, options,
                 pages.hidden("csrf_token", request.csrf_token()), _("Send Feedback"))
        return pages.render_page(_("Rate our Services"), body)
