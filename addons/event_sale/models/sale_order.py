"""Orders that register people."""
from odoo import _, fields, models
from odoo.exceptions import ValidationError


class SaleOrder(models.Model):
    _inherit = "sale.order"

    attendee_count = fields.Integer("Attendee Count", compute="_compute_attendee_count")

    def _compute_attendee_count(self):
        rows = self.env["event.registration"].sudo()._read_group(
            [("sale_order_id", "in", self.ids), ("state", "!=", "cancel")],
            ["sale_order_id"], ["__count"])
        found = {order.id: count for order, count in rows}
        for order in self:
            order.attendee_count = found.get(order.id, 0)

    def write(self, vals):
        """Change orders; another customer books for another customer."""
        result = super().write(vals)
        if vals.get("partner_id"):
            self.env["event.registration"].sudo().search(
                [("sale_order_id", "in", self.ids)]).write({"partner_id": vals["partner_id"]})
        return result

    def action_confirm(self):
        """Confirm orders; their tickets are registrations, whose names are asked for."""
        for order in self:
            order._check_event_lines()
        result = super().action_confirm()
        for order in self:
            lines = order.order_line.filtered("event_id")
            if not lines:
                continue
            lines._init_registrations()
            if len(self) == 1:
                return self.env["ir.actions.act_window"].with_context(
                    default_sale_order_id=order.id)._for_xml_id(
                        "event_sale.action_sale_order_event_registration")
        return result

    def _check_event_lines(self):
        open_ = self.order_line.filtered(
            lambda line: line.product_id.service_tracking == "event" and not line.event_id)
        if open_:
            raise ValidationError(_(
                "Please make sure all your event related lines are configured before "
                "confirming this order:%s",
                "".join(f"\n- {line.name}" for line in open_)))

    def action_view_attendee_list(self):
        """List who is registered by the order."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "event.event_registration_action_tree")
        action["domain"] = [("sale_order_id", "in", self.ids)]
        return action

    def unlink(self):
        """Delete orders with their registrations."""
        self.env["event.registration"].sudo().search(
            [("sale_order_id", "in", self.ids)]).unlink()
        return super().unlink()
