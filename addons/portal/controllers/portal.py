"""The pages of customers: home, and the way from a mail to a record."""
import re

from markupsafe import Markup
from odoo import _, http
from odoo.addons.web.controllers import pages
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import content_disposition, request


class CustomerPortal(http.Controller):
    """What customers see; addons tell of their documents by overriding."""

    _items_per_page = 80

    @http.route(["/my", "/my/home"], type="http", auth="user")
    def home(self, **kwargs):
        """Show the home of a customer: the documents there are."""
        lists = self._prepare_portal_lists()
        body = Markup("<h1>{}</h1><p>{}</p><ul>{}</ul>").format(
            _("My account"), request.env.user.name,
            Markup("").join(Markup('<li><a href="{}">{}</a></li>').format(url, label)
                            for url, label in lists))
        return pages.render_page(_("My Portal"), body)

    @http.route("/my/counters", type="jsonrpc", auth="user", readonly=True)
    def counters(self, counters, **kw):
        """Return how many documents of the kinds asked for there are."""
        return self._prepare_home_portal_values(counters)

    def _prepare_home_portal_values(self, counters):
        """Return {counter: number} of those asked for (hook)."""
        return {}

    def _prepare_portal_lists(self):
        """Return the (address, name) of each list of documents (hook)."""
        return []

    def _show_list(self, title, records, columns):
        """Answer with a table of records: [(heading, text of a record)]."""
        head = Markup("").join(Markup("<th>{}</th>").format(name) for name, _f in columns)
        rows = Markup("").join(
            Markup('<tr><td><a href="{}">{}</a></td>{}</tr>').format(
                record.get_portal_url(), columns[0][1](record),
                Markup("").join(Markup("<td>{}</td>").format(text(record))
                                for _name, text in columns[1:]))
            for record in records.sudo())
        body = Markup(
            "<h1>{}</h1><table class='o_portal_my_doc_table'><thead><tr>{}</tr></thead>"
            "<tbody>{}</tbody></table>").format(title, head, rows)
        return pages.render_page(title, body)

    def _show_report(self, model, report_type, report_ref, download=False):
        """Answer with a document in the form asked for: html, pdf or text."""
        if report_type not in ("html", "pdf", "text"):
            raise UserError(_("Invalid report type: %s", report_type))
        report = request.env["ir.actions.report"].sudo()
        render = report._render_qweb_pdf if report_type == "pdf" \
            else report._render_qweb_html
        content = render(report_ref, model.ids, data={"report_type": report_type})[0]
        content = content.encode() if isinstance(content, str) else content
        headers = [
            ("Content-Type", "application/pdf" if report_type == "pdf"
             else "text/html; charset=utf-8"),
            ("Content-Length", str(len(content)))]
        if report_type == "pdf" and download:
            name = re.sub(r"\W+", "_", model._get_report_base_filename())
            headers.append(("Content-Disposition", content_disposition(f"{name}.pdf")))
        return request.make_response(content, headers)

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
