"""The pages and calls by which something is paid."""
from __future__ import annotations

from markupsafe import Markup
from odoo import _, http
from odoo.addons.payment.access_tokens import check_access_token
from odoo.addons.web.controllers import pages
from odoo.exceptions import AccessError, ValidationError
from odoo.http import request
from werkzeug.exceptions import NotFound

WATCHED = "__payment_monitored_tx_id__"
OPERATIONS = {"redirect": "online_redirect", "direct": "online_direct",
              "token": "online_token"}


class PaymentPortal(http.Controller):
    """Paying an amount that a link names."""

    @http.route("/payment/pay", type="http", methods=["GET"], auth="public")
    def payment_pay(self, reference=None, amount=None, currency_id=None, partner_id=None,
                    company_id=None, access_token=None, **kwargs):
        """Show who can take the payment."""
        amount, currency_id, partner_id, company_id = (
            _cast(float, amount), _cast(int, currency_id), _cast(int, partner_id),
            _cast(int, company_id))
        user = request.env.user
        if access_token:
            if not check_access_token(request.env, access_token, partner_id, amount,
                                      currency_id):
                raise NotFound
        elif user._is_public():
            return request.redirect("/web/login?redirect=/payment/pay")
        partner = request.env["res.partner"].sudo().browse(
            partner_id or user.partner_id.id).exists()
        company = request.env["res.company"].sudo().browse(
            company_id or request.env.company.id)
        currency = request.env["res.currency"].browse(
            currency_id or company.currency_id.id).exists()
        if not partner or not currency:
            raise NotFound
        found = self._get_choice(company.id, partner.id, amount or 0.0, currency.id)
        rows = Markup().join(
            Markup('<li data-provider-id="{}">{}</li>').format(provider.id, provider.name)
            for provider in found["providers"])
        text = Markup("<ul>{}</ul>").format(rows) if rows else Markup("<p>{}</p>").format(
            _("No suitable payment method could be found."))
        return pages.render_page(_("Payment"), Markup("<h1>{}</h1><p>{}</p>{}").format(
            _("Pay"), currency.format(amount or 0.0), text))

    def _get_choice(self, company_id, partner_id, amount, currency_id):
        providers = request.env["payment.provider"].sudo()._get_compatible_providers(
            company_id, partner_id, amount, currency_id=currency_id)
        return {
            "providers": providers,
            "tokens": request.env["payment.token"].sudo()._get_available_tokens(
                providers.ids, partner_id),
        }

    @http.route("/payment/transaction", type="jsonrpc", auth="public")
    def payment_transaction(self, amount, currency_id, partner_id, access_token,
                            provider_id=None, payment_method_id=None, token_id=None,
                            flow="direct", tokenization_requested=False,
                            landing_route="/payment/confirmation",
                            reference_prefix=None, **kwargs):
        """Make the transaction of a payment; return what the page goes on with."""
        amount = _cast(float, amount)
        if not check_access_token(request.env, access_token, partner_id, amount,
                                  currency_id):
            raise ValidationError(_("The access token is invalid."))
        tx = self._create_transaction(
            provider_id, payment_method_id, token_id, amount, currency_id, partner_id,
            flow, tokenization_requested, landing_route, reference_prefix)
        return tx._get_processing_values()

    def _create_transaction(self, provider_id, payment_method_id, token_id, amount,
                            currency_id, partner_id, flow, tokenization_requested,
                            landing_route, reference_prefix):
        values = {"tokenize": False}
        if flow == "token":
            token = request.env["payment.token"].sudo().browse(token_id)
            partner = request.env["res.partner"].sudo().browse(partner_id)
            if partner.commercial_partner_id != token.partner_id.commercial_partner_id:
                raise AccessError(_("You do not have access to this payment token."))
            values.update(provider_id=token.provider_id.id, token_id=token.id,
                          payment_method_id=token.payment_method_id.id)
        elif flow in OPERATIONS:
            provider = request.env["payment.provider"].sudo().browse(provider_id)
            values.update(
                provider_id=provider.id, payment_method_id=payment_method_id,
                tokenize=bool(tokenization_requested and provider.allow_tokenization))
        else:
            raise ValidationError(_("The payment should either be direct, with "
                                    "redirection, or made by a token."))
        txs = request.env["payment.transaction"].sudo()
        provider = request.env["payment.provider"].sudo().browse(values["provider_id"])
        tx = txs.create({
            **values, "amount": amount, "currency_id": currency_id,
            "partner_id": partner_id, "operation": OPERATIONS[flow],
            "landing_route": landing_route, "is_live": provider.state == "enabled",
            "reference": txs._compute_reference(provider.code, prefix=reference_prefix),
        })
        if flow == "token":
            tx._charge_with_token()
        request.session[WATCHED] = tx.id
        return tx

    # ---- what became of it
    def _get_watched(self):
        tx_id = request.session.get(WATCHED)
        return request.env["payment.transaction"].sudo().browse(tx_id or ()).exists()

    @http.route("/payment/status", type="http", auth="public")
    def display_status(self, **kwargs):
        """Show how far the payment is."""
        tx = self._get_watched()
        text = tx.state_message or tx.provider_id[{
            "pending": "pending_msg", "authorized": "auth_msg", "done": "done_msg",
            "cancel": "cancel_msg"}.get(tx.state, "pre_msg")] if tx else \
            _("We could not find your payment.")
        return pages.render_page(_("Payment Status"), Markup("<p>{}</p>").format(
            Markup(text or tx.state)))

    @http.route("/payment/status/poll", type="jsonrpc", auth="public")
    def poll_status(self, **kwargs):
        """Tell the state; what is done is let known."""
        tx = self._get_watched()
        if not tx:
            return {"success": False, "error": "tx_not_found"}
        if not tx.is_post_processed and tx.state in tx._get_post_processed_states():
            tx._post_process()
        return {"provider_code": tx.provider_code, "state": tx.state,
                "landing_route": tx.landing_route}

    @http.route("/payment/confirmation", type="http", methods=["GET"], auth="public")
    def payment_confirm(self, tx_id=None, access_token=None, **kwargs):
        """Show the payment to whoever has the link."""
        tx = request.env["payment.transaction"].sudo().browse(
            _cast(int, tx_id) or ()).exists()
        if not tx or not check_access_token(
            request.env, access_token, tx.partner_id.id, tx.amount, tx.currency_id.id
        ):
            raise NotFound
        return pages.render_page(_("Payment"), Markup("<p>{}: {}</p>").format(
            tx.reference, tx.state))

    @http.route("/payment/archive_token", type="jsonrpc", auth="user")
    def archive_token(self, token_id):
        """Keep a method no longer."""
        partner = request.env.user.partner_id
        token = request.env["payment.token"].sudo().search([
            ("id", "=", token_id),
            ("partner_id", "in", [partner.id, partner.commercial_partner_id.id])])
        token.active = False

    @http.route("/my/payment_method", type="http", methods=["GET"], auth="user")
    def payment_method(self, **kwargs):
        """Show the methods that are kept of whoever is logged in."""
        tokens = request.env["payment.token"].sudo()._get_available_tokens(
            None, request.env.user.partner_id.id, is_validation=True)
        return pages.render_page(_("Payment Methods"), Markup("<ul>{}</ul>").format(
            Markup().join(Markup("<li>{}</li>").format(one.display_name)
                          for one in tokens)))


def _cast(kind, text):
    """Return a number, or nothing if it is none."""
    try:
        return kind(text)
    except (TypeError, ValueError):
        return None
