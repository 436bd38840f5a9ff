"""The orders of contacts."""
from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    sale_order_count = fields.Integer(
        compute="_compute_sale_order_count",
        groups="sales_team.group_sale_salesman")

    credit_to_invoice = fields.Monetary(
        compute="_compute_credit_to_invoice",
        groups="account.group_account_invoice,account.group_account_readonly")

    @api.depends_context("company")
    def _compute_credit_to_invoice(self):
        own = self.env.company
        sums = dict.fromkeys(self.ids, 0.0)
        orders = self.env["sale.order"].sudo().search([
            ("company_id", "=", own.id), ("state", "=", "sale"),
            ("invoice_status", "=", "to invoice"),
            ("partner_invoice_id", "child_of", self.ids)])
        for order in orders:
            partner = order.partner_invoice_id.commercial_partner_id
            if partner.id in sums:
                sums[partner.id] += order.currency_id._convert(
                    order.amount_to_invoice, own.currency_id, own,
                    fields.Date.context_today(self))
        for partner in self:
            partner.credit_to_invoice = max(sums.get(partner.id, 0.0), 0.0)

    def _compute_sale_order_count(self):
        self.sale_order_count = 0
        if not self.env.user.has_group("sales_team.group_sale_salesman"):
            return
        family = self.with_context(active_test=False).search_fetch(
            [("id", "child_of", self.ids)], ["parent_id"])
        groups = self.env["sale.order"]._read_group(
            [("partner_id", "in", family.ids)], ["partner_id"], ["__count"])
        own = set(self._ids)
        for partner, count in groups:
            while partner:
                if partner.id in own:
                    partner.sale_order_count += count
                partner = partner.parent_id

    def can_edit_vat(self):
        """Tell whether a customer may still change the tax number: not once it was used."""
        if self.parent_id:
            return False
        return not self.env["sale.order"].sudo().search_count(
            [("partner_id", "child_of", self.commercial_partner_id.id),
             ("state", "=", "sale")], limit=1)


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    sale_order_ids_nbr = fields.Integer(compute="_compute_sale_order_ids_nbr")

    @api.depends("sale_order_ids")
    def _compute_sale_order_ids_nbr(self):
        for payment in self:
            payment.sale_order_ids_nbr = len(payment.sale_order_ids)

    def action_view_sales_orders(self):
        """Open the orders that are paid."""
        action = {"name": self.env._("Sales Order(s)"), "target": "current",
                  "type": "ir.actions.act_window", "res_model": "sale.order"}
        orders = self.sale_order_ids
        if len(orders) == 1:
            return {**action, "res_id": orders.id, "view_mode": "form"}
        return {**action, "view_mode": "list,form", "domain": [("id", "in", orders.ids)]}
