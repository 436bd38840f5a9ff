"""Naming who comes, for the tickets of an order."""
from odoo import api, fields, models


class RegistrationEditor(models.TransientModel):
    _inherit = "registration.editor"

    @api.model
    def default_get(self, fields):
        """Return a line for each ticket of the order: who is known, then who is not."""
        result = super().default_get(fields)
        if not result.get("sale_order_id"):
            id_ = result.get("sale_order_id", self.env.context.get("active_id"))
            result["sale_order_id"] = id_
        order = self.env["sale.order"].browse(result.get("sale_order_id") or ())
        lines = []
        for line in order.order_line.filtered("event_id"):
            known = line.registration_ids.filtered(lambda one: one.state != "cancel")
            lines += [self._prepare_line(line, one) for one in known]
            lines += [self._prepare_line(line, known.browse()) for _one in range(
                int(line.product_uom_qty) - len(known))]
        result["event_registration_ids"] = [(0, 0, values) for values in lines]
        return result

    def _prepare_line(self, line, registration):
        return {
            "event_id": line.event_id.id, "event_ticket_id": line.event_ticket_id.id,
            "event_slot_id": line.event_slot_id.id, "sale_order_line_id": line.id,
            "registration_id": registration.id, "name": registration.name,
            "email": registration.email, "phone": registration.phone,
        }

    def action_make_registration(self):
        """Write the names to the registrations, and make those that are missing."""
        self.ensure_one()
        missing = []
        for line in self.event_registration_ids:
            if line.registration_id:
                line.registration_id.write(line._prepare_registration_data())
            else:
                missing.append(line._prepare_registration_data(include_event_values=True))
        self.env["event.registration"].create(missing)
        return {"type": "ir.actions.act_window_close"}


class RegistrationEditorLine(models.TransientModel):
    _inherit = "registration.editor.line"

    company_id = fields.Many2one(related="event_id.company_id")

    def _prepare_registration_data(self, include_event_values=False):
        self.ensure_one()
        values = {
            "partner_id": self.editor_id.sale_order_id.partner_id.id,
            **{name: self[name] for name in ("name", "email", "phone") if self[name]},
        }
        if include_event_values:
            values |= {
                "event_id": self.event_id.id, "event_slot_id": self.event_slot_id.id,
                "event_ticket_id": self.event_ticket_id.id,
                "sale_order_id": self.editor_id.sale_order_id.id,
                "sale_order_line_id": self.sale_order_line_id.id,
            }
        return values
