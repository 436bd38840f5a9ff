"""Requests for quotation and purchase orders."""
from odoo import _, api, fields, models
from odoo.addons.account.models.account_tax_document import BaseLine
from odoo.exceptions import UserError


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"
    _rec_names_search = ["name", "partner_ref"]

    name = fields.Char(default="New")
    state = fields.Selection(default="draft")
    priority = fields.Selection(default="0")
    locked = fields.Boolean(default=False)
    date_order = fields.Datetime(default=fields.Datetime.now)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    user_id = fields.Many2one(default=lambda self: self.env.user)
    order_line = fields.One2many(copy=True)
    currency_id = fields.Many2one(
        "res.currency", required=True, compute="_compute_currency_id", store=True,
        readonly=False, precompute=True)
    fiscal_position_id = fields.Many2one(
        "account.fiscal.position", compute="_compute_fiscal_position_id", store=True,
        readonly=False, precompute=True)
    payment_term_id = fields.Many2one(
        "account.payment.term", compute="_compute_payment_term_id", store=True,
        readonly=False, precompute=True)
    tax_totals = fields.Binary(compute="_compute_tax_totals", exportable=False)
    currency_rate = fields.Float(compute="_compute_currency_rate", store=True, digits=0)
    date_planned = fields.Datetime(
        compute="_compute_date_planned", store=True, readonly=False, copy=False)
    date_calendar_start = fields.Datetime(
        compute="_compute_date_calendar_start", store=True)
    amount_untaxed = fields.Monetary(compute="_compute_amounts", store=True)
    amount_tax = fields.Monetary(compute="_compute_amounts", store=True)
    amount_total = fields.Monetary(compute="_compute_amounts", store=True)
    amount_total_cc = fields.Monetary(
        compute="_compute_amounts", store=True, currency_field="company_currency_id")

    @api.depends("partner_id", "company_id")
    def _compute_currency_id(self):
        for order in self:
            partner = order.partner_id.with_company(order.company_id)
            order.currency_id = partner.property_purchase_currency_id or \
                order.company_id.currency_id

    @api.depends("partner_id", "company_id")
    def _compute_payment_term_id(self):
        for order in self:
            partner = order.partner_id.with_company(order.company_id)
            order.payment_term_id = partner.property_supplier_payment_term_id

    @api.depends("partner_id", "company_id")
    def _compute_fiscal_position_id(self):
        for order in self:
            order.fiscal_position_id = self.env["account.fiscal.position"].with_company(
                order.company_id)._get_fiscal_position(order.partner_id)

    @api.depends("amount_total", "amount_untaxed", "currency_id")
    def _compute_tax_totals(self):
        for order in self:
            currency = order.currency_id or order.company_id.currency_id
            order.tax_totals = self.env["account.tax"]._get_tax_totals(
                order._get_document(), currency, order.company_id, order.currency_rate)

    def _get_document(self):
        """Return the arithmetic of the order's lines."""
        self.ensure_one()
        return self.env["account.tax"]._compute_document(
            [BaseLine(line, line.tax_ids, line.price_unit, line.product_qty,
                      line.discount)
             for line in self.order_line if not line.display_type],
            self.currency_id or self.company_id.currency_id, self.company_id)

    @api.depends("currency_id", "date_order", "company_id")
    def _compute_currency_rate(self):
        for order in self:
            order.currency_rate = self.env["res.currency"]._get_conversion_rate(
                order.company_id.currency_id, order.currency_id, order.company_id,
                (order.date_order or fields.Datetime.now()).date())

    @api.depends("order_line.date_planned")
    def _compute_date_planned(self):
        for order in self:
            days = [day for day in order.order_line.mapped("date_planned") if day]
            order.date_planned = min(days) if days else False

    @api.depends("state", "date_order", "date_approve")
    def _compute_date_calendar_start(self):
        for order in self:
            order.date_calendar_start = order.date_approve \
                if order.state == "purchase" else order.date_order

    @api.depends("order_line.price_subtotal", "order_line.price_total",
                 "order_line.tax_ids", "company_id", "currency_id")
    def _compute_amounts(self):
        for order in self:
            document = order._get_document()
            order.amount_untaxed = document.amount_untaxed
            order.amount_tax = document.amount_tax
            order.amount_total = document.amount_total
            order.amount_total_cc = document.amount_total / (order.currency_rate or 1.0)

    @api.depends("name", "partner_ref", "amount_total", "currency_id")
    @api.depends_context("show_total_amount")
    def _compute_display_name(self):
        for order in self:
            name = order.name
            if order.partner_ref:
                name += f" ({order.partner_ref})"
            order.display_name = name

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make requests, each with the next number."""
        for vals in vals_list:
            if vals.get("name", "New") == "New":
                day = fields.Datetime.to_datetime(vals.get("date_order"))
                vals["name"] = self.env["ir.sequence"].with_company(
                    vals.get("company_id")).next_by_code(
                        "purchase.order", sequence_date=day) or "/"
        return super().create(vals_list)

    def copy(self, default=None):
        """Return copies, whose lines are expected anew."""
        copies = super().copy(default)
        for line in copies.order_line.filtered("product_id"):
            line.date_planned = line._get_expected_date()
        return copies

    @api.ondelete(at_uninstall=False)
    def _unlink_if_cancelled(self):
        for order in self:
            if order.state != "cancel":
                raise UserError(_(
                    "In order to delete a purchase order, you must cancel it first."))

    # ---- states
    def button_draft(self):
        """Make requests of cancelled orders; Odoo answers {}."""
        self.write({"state": "draft"})
        return {}

    def button_confirm(self):
        """Confirm requests; those that need it wait for approval."""
        for order in self:
            if order.state not in ("draft", "sent"):
                continue
            missing = order.order_line.filtered(
                lambda line: not line.display_type and not line.is_downpayment
                and not line.product_id)
            if missing:
                raise UserError(_(
                    "Some order lines are missing a product, you need to correct them "
                    "before going further."))
            order.order_line._validate_analytic_distribution()
            order._add_supplier_to_product()
            if order._approval_allowed():
                order.button_approve()
            else:
                order.write({"state": "to approve"})
            if order.partner_id not in order.message_partner_ids:
                order.message_subscribe([order.partner_id.id])
        return True

    def _approval_allowed(self):
        company = self.company_id
        if company.po_double_validation != "two_step":
            return True
        limit = company.currency_id._convert(
            company.po_double_validation_amount, self.currency_id, company,
            (self.date_order or fields.Datetime.now()).date())
        return self.amount_total < limit or self.env.user.has_group(
            "purchase.group_purchase_manager")

    def button_approve(self, force=False):
        """Make orders of requests."""
        orders = self.filtered(lambda order: order._approval_allowed())
        orders.write({"state": "purchase", "date_approve": fields.Datetime.now()})
        orders.filtered(lambda order: order.company_id.po_lock == "lock").write(
            {"locked": True})
        return {}

    def button_cancel(self):
        """Cancel orders that nothing is billed for."""
        if any(order.locked for order in self):
            raise UserError(_(
                "Unable to cancel purchase order(s): %s since they are locked.",
                ", ".join(self.filtered("locked").mapped("display_name"))))
        billed = self.filtered(lambda order: any(
            move.state not in ("cancel", "draft") for move in order.invoice_ids))
        if billed:
            raise UserError(_(
                "Unable to cancel purchase order(s): %s. You must first cancel their "
                "related vendor bills.", ", ".join(billed.mapped("display_name"))))
        self.write({"state": "cancel"})

    def button_lock(self):
        """Lock orders."""
        self.locked = True

    def button_unlock(self):
        """Unlock orders."""
        self.locked = False

    def action_rfq_send(self):
        """Open the composer with the request's template."""
        self.ensure_one()
        name = "email_template_edi_purchase_done" if self.state == "purchase" \
            else "email_template_edi_purchase"
        template = self.env.ref(f"purchase.{name}", raise_if_not_found=False)
        return {
            "name": _("Compose Email"), "type": "ir.actions.act_window",
            "view_mode": "form", "res_model": "mail.compose.message",
            "views": [(False, "form")], "view_id": False, "target": "new",
            "context": {
                "default_model": "purchase.order", "default_res_ids": self.ids,
                "default_template_id": template.id if template else False,
                "default_composition_mode": "comment", "force_email": True,
                "mark_rfq_as_sent": True,
            },
        }

    def message_post(self, **kwargs):
        """Post a message; a request whose mail goes out counts as sent."""
        if self.env.context.get("mark_rfq_as_sent"):
            self.filtered(lambda order: order.state == "draft").write({"state": "sent"})
        return super().message_post(**kwargs)

    def print_quotation(self):
        """Mark requests as sent and open their report."""
        self.filtered(lambda order: order.state == "draft").write({"state": "sent"})
        return self.env.ref("purchase.report_purchase_quotation").report_action(self)

    def _add_supplier_to_product(self):
        """Note the vendor and the price on products that lack the vendor."""
        for line in self.order_line.filtered("product_id"):
            partner = self.partner_id.parent_id or self.partner_id
            template = line.product_id.product_tmpl_id
            known = partner in template.seller_ids.partner_id
            if known or len(template.seller_ids) > 10:
                continue
            template.sudo().write({"seller_ids": [(0, 0, line._get_seller_values(partner))]})
