"""What documents take from their partners, when they are made and when they change."""
from odoo import _, api, fields, models

from .account_move import REFUND, SALE


class AccountMove(models.Model):
    _inherit = "account.move"

    @api.model
    def _get_partner_values(self, kind, partner, company, given):
        """Return what a document of a kind takes from a partner and `given` lacks."""
        values, partner = {}, partner.with_company(company)
        name = "property_payment_term_id" if kind in SALE \
            else "property_supplier_payment_term_id"
        if kind not in REFUND:
            values["invoice_payment_term_id"] = partner[name].id
        values["partner_shipping_id"] = partner.address_get(
            ["delivery"]).get("delivery") if kind in SALE else False
        delivery = self.env["res.partner"].browse(
            given.get("partner_shipping_id") or values["partner_shipping_id"] or ())
        values["fiscal_position_id"] = self.env["account.fiscal.position"].with_company(
            company)._get_fiscal_position(partner, delivery).id
        values["partner_bank_id"] = self._find_partner_bank(kind, partner, company).id
        return {name: value for name, value in values.items() if name not in given}

    @api.model
    def _find_partner_bank(self, kind, partner, company):
        """Return the account that the money shall go to."""
        inbound = kind in self.get_inbound_types()
        holder = company.partner_id if inbound else partner.commercial_partner_id
        return holder.bank_ids.filtered(
            lambda bank: not bank.company_id or bank.company_id == company)[:1]

    def _take_over_partner(self, vals):
        """Bring drafts whose partner changed in line with it."""
        for move in self.filtered(lambda move: move.state == "draft"):
            if move.is_invoice(True):
                super(AccountMove, move.with_context(syncing=True)).write(
                    self._get_partner_values(
                        move.move_type, move.partner_id, move.company_id, vals))
            lines = move.line_ids if move.is_invoice(True) else move.line_ids.browse()
            lines.filtered(
                lambda line, move=move: line.partner_id != move.commercial_partner_id
            ).with_context(syncing=True).write(
                {"partner_id": move.commercial_partner_id.id})

    @api.model
    def _get_invoice_defaults(self, kind, partner, company, given):
        """Return the values of a new document that nobody gave."""
        values = {"invoice_date_due": fields.Date.context_today(self),
                  "invoice_user_id": self.env.uid}
        if kind in self.get_sale_types(include_receipts=True):
            values["narration"] = self._get_terms(partner, company)
        if partner:
            values |= self._get_partner_values(kind, partner, company, given)
        return {name: value for name, value in values.items() if name not in given}

    @api.model
    def _get_terms(self, partner, company):
        """Return the terms that documents for customers tell, or where they stand."""
        if not self.env["ir.config_parameter"].sudo().get_param(
                "account.use_invoice_terms"):
            return False
        if company.terms_type == "html":
            return _("Terms & Conditions: %s", f"{company.get_base_url()}/terms")
        return company.with_context(lang=partner.lang or self.env.user.lang).invoice_terms
