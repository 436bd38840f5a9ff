"""What readers of mailings open: pictures, links, the mail in a browser."""
from __future__ import annotations

import base64

from markupsafe import Markup
from odoo import _, http
from odoo.addons.link_tracker.controllers.main import follow_link
from odoo.addons.web.controllers import pages
from odoo.http import request
from odoo.tools.mail import email_normalize
from odoo.tools.secrets import consteq
from werkzeug.exceptions import BadRequest, NotFound, Unauthorized

BLANK = base64.b64decode(
    "R0lGODlhAQABAIAAANvf7wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")


def get_mailing(mailing_id, document_id, email, hash_token):
    """Return the mailing that somebody got, as the token proves; or an error of HTTP."""
    mailing = request.env["mailing.mailing"].sudo().browse(int(mailing_id or 0)).exists()
    if not mailing:
        raise NotFound
    if not hash_token:
        if request.env.user.has_group("mass_mailing.group_mass_mailing_user"):
            return mailing
        raise BadRequest
    if not email or not str(document_id or "").isdigit():
        raise BadRequest
    known = mailing._generate_mailing_recipient_token(int(document_id), email)
    if not consteq(hash_token, known):
        raise Unauthorized
    return mailing


class MassMailing(http.Controller):
    """Traces of reading."""

    @http.route("/mail/track/<int:mail_id>/<string:token>/blank.gif", type="http",
                auth="public")
    def track_mail_open(self, mail_id, token, **post):
        """Note that a mail was opened; answer with a picture of nothing."""
        known = request.env["mail.mail"].sudo()._generate_mail_recipient_token(mail_id)
        if not consteq(token, known):
            raise Unauthorized
        request.env["mailing.trace"].sudo().set_opened(
            domain=[("mail_mail_id_int", "=", mail_id)])
        response = request.make_response(BLANK, [("Content-Type", "image/gif")])
        response.headers["Cache-Control"] = "no-store"
        return response

    @http.route("/r/<string:code>/m/<int:mailing_trace_id>", type="http", auth="public")
    def full_url_redirect(self, code, mailing_trace_id, **post):
        """Follow a short link of a mailing."""
        return follow_link(code, mailing_trace_id=mailing_trace_id)

    @http.route(["/mailing/<int:mailing_id>/view"], type="http", auth="public")
    def mailing_view_in_browser(self, mailing_id, email=None, document_id=None,
                                hash_token=None, **post):
        """Show the mail that somebody got."""
        mailing = get_mailing(mailing_id, document_id, email, hash_token)
        record_id = int(document_id) if str(document_id or "").isdigit() else False
        render = request.env["mail.render.mixin"].sudo()._render_template
        body = mailing.body_html or ""
        if record_id and request.env[mailing.mailing_model_real].sudo().browse(
            record_id
        ).exists():
            body = render(body, mailing.mailing_model_real, [record_id], engine="qweb",
                          options={"post_process": True})[record_id]
        base = mailing.get_base_url()
        text = str(body)
        if email and record_id:
            text = text.replace(f"{base}/unsubscribe_from_list",
                                mailing._get_unsubscribe_url(email, record_id))
            text = text.replace(f"{base}/view", mailing._get_view_url(email, record_id))
        return pages.render_page(mailing.subject, Markup(text))

    @http.route(["/unsubscribe_from_list"], type="http", auth="public")
    def mailing_unsubscribe_placeholder_link(self, **post):
        """Say what the link of a sample leads to."""
        return self._placeholder(_("You are not really unsubscribed: this was a sample."))

    @http.route(["/view"], type="http", auth="public")
    def mailing_view_in_browser_placeholder_link(self, **post):
        """Say what the link of a sample leads to."""
        return self._placeholder(_("A mail that was sent is shown here."))

    def _placeholder(self, text):
        return pages.render_page(_("Email Marketing"), Markup("<p>{}</p>").format(text))

    @http.route("/mailing/report/unsubscribe", type="http", auth="public")
    def turn_off_mailing_reports(self, token=None, user_id=None, **post):
        """Send no numbers of mailings any longer."""
        if not token or not str(user_id or "").isdigit():
            raise NotFound
        user = request.env["res.users"].sudo().browse(int(user_id)).exists()
        known = request.env["mailing.mailing"].sudo()._generate_mailing_report_token(user.id)
        if not user or not consteq(token, known) \
                or not user.has_group("mass_mailing.group_mass_mailing_user"):
            raise Unauthorized
        request.env["ir.config_parameter"].sudo().set_param(
            "mass_mailing.mass_mailing_reports", False)
        return self._placeholder(_("Mailing reports have been turned off."))

    @http.route(["/mailing/mobile/preview"], type="http", auth="public")
    def mailing_preview_wrapper(self, **post):
        """Offer the frame in which bodies are shown as on a telephone."""
        return pages.render_page(_("Preview"), Markup('<div class="o_preview"></div>'))


def find_contacts(email):
    """Return the contacts of an address."""
    normalized = email_normalize(email or "")
    contacts = request.env["mailing.contact"].sudo()
    return contacts.search([("email_normalized", "=", normalized)]) \
        if normalized else contacts
