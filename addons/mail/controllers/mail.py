"""The links of mails: opening a record, and not following it any longer."""
from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup
from odoo import _, http
from odoo.exceptions import AccessError
from odoo.http import request
from odoo.tools.secrets import consteq
from werkzeug.exceptions import Forbidden

DISCUSS = "/odoo/action-mail.action_discuss"


class MailController(http.Controller):
    """What recipients of mails click at."""

    @http.route("/mail/view", type="http", auth="public", methods=["GET"])
    def mail_action_view(self, model=None, res_id=None, access_token=None,
                         message_id=None, **kwargs):
        """Lead to a record: through the login, or elsewhere if it is not for the user."""
        if message_id and str(message_id).isdigit():
            message = request.env["mail.message"].sudo().browse(int(message_id)).exists()
            model, res_id = message.model or model, message.res_id or res_id
        if not str(res_id or "").isdigit():
            return request.redirect(DISCUSS)
        return self._redirect_to_record(model, int(res_id))

    def _redirect_to_record(self, model, res_id):
        if request.env.user._is_public():
            here = request.httprequest.full_path.rstrip("?")
            return request.redirect(f"/web/login?redirect={quote(here, safe='')}")
        if model not in request.env:
            return request.redirect(DISCUSS)
        record = request.env[model].browse(res_id).exists()
        if not record:
            return request.redirect(DISCUSS)
        try:
            record.check_access("read")
        except AccessError:
            return request.redirect(DISCUSS)
        name = model if "." in model else f"m-{model}"
        return request.redirect(f"/odoo/{name}/{res_id}")

    @http.route("/mail/unfollow", type="http", auth="public", methods=["GET"])
    def mail_action_unfollow(self, model, res_id, pid, token, **kwargs):
        """Take a partner from the followers, by the link that only its mail had."""
        if model not in request.env or not str(res_id).isdigit() or not str(pid).isdigit():
            raise Forbidden
        record = request.env[model].sudo().browse(int(res_id)).exists()
        if not consteq(token, record._notify_unfollow_token(int(pid)) if record else ""):
            raise AccessError(_("Non existing record or wrong token."))
        record.message_unsubscribe([int(pid)])
        name = Markup("<strong>%s</strong>") % (record.display_name or "")
        page = Markup(
            "<!DOCTYPE html><html><head><title>%s</title></head><body><h1>%s</h1>"
            "<p>%s</p></body></html>"
        ) % (_("Unfollowed"), _("You no longer follow this document"), name)
        return request.make_response(page, [("Content-Type", "text/html; charset=utf-8")])

    @http.route("/mail/thread/recipients", type="jsonrpc", auth="user", methods=["POST"],
                readonly=True)
    def mail_thread_recipients(self, thread_model, thread_id, message_id=None):
        """Propose whom a message should reach."""
        record = request.env[thread_model].browse(int(thread_id))
        record.check_access("read")
        message = request.env["mail.message"].browse(message_id or ())
        return record._message_get_suggested_recipients(
            reply_discussion=not message, reply_message=message or None,
        )
