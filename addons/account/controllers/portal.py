"""Invoices as customers see them."""
from markupsafe import Markup
from odoo import _, fields, http
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.web.controllers import pages
from odoo.exceptions import AccessError, MissingError
from odoo.http import request
from odoo.tools.misc import format_date, formatLang

KINDS = {"invoices": ("out_invoice", "out_refund", "out_receipt"),
         "bills": ("in_invoice", "in_refund", "in_receipt")}


class PortalAccount(CustomerPortal):
    """The pages of invoices and bills."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        overdue = [("payment_state", "not in", ("in_payment", "paid", "reversed", "blocked",
                                                "invoicing_legacy")),
                   ("invoice_date_due", "<", fields.Date.context_today(request.env.user))]
        asked = {
            "invoice_count": self._get_invoices_domain("invoices"),
            "bill_count": self._get_invoices_domain("bills"),
            "overdue_invoice_count": self._get_invoices_domain("invoices") + overdue,
        }
        moves = request.env["account.move"]
        for name in asked.keys() & set(counters):
            values[name] = moves.search_count(asked[name], limit=1) \
                if moves.has_access("read") else 0
        return values

    def _prepare_portal_lists(self):
        return [*super()._prepare_portal_lists(),
                ("/my/invoices", _("Your Invoices")),
                ("/my/invoices?filterby=bills", _("Our Bills"))]

    def _get_invoices_domain(self, kind=None):
        kinds = KINDS.get(kind) or KINDS["invoices"] + KINDS["bills"]
        return [("state", "not in", ("cancel", "draft")), ("move_type", "in", kinds)]

    @http.route(["/my/invoices", "/my/invoices/page/<int:page>"], type="http", auth="user")
    def portal_my_invoices(self, page=1, sortby=None, filterby=None, **kw):
        """List the invoices of the customer."""
        orders = {"duedate": "invoice_date_due desc", "name": "name desc",
                  "state": "state"}
        moves = request.env["account.move"].search(
            self._get_invoices_domain(filterby),
            order=orders.get(sortby, "invoice_date desc"), limit=self._items_per_page,
            offset=(page - 1) * self._items_per_page)
        env = request.env
        states = dict(env["account.move"]._fields["payment_state"]._description_selection(
            env))
        return self._show_list(_("Invoices & Bills"), moves, [
            (_("Invoice #"), lambda move: move.name or _("Draft Invoice")),
            (_("Invoice Date"), lambda move: format_date(env, move.invoice_date)),
            (_("Due Date"), lambda move: format_date(env, move.invoice_date_due)),
            (_("Status"), lambda move: states.get(move.payment_state, "")),
            (_("Amount Due"), lambda move: formatLang(
                env, move.amount_residual, currency_obj=move.currency_id)),
        ])

    @http.route("/my/invoices/<int:invoice_id>", type="http", auth="public")
    def portal_my_invoice_detail(self, invoice_id, access_token=None, report_type=None,
                                 download=False, **kw):
        """Show an invoice, as a page or as a document."""
        try:
            move = self._document_check_access("account.move", invoice_id, access_token)
        except (AccessError, MissingError):
            return request.redirect("/my")
        move = move.sudo()
        if report_type in ("html", "pdf", "text"):
            return self._show_report(
                move, report_type, "account.account_invoices", download)
        return pages.render_page(move.display_name, self._describe_invoice(move))

    def _describe_invoice(self, move):
        def money(amount):
            return formatLang(request.env, amount, currency_obj=move.currency_id)

        lines = Markup("").join(
            Markup("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>").format(
                line.name or "", line.quantity or "", money(line.price_unit),
                money(line.price_subtotal))
            if line.display_type == "product" else
            Markup("<tr><td colspan='4'><strong>{}</strong></td></tr>").format(line.name)
            for line in move.invoice_line_ids)
        return Markup(
            "<h1>{name}</h1><p>{partner}</p><p>{dates}</p>"
            "<table><thead><tr><th>{d}</th><th>{q}</th><th>{u}</th><th>{a}</th></tr></thead>"
            "<tbody>{lines}</tbody></table>"
            "<p>{untaxed}</p><p>{tax}</p><p><strong>{total}</strong></p><p>{due}</p>"
            "<p><a href='{pdf}'>{download}</a></p>"
        ).format(
            name=move.display_name, partner=move.partner_id.display_name or "",
            dates=_("Invoice Date: %(date)s, due %(due)s",
                    date=format_date(request.env, move.invoice_date),
                    due=format_date(request.env, move.invoice_date_due)),
            d=_("Description"), q=_("Quantity"), u=_("Unit Price"), a=_("Amount"),
            lines=lines, untaxed=_("Untaxed Amount: %s", money(move.amount_untaxed)),
            tax=_("Taxes: %s", money(move.amount_tax)),
            total=_("Total: %s", money(move.amount_total)),
            due=_("Amount Due: %s", money(move.amount_residual)),
            pdf=move.get_portal_url(report_type="pdf", download=True),
            download=_("Download"))
