"""Quotations that are sent, confirmed, locked and cancelled."""
from odoo import _, fields, models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    _inherit = "sale.order"

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
        self.order_line._validate_analytic_distribution()
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

    # ---- online payments
    def payment_action_capture(self):
        """Take the money that payments of the order have reserved."""
        reserved = self._get_authorized("write")
        return reserved.action_capture() if reserved else None

    def payment_action_void(self):
        """Give up the money that payments of the order have reserved."""
        reserved = self._get_authorized("write")
        return reserved.action_void() if reserved else None

    def _get_authorized(self, operation):
        self.ensure_one()
        self.check_access(operation)
        return self.sudo().transaction_ids.filtered(lambda one: one.state == "authorized")
