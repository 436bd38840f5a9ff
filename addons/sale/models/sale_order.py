"""Quotations and orders."""
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.addons.account.models.account_tax_document import BaseLine
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    _inherit = "sale.order"
    _rec_names_search = ["name", "partner_id.name"]

    name = fields.Char(default=lambda self: _("New"))
    state = fields.Selection(default="draft")
    locked = fields.Boolean(default=False)
    date_order = fields.Datetime(default=fields.Datetime.now)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    order_line = fields.One2many(copy=True)
    partner_invoice_id = fields.Many2one(
        "res.partner", compute="_compute_addresses", store=True, readonly=False,
        required=True, precompute=True)
    partner_shipping_id = fields.Many2one(
        "res.partner", compute="_compute_addresses", store=True, readonly=False,
        required=True, precompute=True)
    user_id = fields.Many2one(
        "res.users", compute="_compute_user_id", store=True, readonly=False,
        precompute=True)
    pricelist_id = fields.Many2one(
        "product.pricelist", compute="_compute_pricelist_id", store=True, readonly=False,
        precompute=True)
    currency_id = fields.Many2one(
        "res.currency", compute="_compute_currency_id", store=True, precompute=True,
        ondelete="restrict")
    currency_rate = fields.Float(compute="_compute_currency_rate", store=True, digits=0)
    payment_term_id = fields.Many2one(
        "account.payment.term", compute="_compute_payment_term_id", store=True,
        readonly=False, precompute=True)
    fiscal_position_id = fields.Many2one(
        "account.fiscal.position", compute="_compute_fiscal_position_id", store=True,
        readonly=False, precompute=True)
    tax_totals = fields.Binary(compute="_compute_tax_totals", exportable=False)
    validity_date = fields.Date(
        compute="_compute_validity_date", store=True, readonly=False, copy=False)
    amount_untaxed = fields.Monetary(compute="_compute_amounts", store=True)
    amount_tax = fields.Monetary(compute="_compute_amounts", store=True)
    amount_total = fields.Monetary(compute="_compute_amounts", store=True)
    amount_undiscounted = fields.Float(compute="_compute_amount_undiscounted")
    is_expired = fields.Boolean(compute="_compute_is_expired")
    type_name = fields.Char(compute="_compute_type_name")

    _date_order_conditional_required = models.Constraint(
        "CHECK((state = 'sale' AND date_order IS NOT NULL) OR state != 'sale')",
        "A confirmed sales order requires a confirmation date.")

    # ---- computed
    @api.depends("partner_id")
    def _compute_addresses(self):
        for order in self:
            found = order.partner_id.address_get(["invoice", "delivery"]) \
                if order.partner_id else {}
            order.partner_invoice_id = found.get("invoice", False)
            order.partner_shipping_id = found.get("delivery", False)

    @api.depends("partner_id")
    def _compute_user_id(self):
        for order in self:
            if order.partner_id and not order.user_id:
                order.user_id = order.partner_id.user_id or \
                    order.partner_id.commercial_partner_id.user_id or self.env.user

    @api.depends("partner_id", "company_id")
    def _compute_pricelist_id(self):
        for order in self:
            if order.state == "draft":
                partner = order.partner_id.with_company(order.company_id)
                order.pricelist_id = partner.property_product_pricelist

    @api.depends("pricelist_id", "company_id")
    def _compute_currency_id(self):
        for order in self:
            order.currency_id = order.pricelist_id.currency_id or \
                order.company_id.currency_id

    @api.depends("currency_id", "date_order", "company_id")
    def _compute_currency_rate(self):
        for order in self:
            order.currency_rate = self.env["res.currency"]._get_conversion_rate(
                order.company_id.currency_id, order.currency_id, order.company_id,
                (order.date_order or fields.Datetime.now()).date())

    @api.depends("partner_id")
    def _compute_payment_term_id(self):
        for order in self:
            order.payment_term_id = order.with_company(
                order.company_id).partner_id.property_payment_term_id

    @api.depends("partner_shipping_id", "partner_id", "company_id")
    def _compute_fiscal_position_id(self):
        for order in self:
            order.fiscal_position_id = self.env["account.fiscal.position"].with_company(
                order.company_id)._get_fiscal_position(
                    order.partner_id, order.partner_shipping_id) \
                if order.partner_id else False

    @api.depends("amount_total", "amount_untaxed", "currency_id")
    def _compute_tax_totals(self):
        for order in self:
            currency = order.currency_id or order.company_id.currency_id
            order.tax_totals = self.env["account.tax"]._get_tax_totals(
                order._get_document(), currency, order.company_id, order.currency_rate)

    @api.depends("company_id")
    def _compute_validity_date(self):
        for order in self:
            days = order.company_id.quotation_validity_days or 30
            order.validity_date = fields.Date.context_today(order) + timedelta(days)

    def _get_document(self):
        """Return the arithmetic of the order's lines."""
        self.ensure_one()
        lines = self.order_line.filtered(lambda line: not line.display_type)
        return self.env["account.tax"]._compute_document(
            [BaseLine(line, line.tax_ids, line.price_unit, line.product_uom_qty,
                      line.discount) for line in lines],
            self.currency_id or self.company_id.currency_id, self.company_id)

    @api.depends("order_line.price_subtotal", "order_line.price_total",
                 "order_line.tax_ids", "currency_id", "company_id")
    def _compute_amounts(self):
        for order in self:
            document = order._get_document()
            order.amount_untaxed = document.amount_untaxed
            order.amount_tax = document.amount_tax
            order.amount_total = document.amount_total

    def _compute_amount_undiscounted(self):
        for order in self:
            order.amount_undiscounted = sum(
                line.price_unit * line.product_uom_qty for line in order.order_line)

    def _compute_is_expired(self):
        today = fields.Date.context_today(self)
        for order in self:
            order.is_expired = bool(
                order.state in ("draft", "sent") and order.validity_date
                and order.validity_date < today)

    @api.depends("state")
    def _compute_type_name(self):
        for order in self:
            quotation = order.state in ("draft", "sent", "cancel")
            order.type_name = _("Quotation") if quotation else _("Sales Order")

    @api.depends("partner_id")
    @api.depends_context("sale_show_partner_name")
    def _compute_display_name(self):
        for order in self:
            name = order.name
            if self.env.context.get("sale_show_partner_name") and order.partner_id.name:
                name = f"{name} - {order.partner_id.name}"
            order.display_name = name

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make orders, each with the next number."""
        for vals in vals_list:
            if vals.get("name", _("New")) == _("New"):
                day = fields.Datetime.to_datetime(vals.get("date_order"))
                vals["name"] = self.env["ir.sequence"].with_company(
                    vals.get("company_id")).next_by_code(
                        "sale.order", sequence_date=day) or _("New")
        return super().create(vals_list)

    def copy_data(self, default=None):
        """Return the values of copies: without down payments."""
        values = super().copy_data(default)
        if "order_line" not in (default or {}):
            for order, vals in zip(self, values, strict=True):
                lines = order.order_line.filtered(lambda line: not line.is_downpayment)
                vals["order_line"] = [(0, 0, line) for line in lines.copy_data()]
        return values

    def write(self, vals):
        """Change orders; the pricelist of a confirmed one stays."""
        if "pricelist_id" in vals and any(order.state == "sale" for order in self):
            raise UserError(_(
                "You cannot change the pricelist of a confirmed order !"))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft_or_cancel(self):
        for order in self:
            if order.state not in ("draft", "cancel"):
                raise UserError(_(
                    "You can not delete a sent quotation or a confirmed sales order. You "
                    "must first cancel it."))

    # ---- states
    def action_draft(self):
        """Make quotations of cancelled or sent orders."""
        orders = self.filtered(lambda order: order.state in ("cancel", "sent"))
        return orders.write({
            "state": "draft", "signature": False, "signed_by": False,
            "signed_on": False})

    def action_quotation_sent(self):
        """Mark quotations as sent."""
        if any(order.state != "draft" for order in self):
            raise UserError(_("Only draft orders can be marked as sent directly."))
        for order in self:
            order.message_subscribe(partner_ids=order.partner_id.ids)
        self.write({"state": "sent"})

    def action_quotation_send(self):
        """Open the composer with the quotation's template."""
        template = self[:1]._find_mail_template()
        return {
            "name": _("Send"), "type": "ir.actions.act_window", "view_mode": "form",
            "res_model": "mail.compose.message", "views": [(False, "form")],
            "view_id": False, "target": "new",
            "context": {
                "default_model": "sale.order", "default_res_ids": self.ids,
                "default_template_id": template.id if template else None,
                "default_composition_mode": "comment" if len(self) == 1 else "mass_mail",
                "default_email_layout_xmlid":
                "mail.mail_notification_layout_with_responsible_signature",
                "email_notification_allow_footer": True, "mark_so_as_sent": True,
                "force_email": True, "proforma": self.env.context.get("proforma", False),
                "hide_mail_template_management_options": True,
                "model_description": self[:1].type_name,
            },
        }

    def message_post(self, **kwargs):
        """Post a message; a quotation whose mail goes out counts as sent."""
        if self.env.context.get("mark_so_as_sent"):
            self.filtered(lambda order: order.state == "draft").with_context(
                tracking_disable=True).write({"state": "sent"})
        return super().message_post(**kwargs)

    def _find_mail_template(self):
        """Return the template that fits the state, if there is one."""
        name = "mail_template_sale_confirmation" if self.state == "sale" and \
            not self.env.context.get("proforma") else "email_template_edi_sale"
        if self.env.context.get("proforma"):
            name = "email_template_proforma"
        return self.env.ref(f"sale.{name}", raise_if_not_found=False)

    def _confirmation_error_message(self):
        if self.state not in ("draft", "sent"):
            return _("Some orders are not in a state requiring confirmation.")
        if any(not line.display_type and not line.is_downpayment and not line.product_id
               for line in self.order_line):
            return _("Some order lines are missing a product, you need to correct them "
                     "before going further.")
        return False

    def action_confirm(self):
        """Make orders of quotations."""
        for order in self:
            problem = order._confirmation_error_message()
            if problem:
                raise UserError(problem)
        for order in self:
            if order.partner_id not in order.message_partner_ids:
                order.message_subscribe([order.partner_id.id])
        self.write(self._prepare_confirmation_values())
        self._action_confirm()
        self.filtered(lambda order: order._should_be_locked()).action_lock()
        return True

    def _prepare_confirmation_values(self):
        return {"state": "sale", "date_order": fields.Datetime.now()}

    def _action_confirm(self):
        """Do what a confirmed order sets off (hook)."""

    def _should_be_locked(self):
        return self.env.user.has_group("sale.group_auto_done_setting")

    def action_lock(self):
        """Lock orders."""
        self.write({"locked": True})

    def action_unlock(self):
        """Unlock orders."""
        self.write({"locked": False})

    def action_cancel(self):
        """Cancel orders and their draft invoices."""
        if any(order.locked for order in self):
            raise UserError(_("You cannot cancel a locked order. Please unlock it first."))
        return self._action_cancel()

    def _action_cancel(self):
        self.invoice_ids.filtered(lambda move: move.state == "draft").button_cancel()
        return self.write({"state": "cancel"})

    def action_update_prices(self):
        """Work the prices out again by the pricelist."""
        self.ensure_one()
        lines = self.order_line.filtered(
            lambda line: not line.display_type and not line.is_downpayment)
        lines.with_context(force_price_recomputation=True)._compute_price_unit()
        self.show_update_pricelist = False

    def action_update_taxes(self):
        """Work the taxes of the lines out again."""
        self.ensure_one()
        self.order_line.filtered("product_id")._compute_tax_ids()
