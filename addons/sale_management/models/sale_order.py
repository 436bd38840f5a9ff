"""Quotations made of templates."""
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import is_html_empty


class SaleOrder(models.Model):
    _inherit = "sale.order"

    sale_order_template_id = fields.Many2one(
        "sale.order.template", compute="_compute_sale_order_template_id", store=True,
        readonly=False, precompute=True)

    @api.depends("company_id")
    def _compute_sale_order_template_id(self):
        for order in self:
            order.sale_order_template_id = order.sale_order_template_id or \
                order.company_id.sale_order_template_id

    @api.depends("sale_order_template_id")
    def _compute_validity_date(self):
        super()._compute_validity_date()
        for order in self:
            days = order.sale_order_template_id.number_of_days
            if days > 0:
                order.validity_date = fields.Date.context_today(order) + timedelta(days)

    @api.depends("sale_order_template_id")
    def _compute_require_signature(self):
        super()._compute_require_signature()
        for order in self.filtered("sale_order_template_id"):
            order.require_signature = order.sale_order_template_id.require_signature

    @api.depends("sale_order_template_id")
    def _compute_require_payment(self):
        super()._compute_require_payment()
        for order in self.filtered("sale_order_template_id"):
            order.require_payment = order.sale_order_template_id.require_payment

    @api.depends("sale_order_template_id", "require_payment")
    def _compute_prepayment_percent(self):
        super()._compute_prepayment_percent()
        for order in self.filtered("sale_order_template_id"):
            order.prepayment_percent = order.sale_order_template_id.prepayment_percent

    @api.depends("sale_order_template_id")
    def _compute_journal_id(self):
        super()._compute_journal_id()
        for order in self.filtered("sale_order_template_id"):
            order.journal_id = order.sale_order_template_id.journal_id

    @api.depends("sale_order_template_id")
    def _compute_note(self):
        super()._compute_note()
        for order in self.filtered("sale_order_template_id"):
            template = order.sale_order_template_id.with_context(
                lang=order.partner_id.lang)
            if not is_html_empty(template.note):
                order.note = template.note

    @api.onchange("sale_order_template_id")
    def _onchange_sale_order_template_id(self):
        """Put the template's lines in place of the order's."""
        template = self.sale_order_template_id
        if not template:
            return
        self.order_line = self._get_template_commands(template)

    def action_confirm(self):
        """Make orders of quotations; the template's mail goes out."""
        result = super().action_confirm()
        for order in self:
            mail = order.sale_order_template_id.mail_template_id
            if mail:
                order.message_post_with_source(
                    mail, subtype_xmlid="mail.mt_comment",
                    email_layout_xmlid=
                    "mail.mail_notification_layout_with_responsible_signature")
        return result
