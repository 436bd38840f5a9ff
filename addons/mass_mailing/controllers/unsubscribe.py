"""Leaving lists, and coming back."""
from __future__ import annotations

from markupsafe import Markup
from odoo import _, http
from odoo.addons.web.controllers import pages
from odoo.http import request
from odoo.tools.mail import email_normalize
from werkzeug.exceptions import BadRequest, HTTPException, NotFound

from .main import find_contacts, get_mailing


class MassMailingUnsubscribe(http.Controller):
    """The pages behind the links to unsubscribe."""

    # ---- leaving
    @http.route(["/mailing/<int:mailing_id>/confirm_unsubscribe"], type="http",
                auth="public")
    def mailing_confirm_unsubscribe(self, mailing_id, document_id=None, email=None,
                                    hash_token=None, **post):
        """Ask before somebody is taken off: programs follow links too."""
        mailing = self._get_mailing_or_404(mailing_id, document_id, email, hash_token)
        text = _("Do you want to unsubscribe from our mailing list?") \
            if mailing.mailing_on_mailing_list or \
            mailing.mailing_model_real == "mailing.contact" \
            else _("Do you want to stop receiving emails from us?")
        return pages.render_page(_("Unsubscribe"), Markup(
            '<form action="/mailing/confirm_unsubscribe" method="post"><p>{}</p>{}'
            '<button type="submit">{}</button></form>'
        ).format(text, Markup().join(pages.hidden(key, value or "") for key, value in (
            ("csrf_token", request.csrf_token()), ("mailing_id", mailing.id),
            ("document_id", document_id), ("email", email), ("hash_token", hash_token),
        )), _("Unsubscribe")))

    @http.route(["/mailing/confirm_unsubscribe"], type="http", auth="public",
                methods=["POST"])
    def mailing_confirm_unsubscribe_post(self, mailing_id, document_id=None, email=None,
                                         hash_token=None, **post):
        """Take the address off."""
        return self._unsubscribe(mailing_id, document_id, email, hash_token)

    @http.route(["/mail/mailing/<int:mailing_id>/unsubscribe",
                 "/mailing/<int:mailing_id>/unsubscribe"], type="http", auth="public")
    def mailing_unsubscribe(self, mailing_id, document_id=None, email=None,
                            hash_token=None, **post):
        """Take the address off at once: links of older mails do it so."""
        return self._unsubscribe(
            mailing_id, document_id or post.get("res_id"), email,
            hash_token or post.get("token"))

    @http.route(["/mailing/<int:mailing_id>/unsubscribe_oneclick"], type="http",
                auth="public", methods=["POST"], csrf=False)
    def mailing_unsubscribe_oneclick(self, mailing_id, document_id=None, email=None,
                                     hash_token=None, **post):
        """Take the address off: the programs of readers do it by one click."""
        self._unsubscribe(mailing_id, document_id, email, hash_token)
        return request.make_response("", status=200)

    def _get_mailing_or_404(self, mailing_id, document_id, email, hash_token):
        try:
            return get_mailing(mailing_id, document_id, email, hash_token)
        except HTTPException as error:
            raise NotFound from error      # whether there is such a mailing is not told

    def _unsubscribe(self, mailing_id, document_id, email, hash_token):
        mailing = self._get_mailing_or_404(mailing_id, document_id, email, hash_token)
        if mailing.mailing_model_real == "mailing.contact":
            lists = mailing.contact_list_ids
            lists._update_subscription_from_email(email, opt_out=True, force_message=_(
                "%(email)s unsubscribed from %(lists)s by the mailing %(name)s",
                email=email, lists=", ".join(lists.mapped("name")) or "-",
                name=mailing.subject))
            text = _("You are no longer part of our mailing list(s).")
        else:
            request.env["mail.blacklist"].sudo()._add(email, message=_(
                "Blocklist request from unsubscribe link of mailing %(name)s",
                name=mailing.subject))
            text = _("You are no longer part of our services and will not be contacted "
                     "again.")
        return self._render_management(email, mailing, document_id, hash_token, text)

    def _render_management(self, email, mailing, document_id, hash_token, text=""):
        """Show the lists of an address, those it may join, and why one may leave."""
        inside, outside = self._get_lists(email)
        reasons = request.env["mailing.subscription.optout"].sudo().search([])
        names = [
            Markup('<li><label><input type="checkbox" name="{}"{}/> {}</label></li>').format(
                one.id, Markup(' checked="checked"') if one in inside else "", one.name)
            for one in inside | outside
        ]
        return pages.render_page(_("Mailing Subscriptions"), Markup(
            "<h1>{}</h1><p>{}</p><p>{}</p><ul>{}</ul><ul>{}</ul>"
        ).format(_("Mailing Subscriptions"), text, email or "", Markup().join(names),
                 Markup().join(Markup("<li>{}</li>").format(r.name) for r in reasons)))

    def _get_lists(self, email):
        lines = find_contacts(email).subscription_ids
        inside = lines.filtered(
            lambda line: not line.opt_out and line.list_id.active).list_id
        public = request.env["mailing.list"].sudo().search([("is_public", "=", True)])
        return inside, (public | lines.list_id.filtered("active")) - inside

    # ---- the lists of a user
    @http.route(["/mailing/my"], type="http", auth="user")
    def mailing_my(self, **post):
        """Show the lists of whoever is logged in."""
        email = request.env.user.email_normalized
        if not email:
            raise NotFound
        return self._render_management(email, None, None, None)

    def _get_email(self, mailing_id, document_id, email, hash_token):
        """Return the address that asks, proved by the token or by being logged in."""
        if mailing_id:
            get_mailing(mailing_id, document_id, email, hash_token)
            return email_normalize(email or "")
        if request.env.user._is_public():
            raise BadRequest
        return request.env.user.email_normalized

    @http.route("/mailing/list/update", type="jsonrpc", auth="public")
    def mailing_update_list_subscription(self, mailing_id=None, document_id=None,
                                         email=None, hash_token=None,
                                         lists_optin_ids=None, **post):
        """Stand on these lists and no others; the number of those that were left."""
        email = self._get_email(mailing_id, document_id, email, hash_token)
        inside, outside = self._get_lists(email)
        wanted = request.env["mailing.list"].sudo().browse(lists_optin_ids or ()).exists()
        left = inside - wanted
        (outside & wanted)._update_subscription_from_email(email, opt_out=False)
        left._update_subscription_from_email(email, opt_out=True)
        return len(left)

    @http.route("/mailing/feedback", type="jsonrpc", auth="public")
    def mailing_send_feedback(self, mailing_id=None, document_id=None, email=None,
                              hash_token=None, last_action=None,
                              opt_out_reason_id=False, feedback=None, **post):
        """Keep why somebody left."""
        email = self._get_email(mailing_id, document_id, email, hash_token)
        reason = request.env["mailing.subscription.optout"].sudo().browse(
            int(opt_out_reason_id or 0)).exists()
        contacts = find_contacts(email)
        lines = contacts.subscription_ids.filtered("opt_out")
        listed = request.env["mail.blacklist"].sudo().search([("email", "=", email)])
        if last_action == "blocklist_add":
            lines, contacts = lines.browse(), contacts.browse()
        elif last_action:
            listed = listed.browse()
        if not lines and not listed:
            return "error"
        if reason:
            lines.write({"opt_out_reason_id": reason.id})
            listed.write({"opt_out_reason_id": reason.id})
        for record in [*contacts, *listed]:
            if feedback:
                record._message_log(body=_(
                    "Feedback from %(author_name)s: %(text)s",
                    author_name=email, text=feedback))
        return True

    # ---- the blacklist
    @http.route("/mailing/blocklist/add", type="jsonrpc", auth="public")
    def mail_blocklist_add(self, mailing_id=None, document_id=None, email=None,
                           hash_token=None, **post):
        """Get no mailings at all."""
        return self._set_blocklist("_add", _("Blocklist request from the portal of "
                                             "mailing subscriptions"),
                                   mailing_id, document_id, email, hash_token)

    @http.route("/mailing/blocklist/remove", type="jsonrpc", auth="public")
    def mail_blocklist_remove(self, mailing_id=None, document_id=None, email=None,
                              hash_token=None, **post):
        """Get mailings again."""
        return self._set_blocklist("_remove", _("Blocklist removal request from the "
                                                "portal of mailing subscriptions"),
                                   mailing_id, document_id, email, hash_token)

    def _set_blocklist(self, method, message, *proof):
        try:
            email = self._get_email(*proof)
        except HTTPException as error:
            return "unauthorized" if error.code in (400, 401) else "error"
        if not email:
            return "error"
        getattr(request.env["mail.blacklist"].sudo(), method)(email, message=message)
        return True
