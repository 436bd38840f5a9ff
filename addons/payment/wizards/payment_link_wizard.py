"""Links by which something is paid."""
from __future__ import annotations

from urllib.parse import urlencode

from odoo import _, api, fields, models
from odoo.addons.payment.access_tokens import generate_access_token


class PaymentLinkWizard(models.TransientModel):
    _inherit = "payment.link.wizard"

    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    link = fields.Char(compute="_compute_link")
    warning_message = fields.Char(compute="_compute_warning_message")

    @api.model
    def default_get(self, fields):
        """The record of the context says what is to be paid."""
        values = super().default_get(fields)
        res_id = self.env.context.get("active_id")
        res_model = self.env.context.get("active_model")
        if res_id and res_model:
            values.update({"res_id": res_id, "res_model": res_model})
            record = self.env[res_model].browse(res_id)
            if hasattr(record, "_get_default_payment_link_values"):
                values.update({
                    k: v for k, v in record._get_default_payment_link_values().items()
                    if k in fields})
        return values

    @api.depends("res_model", "res_id")
    def _compute_company_id(self):
        for wizard in self:
            record = self.env[wizard.res_model or "payment.link.wizard"].browse(
                wizard.res_id)
            wizard.company_id = record.company_id if wizard.res_model \
                and "company_id" in record._fields else False

    @api.depends("amount", "amount_max")
    def _compute_warning_message(self):
        for wizard in self:
            wizard.warning_message = ""
            if wizard.amount_max <= 0:
                wizard.warning_message = _("There is nothing to be paid.")
            elif wizard.amount <= 0:
                wizard.warning_message = _("Please set a positive amount.")
            elif wizard.amount > wizard.amount_max:
                wizard.warning_message = _("Please set an amount lower than %s.",
                                           wizard.amount_max)

    @api.depends("amount", "currency_id", "partner_id", "company_id")
    def _compute_link(self):
        for wizard in self:
            query = urlencode(wizard._prepare_query_params())
            wizard.link = f"{wizard.get_base_url()}/payment/pay?{query}"

    def _prepare_query_params(self):
        """Return what the page is told; the token proves that we have said it."""
        self.ensure_one()
        return {
            "amount": self.amount, "currency_id": self.currency_id.id,
            "partner_id": self.partner_id.id, "company_id": self.company_id.id,
            "access_token": generate_access_token(
                self.env, self.partner_id.id, self.amount, self.currency_id.id),
        }
