"""What is worked out of purchase orders to be shown with them."""
from odoo import _, api, fields, models
from odoo.addons.account.attachments import make_orders
from odoo.exceptions import UserError


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    duplicated_order_ids = fields.Many2many(
        "purchase.order", compute="_compute_duplicated_order_ids")
    is_late = fields.Boolean(store=False, search="_search_is_late")
    partner_bill_count = fields.Integer(related="partner_id.supplier_invoice_count")
    purchase_warning_text = fields.Text(compute="_compute_purchase_warning_text")
    receipt_reminder_email = fields.Boolean(
        compute="_compute_receipt_reminder_email", store=True, readonly=False)
    reminder_date_before_receipt = fields.Integer(
        compute="_compute_receipt_reminder_email", store=True, readonly=False)
    show_comparison = fields.Boolean(compute="_compute_show_comparison")
    tax_country_id = fields.Many2one(
        "res.country", compute="_compute_tax_country_id", compute_sudo=True)

    @api.depends("partner_ref", "origin", "partner_id")
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
                    or order.partner_ref and other.partner_ref == order.partner_ref)))

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = self.search([
            ("state", "=", "purchase"), ("date_planned", "<=", fields.Datetime.now()),
        ]).filtered(lambda order: any(
            line.qty_received < line.product_qty for line in order.order_line))
        return [("id", "in" if True in value else "not in", late.ids)]

    @api.depends("partner_id.name", "partner_id.purchase_warn_msg",
                 "order_line.purchase_line_warn_msg")
    def _compute_purchase_warning_text(self):
        shown = self.env.user.has_group("purchase.group_warning_purchase")
        for order in self:
            found, partner = [], order.partner_id
            if shown and partner.purchase_warn_msg:
                found.append(f"{partner.name} - {partner.purchase_warn_msg}")
            found += [f"{line.product_id.display_name} - {line.purchase_line_warn_msg}"
                      for line in order.order_line if line.purchase_line_warn_msg]
            order.purchase_warning_text = "\n".join(dict.fromkeys(found))

    @api.depends("partner_id", "company_id")
    def _compute_receipt_reminder_email(self):
        for order in self:
            partner = order.partner_id.with_company(order.company_id)
            order.receipt_reminder_email = partner.receipt_reminder_email
            order.reminder_date_before_receipt = partner.reminder_date_before_receipt

    def _compute_show_comparison(self):
        for order in self:
            order.show_comparison = len(order._get_alternatives()) > 1

    def _get_alternatives(self):
        """Return the requests of others for the same products (hook)."""
        return self

    @api.depends("company_id", "fiscal_position_id")
    def _compute_tax_country_id(self):
        for order in self:
            position = order.fiscal_position_id
            order.tax_country_id = position.country_id if position.foreign_vat else \
                order.company_id.account_fiscal_country_id

    @api.onchange("partner_id", "company_id")
    def onchange_partner_id(self):
        """Take over what the vendor is known for."""
        order = self.with_company(self.company_id)
        if not order.partner_id:
            self.fiscal_position_id = False
            return {}
        self.fiscal_position_id = self.env["account.fiscal.position"].with_company(
            self.company_id)._get_fiscal_position(order.partner_id)
        self.payment_term_id = order.partner_id.property_supplier_payment_term_id
        if order.partner_id.buyer_id:
            self.user_id = order.partner_id.buyer_id
        return {}

    @api.onchange("date_planned")
    def onchange_date_planned(self):
        """Have all lines expected on the order's day."""
        if self.date_planned:
            self.order_line.filtered(
                lambda line: not line.display_type).date_planned = self.date_planned

    # ---- windows
    def action_open_business_doc(self):
        """Open the order."""
        self.ensure_one()
        return {"name": _("Order"), "type": "ir.actions.act_window",
                "res_model": "purchase.order", "res_id": self.id,
                "views": [(False, "form")]}

    def action_bill_matching(self):
        """Open what is ordered of the vendor beside what is billed."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": _("Bill Matching"),
            "res_model": "purchase.bill.line.match", "view_mode": "list",
            "views": [(self.env.ref(
                "purchase.purchase_bill_line_match_tree").id, "list")],
            "domain": [
                ("partner_id", "in", (self.partner_id.commercial_partner_id.ids
                                      + self.partner_id.ids)),
                ("company_id", "in", self.env.company.ids),
                ("purchase_order_id", "in", [self.id, False])],
        }

    def action_purchase_comparison(self):
        """Open the lines of requests of others for the same products."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "purchase.action_purchase_history")
        return {**action, "name": _("Product Comparison"), "domain": [
            ("product_id", "in", self.order_line.product_id.ids)],
            "context": {"search_default_group_product": True}}

    def create_document_from_attachment(self, attachment_ids):
        """Make a request of each attachment, and open them."""
        attachments = self.env["ir.attachment"].browse(attachment_ids)
        if not attachments:
            raise UserError(_("No attachment was provided"))
        return make_orders(self, attachments)

    # ---- vendors
    def action_acknowledge(self):
        """Note that the vendor has seen the order."""
        self.acknowledged = True

    def get_confirm_url(self, confirm_type=None):
        """Return the address by which the vendor confirms a reminder or a receipt."""
        if confirm_type not in ("reminder", "reception", "decline"):
            return self.get_portal_url()
        return self.get_portal_url(query_string=f"&confirm={confirm_type}")

    def get_acknowledge_url(self):
        """Return the address by which the vendor says that the order was seen."""
        return self.get_portal_url(query_string="&acknowledge=True")

    def get_update_url(self):
        """Return the address by which the vendor changes dates."""
        return self.get_portal_url(query_string="&update=True")

    def get_order_timezone(self):
        """Return the time zone of the order's buyer or company."""
        self.ensure_one()
        return self.user_id.tz or self.company_id.partner_id.tz or "UTC"

    def get_localized_date_planned(self, date_planned=False):
        """Return the expected moment in the time zone of the order."""
        self.ensure_one()
        moment = fields.Datetime.to_datetime(date_planned or self.date_planned)
        return moment and fields.Datetime.context_timestamp(
            self.with_context(tz=self.get_order_timezone()), moment)

    def send_reminder_preview(self):
        """Mail the reminder to oneself; a notification says so."""
        self.ensure_one()
        if not self.env.user.has_group("purchase.group_send_reminder"):
            return None
        template = self.env.ref(
            "purchase.email_template_edi_purchase_reminder", raise_if_not_found=False)
        if not (template and self.env.user.email and self.id):
            return None
        template.with_context(is_reminder=True).send_mail(
            self.id, force_send=True, raise_exception=False, email_layout_xmlid=
            "mail.mail_notification_layout_with_responsible_signature",
            email_values={"email_to": self.env.user.email, "recipient_ids": []})
        return {"toast_message": _("A sample email has been sent to %s.",
                                   self.env.user.email)}
