"""Orders on the customers' pages: where they are, what is still to be done there."""
from odoo import _, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _compute_access_url(self):
        super()._compute_access_url()
        for order in self:
            order.access_url = f"/my/orders/{order.id}"

    def _get_report_base_filename(self):
        """Return the name of the printed document, without its ending."""
        self.ensure_one()
        return f"{self.type_name} {self.name}"

    def _has_to_be_signed(self):
        """Tell whether the customer still has to sign."""
        self.ensure_one()
        return self.state in ("draft", "sent") and not self.is_expired and \
            self.require_signature and not self.signature

    def _has_to_be_paid(self):
        """Tell whether the customer still has to pay before the order holds."""
        self.ensure_one()
        return self.state in ("draft", "sent") and not self.is_expired and \
            self.require_payment and self.amount_total > 0

    def action_preview_sale_order(self):
        """Return the address of the customers' page of the order."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "target": "self",
                "url": self.get_portal_url()}

    def action_open_business_doc(self):
        """Open the order."""
        self.ensure_one()
        return {"type": "ir.actions.act_window", "res_model": "sale.order",
                "name": _("Order"), "view_mode": "form", "views": [(False, "form")],
                "res_id": self.id}
