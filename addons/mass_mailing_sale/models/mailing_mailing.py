"""Mailings and what they sell."""
from __future__ import annotations

from odoo import _, api, fields, models


class MailingMailing(models.Model):
    _inherit = "mailing.mailing"

    sale_invoiced_amount = fields.Integer(compute="_compute_sale_invoiced_amount")
    sale_quotation_count = fields.Integer(compute="_compute_sale_quotation_count")

    @api.depends("source_id")
    def _compute_sale_quotation_count(self):
        found = dict(self.env["sale.order"].sudo()._read_group(
            [("source_id", "in", self.source_id.ids)], ["source_id"], ["__count"]))
        for mailing in self:
            mailing.sale_quotation_count = found.get(mailing.source_id, 0)

    def _get_invoiced_domain(self):
        return [("source_id", "in", self.source_id.ids),
                ("state", "not in", ("draft", "cancel"))]

    @api.depends("source_id")
    def _compute_sale_invoiced_amount(self):
        found = dict(self.env["account.move"].sudo()._read_group(
            self._get_invoiced_domain(), ["source_id"], ["amount_untaxed_signed:sum"]))
        for mailing in self:
            mailing.sale_invoiced_amount = found.get(mailing.source_id, 0)

    def _open_of_source(self, name, model, domain):
        return {
            "name": name, "type": "ir.actions.act_window", "res_model": model,
            "view_mode": "list,pivot,graph,form", "domain": domain,
            "context": {"create": False, "search_default_group_by_date_day": True},
        }

    def action_redirect_to_quotations(self):
        """Open the orders that came by the mailing."""
        return self._open_of_source(
            _("Quotations"), "sale.order", [("source_id", "=", self.source_id.id)])

    def action_redirect_to_invoiced(self):
        """Open the invoices that came by the mailing."""
        moves = self.env["account.move"].search(self._get_invoiced_domain())
        return self._open_of_source(
            _("Invoices"), "account.move", [("id", "in", moves.ids)])
