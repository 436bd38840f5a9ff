"""Reminders to vendors of what they are to deliver."""
from datetime import timedelta

from odoo import api, fields, models


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    def _get_orders_to_remind(self):
        """Return the orders whose vendors want to be reminded today."""
        today = fields.Date.context_today(self)
        orders = self.search([
            ("partner_id", "!=", False), ("state", "=", "purchase"),
            ("acknowledged", "=", False)])
        return orders.filtered(
            lambda order: order.partner_id.with_company(
                order.company_id).receipt_reminder_email and order.date_planned
            and order.date_planned.date() - timedelta(order.partner_id.with_company(
                order.company_id).reminder_date_before_receipt or 0) == today
            and any(line.qty_received < line.product_qty for line in order.order_line))

    @api.model
    def _send_reminder_mail(self, send_single=False):
        """Mail the reminders of the day (of these orders when `send_single`)."""
        template = self.env.ref(
            "purchase.email_template_edi_purchase_reminder", raise_if_not_found=False)
        orders = self if send_single else self._get_orders_to_remind()
        for order in orders if template else ():
            order.message_post_with_source(
                template, subtype_xmlid="mail.mt_comment", email_layout_xmlid=
                "mail.mail_notification_layout_with_responsible_signature")
