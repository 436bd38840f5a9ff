"""What is worked out of orders to be shown with them: payments, look-alikes, warnings."""
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.addons.account.attachments import make_orders


class SaleOrder(models.Model):
    _inherit = "sale.order"

    team_id = fields.Many2one(
        "crm.team", compute="_compute_team_id", store=True, readonly=False,
        precompute=True, ondelete="set null")
    preferred_payment_method_line_id = fields.Many2one(
        "account.payment.method.line", compute="_compute_preferred_payment_method_line_id",
        store=True, readonly=False)
    amount_paid = fields.Float(compute="_compute_transactions", compute_sudo=True)
    authorized_transaction_ids = fields.Many2many(
        "payment.transaction", compute="_compute_transactions", compute_sudo=True,
        groups="account.group_account_invoice")
    has_authorized_transaction_ids = fields.Boolean(
        compute="_compute_transactions", compute_sudo=True)
    duplicated_order_ids = fields.Many2many(
        "sale.order", compute="_compute_duplicated_order_ids")
    expected_date = fields.Datetime(compute="_compute_expected_date", store=False)
    has_active_pricelist = fields.Boolean(compute="_compute_has_active_pricelist")
    has_archived_products = fields.Boolean(compute="_compute_has_archived_products")
    tax_country_id = fields.Many2one(
        "res.country", compute="_compute_tax_country_id", compute_sudo=True)
    partner_credit_warning = fields.Text(compute="_compute_partner_credit_warning")
    sale_warning_text = fields.Text(compute="_compute_sale_warning_text")

    @api.depends("partner_id", "user_id")
    def _compute_team_id(self):
        for order in self:
            order.team_id = self.env["crm.team"]._get_default_team_id(
                user_id=order.user_id.id,
                domain=[("company_id", "in", (False, order.company_id.id))])

    @api.depends("partner_id")
    def _compute_preferred_payment_method_line_id(self):
        for order in self:
            order.preferred_payment_method_line_id = order.with_company(
                order.company_id).partner_id.property_inbound_payment_method_line_id

    @api.depends("transaction_ids.state", "transaction_ids.amount")
    def _compute_transactions(self):
        for order in self:
            paid = order.transaction_ids.filtered(
                lambda payment: payment.state in ("authorized", "done"))
            authorized = paid.filtered(lambda payment: payment.state == "authorized")
            order.amount_paid = sum(paid.mapped("amount"))
            order.authorized_transaction_ids = authorized
            order.has_authorized_transaction_ids = bool(authorized)

    @api.depends("client_order_ref", "origin", "partner_id")
    def _compute_duplicated_order_ids(self):
        drafts = self.filtered(lambda order: order.state == "draft" and order._origin)
        (self - drafts).duplicated_order_ids = False
        others = self.search([
            ("partner_id", "in", drafts.partner_id.ids), ("state", "!=", "cancel")]) \
            if drafts else drafts
        for order in drafts:
            order.duplicated_order_ids = others.filtered(lambda other, order=order: (
                other != order._origin and other.company_id == order.company_id
                and other.partner_id == order.partner_id and (
                    order.origin and other.name == order.origin
                    or order.client_order_ref
                    and other.client_order_ref == order.client_order_ref)))

    @api.depends("order_line.customer_lead", "date_order", "state")
    def _compute_expected_date(self):
        for order in self:
            days = [line._expected_date() for line in order.order_line
                    if line.state != "cancel" and not line.display_type
                    and not line._is_delivery_cost()]
            order.expected_date = order._select_expected_date(days) if days else False

    def _select_expected_date(self, days):
        """Return the day of the order among those of its lines (hook)."""
        return min(days)

    @api.depends("company_id")
    def _compute_has_active_pricelist(self):
        for order in self:
            order.has_active_pricelist = bool(self.env["product.pricelist"].search_count(
                [("company_id", "in", (False, order.company_id.id)),
                 ("active", "=", True)], limit=1))

    @api.depends("order_line.product_id.active")
    def _compute_has_archived_products(self):
        for order in self:
            order.has_archived_products = any(
                line.is_product_archived for line in order.order_line)

    @api.depends("company_id", "fiscal_position_id")
    def _compute_tax_country_id(self):
        for order in self:
            position = order.fiscal_position_id
            order.tax_country_id = position.country_id if position.foreign_vat else \
                order.company_id.account_fiscal_country_id

    @api.depends("company_id", "partner_id", "amount_total")
    def _compute_partner_credit_warning(self):
        for order in self:
            order.partner_credit_warning = order._get_credit_warning()

    def _get_credit_warning(self):
        company, partner = self.company_id, self.partner_id.commercial_partner_id
        if not company.account_use_credit_limit or self.state not in ("draft", "sent"):
            return ""
        limit = partner.credit_limit
        if not limit:
            return ""
        due = partner.credit + partner.credit_to_invoice + \
            self.amount_total / (self.currency_rate or 1.0)
        if due <= limit:
            return ""
        return _("%(partner_name)s has reached its credit limit of: %(credit_limit)s",
                 partner_name=partner.name,
                 credit_limit=company.currency_id.format(limit))

    @api.depends("partner_id.name", "partner_id.sale_warn_msg",
                 "order_line.sale_line_warn_msg")
    def _compute_sale_warning_text(self):
        shown = self.env.user.has_group("sale.group_warning_sale")
        for order in self:
            found = []
            if shown and order.partner_id.sale_warn_msg:
                found.append(f"{order.partner_id.name} - {order.partner_id.sale_warn_msg}")
            found += [f"{line.product_id.display_name} - {line.sale_line_warn_msg}"
                      for line in order.order_line if line.sale_line_warn_msg]
            order.sale_warning_text = "\n".join(dict.fromkeys(found))

    # ---- actions
    def create_document_from_attachment(self, attachment_ids):
        """Make a quotation of each attachment, and open them."""
        attachments = self.env["ir.attachment"].browse(attachment_ids)
        return make_orders(self, attachments)

    def get_portal_last_transaction(self):
        """Return the last payment of the order."""
        self.ensure_one()
        return self.transaction_ids.sudo().sorted()[:1]

    @api.model
    def _cron_send_pending_emails(self):
        """Send the mails of orders that were put off."""
        for order in self.search([("pending_email_template_id", "!=", False)]):
            order.message_post_with_source(
                order.pending_email_template_id, subtype_xmlid="mail.mt_comment",
                email_layout_xmlid=
                "mail.mail_notification_layout_with_responsible_signature")
            order.pending_email_template_id = False


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _expected_date(self):
        """Return when the line is delivered if it is ordered, or as it was ordered."""
        self.ensure_one()
        order = self.order_id
        start = order.date_order if order.state == "sale" and order.date_order \
            else fields.Datetime.now()
        return start + timedelta(days=self.customer_lead or 0.0)

    def _is_delivery_cost(self):
        """Tell whether the line is what the delivery costs (hook)."""
        return False
