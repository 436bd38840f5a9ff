"""Quotations and orders as customers see them, sign and refuse them."""
import binascii

from markupsafe import Markup
from odoo import _, fields, http
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.web.controllers import pages
from odoo.exceptions import AccessError, MissingError
from odoo.http import request
from odoo.tools.misc import format_date, formatLang


class SalePortal(CustomerPortal):
    """The pages of quotations and orders."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        orders = request.env["sale.order"]
        asked = {"quotation_count": self._prepare_quotations_domain(),
                 "order_count": self._prepare_orders_domain()}
        for name in asked.keys() & set(counters):
            values[name] = orders.search_count(asked[name], limit=1) \
                if orders.has_access("read") else 0
        return values

    def _prepare_portal_lists(self):
        return [*super()._prepare_portal_lists(),
                ("/my/quotes", _("Your Quotations")), ("/my/orders", _("Your Orders"))]

    def _get_own_domain(self):
        partner = request.env.user.partner_id.commercial_partner_id
        return [("partner_id", "child_of", partner.ids)]

    def _prepare_quotations_domain(self):
        return [*self._get_own_domain(), ("state", "=", "sent")]

    def _prepare_orders_domain(self):
        return [*self._get_own_domain(), ("state", "=", "sale")]

    @http.route(["/my/quotes", "/my/quotes/page/<int:page>"], type="http", auth="user")
    def portal_my_quotes(self, page=1, sortby=None, **kwargs):
        """List the quotations that wait for the customer."""
        return self._list_orders(
            _("Quotations"), self._prepare_quotations_domain(), page, sortby)

    @http.route(["/my/orders", "/my/orders/page/<int:page>"], type="http", auth="user")
    def portal_my_orders(self, page=1, sortby=None, **kwargs):
        """List the orders of the customer."""
        return self._list_orders(
            _("Sales Orders"), self._prepare_orders_domain(), page, sortby)

    def _list_orders(self, title, domain, page, sortby):
        env = request.env
        order = {"name": "name", "stage": "state"}.get(sortby, "date_order desc")
        found = env["sale.order"].search(
            domain, order=order, limit=self._items_per_page,
            offset=(page - 1) * self._items_per_page)
        return self._show_list(title, found, [
            (_("Order #"), lambda own: own.name),
            (_("Date"), lambda own: format_date(env, own.date_order)),
            (_("Total"), lambda own: formatLang(
                env, own.amount_total, currency_obj=own.currency_id)),
        ])

    @http.route("/my/orders/<int:order_id>", type="http", auth="public")
    def portal_order_page(self, order_id, report_type=None, access_token=None,
                          message=False, download=False, **kw):
        """Show an order, as a page or as a document."""
        try:
            order = self._document_check_access("sale.order", order_id, access_token)
        except (AccessError, MissingError):
            return request.redirect("/my")
        order = order.sudo()
        if report_type in ("html", "pdf", "text"):
            return self._show_report(
                order, report_type, "sale.action_report_saleorder", download)
        return pages.render_page(order.name, self._describe_order(order))

    def _describe_order(self, order):
        def money(amount):
            return formatLang(request.env, amount, currency_obj=order.currency_id)

        lines = Markup("").join(
            Markup("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>").format(
                line.name or "", line.product_uom_qty, money(line.price_unit),
                money(line.price_subtotal))
            if not line.display_type else
            Markup("<tr><td colspan='4'><strong>{}</strong></td></tr>").format(line.name)
            for line in order.order_line)
        return Markup(
            "<h1>{name}</h1><p>{partner}</p><p>{date}</p>"
            "<table><thead><tr><th>{d}</th><th>{q}</th><th>{u}</th><th>{a}</th></tr></thead>"
            "<tbody>{lines}</tbody></table>"
            "<p>{untaxed}</p><p>{tax}</p><p><strong>{total}</strong></p>"
            "<p><a href='{pdf}'>{download}</a></p>"
        ).format(
            name=order.name, partner=order.partner_id.display_name or "",
            date=format_date(request.env, order.date_order), d=_("Description"),
            q=_("Quantity"), u=_("Unit Price"), a=_("Amount"), lines=lines,
            untaxed=_("Untaxed Amount: %s", money(order.amount_untaxed)),
            tax=_("Taxes: %s", money(order.amount_tax)),
            total=_("Total: %s", money(order.amount_total)),
            pdf=order.get_portal_url(report_type="pdf", download=True),
            download=_("Download"))

    @http.route("/my/orders/<int:order_id>/accept", type="jsonrpc", auth="public")
    def portal_quote_accept(self, order_id, access_token=None, name=None, signature=None):
        """Sign a quotation; it becomes an order unless it is to be paid first."""
        try:
            order = self._document_check_access("sale.order", order_id, access_token)
        except (AccessError, MissingError):
            return {"error": _("Invalid order.")}
        order = order.sudo()
        if not order._has_to_be_signed():
            return {"error": _("The order is not in a state requiring customer signature.")}
        if not signature:
            return {"error": _("Signature is missing.")}
        try:
            with request.env.cr.savepoint():
                order.write({"signed_by": name, "signed_on": fields.Datetime.now(),
                             "signature": signature})
        except (TypeError, binascii.Error):
            return {"error": _("Invalid signature data.")}
        if not order._has_to_be_paid():
            order.action_confirm()
        order.message_post(
            body=_("Order signed by %s", name), author_id=order.partner_id.id,
            message_type="comment", subtype_xmlid="mail.mt_comment")
        return {"force_refresh": True,
                "redirect_url": order.get_portal_url(query_string="&message=sign_ok")}

    @http.route("/my/orders/<int:order_id>/decline", type="http", auth="public",
                methods=["POST"])
    def portal_quote_decline(self, order_id, access_token=None, decline_message=None, **kw):
        """Refuse a quotation; the reason goes to the seller."""
        try:
            order = self._document_check_access("sale.order", order_id, access_token)
        except (AccessError, MissingError):
            return request.redirect("/my")
        order, query = order.sudo(), "&message=cant_reject"
        if order._has_to_be_signed() and decline_message:
            order._action_cancel()
            order.message_post(
                body=decline_message, author_id=order.partner_id.id,
                message_type="comment", subtype_xmlid="mail.mt_comment")
            query = ""
        return request.redirect(order.get_portal_url(query_string=query))
