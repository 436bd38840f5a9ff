"""The pages of customers: home, and the way from a mail to a record."""
from markupsafe import Markup
from odoo import _, http
from odoo.addons.web.controllers import pages
from odoo.exceptions import AccessError, MissingError
from odoo.http import request


class CustomerPortal(http.Controller):
    """What customers see."""

    @http.route(["/my", "/my/home"], type="http", auth="user")
    def home(self, **kwargs):
        """Show the home of a customer."""
        user = request.env.user
        body = Markup("<h1>{}</h1><p>{}</p>").format(_("My account"), user.name)
        return pages.render_page(_("My Portal"), body)

    def _document_check_access(self, model_name, document_id, access_token=None):
        """Return a record that the visitor may see; AccessError, MissingError."""
        document = request.env[model_name].browse([document_id])
        known = document.with_user(1).exists()
        if not known:
            raise MissingError(_("This document does not exist."))
        try:
            document.check_access("read")
        except AccessError:
            if not known._check_portal_access(access_token):
                raise
        return known


class MailController(http.Controller):
    """Links of notifications."""

    @http.route("/mail/view", type="http", auth="public")
    def mail_action_view(self, model=None, res_id=None, access_token=None, **kwargs):
        """Go to a record: its page with a token, the client for those who may read."""
        if not model or model not in request.env or not str(res_id or "").isdigit():
            return request.redirect("/odoo" if request.session.uid else "/web/login")
        record = request.env[model].browse(int(res_id))
        known = record.sudo().exists()
        has_page = bool(known) and "access_url" in known._fields
        if has_page and known.access_url not in (False, "#") and (
            not request.session.uid or request.env.user.share
        ) and known._check_portal_access(
            access_token, kwargs.get("pid"), kwargs.get("hash")
        ):
            query = f"?access_token={known.access_token}"
            if kwargs.get("pid") and kwargs.get("hash"):
                query += f"&pid={kwargs['pid']}&hash={kwargs['hash']}"
            return request.redirect(known.access_url + query)
        if not request.session.uid:
            return request.redirect(
                f"/web/login?redirect=/mail/view%3Fmodel%3D{model}%26res_id%3D{res_id}")
        if known and record.has_access("read"):
            return request.redirect(f"/odoo/{model}/{record.id}")
        return request.redirect("/odoo")
