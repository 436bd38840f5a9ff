"""Registrations that are paid, or need not be."""
from odoo import api, fields, models


class EventRegistration(models.Model):
    _inherit = "event.registration"

    sale_status = fields.Selection(
        [("to_pay", "Not Sold"), ("sold", "Sold"), ("free", "Free")], string="Sale Status",
        compute="_compute_registration_status", compute_sudo=True, store=True,
        precompute=True)

    def _has_order(self):
        """Tell whether the registration was ordered."""
        return False

    @api.depends("event_ticket_id")
    def _compute_registration_status(self):
        for registration in self.filtered(lambda one: not one._has_order()):
            registration.sale_status = "free"
            if not registration.state:
                registration.state = "open"
