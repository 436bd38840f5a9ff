"""Registrations that stand in orders."""
from markupsafe import Markup
from odoo import _, api, fields, models
from odoo.exceptions import UserError

STATES = [("draft", "Unconfirmed"), ("open", "Registered"), ("done", "Attended"),
          ("cancel", "Cancelled")]
UTM = ("campaign", "medium", "source")


class EventRegistration(models.Model):
    _inherit = "event.registration"

    sale_order_id = fields.Many2one(
        "sale.order", string="Sales Order", ondelete="cascade", copy=False,
        index="btree_not_null")
    sale_order_line_id = fields.Many2one(
        "sale.order.line", string="Sales Order Line", ondelete="cascade", copy=False,
        index="btree_not_null")
    state = fields.Selection(
        STATES, default=None, compute="_compute_registration_status", store=True,
        readonly=False, precompute=True)
    utm_campaign_id = fields.Many2one(
        "utm.campaign", compute="_compute_utm", readonly=False, store=True,
        ondelete="set null")
    utm_medium_id = fields.Many2one(
        "utm.medium", compute="_compute_utm", readonly=False, store=True,
        ondelete="set null")
    utm_source_id = fields.Many2one(
        "utm.source", compute="_compute_utm", readonly=False, store=True,
        ondelete="set null")

    def _has_order(self):
        return bool(self.sale_order_id or self.sale_order_line_id)

    @api.depends("sale_order_id")
    def _compute_utm(self):
        for registration in self:
            order = registration.sale_order_id
            for name in UTM:
                kept = registration[f"utm_{name}_id"]
                registration[f"utm_{name}_id"] = order[f"{name}_id"] or kept

    @api.depends("sale_order_id.state", "sale_order_id.currency_id",
                 "sale_order_line_id.price_total")
    def _compute_registration_status(self):
        super()._compute_registration_status()
        for registration in self.filtered(lambda one: one._has_order()):
            order, line = registration.sale_order_id, registration.sale_order_line_id
            state = registration.state
            if order.state == "cancel":
                registration.state = state = "cancel"
            if not order.currency_id or order.currency_id.is_zero(line.price_total):
                registration.sale_status = "free"
                wanted = "open" if state in (False, "draft") else state
            elif order.state == "sale" and state != "cancel":
                registration.sale_status = "sold"
                wanted = "open" if state in (False, "draft") else state
            else:
                registration.sale_status = "to_pay"
                wanted = state or "draft"
            registration.state = wanted

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make registrations; those of a line are for its event, ticket and customer."""
        vals_list = [self._with_line_values(vals) for vals in vals_list]
        registrations = super().create(vals_list)
        for registration in registrations.filtered("sale_order_id"):
            registration.message_post(body=Markup("%s %s") % (
                _("The registration has been created from this record:"),
                registration.sale_order_id._get_html_link()))
        return registrations

    def write(self, vals):
        """Change registrations; another ticket is looked at by who runs the event."""
        if vals.get("sale_order_line_id"):
            vals = self._with_line_values(vals)
        if vals.get("event_ticket_id"):
            self.filtered(
                lambda one: one.sale_order_id and one.event_ticket_id
                and one.event_ticket_id.id != vals["event_ticket_id"]
            )._tell_ticket_change(self.env["event.event.ticket"].browse(
                vals["event_ticket_id"]))
        return super().write(vals)

    def _with_line_values(self, vals):
        line = self.env["sale.order.line"].browse(vals.get("sale_order_line_id") or ())
        if not line:
            return vals
        return {
            "partner_id": line.order_id.partner_id.id, "sale_order_id": line.order_id.id,
            "event_id": line.event_id.id, "event_slot_id": line.event_slot_id.id,
            "event_ticket_id": line.event_ticket_id.id, **vals,
        }

    def _tell_ticket_change(self, ticket):
        for registration in self:
            order = registration.sale_order_id
            order.activity_schedule(
                "mail.mail_activity_data_warning",
                user_id=(registration.event_id.user_id or order.user_id or self.env.user).id,
                note=_("%(name)s: %(old)s is now %(new)s", name=registration.name or "",
                       old=registration.event_ticket_id.name, new=ticket.name))

    def action_view_sale_order(self):
        """Open the order."""
        self.ensure_one()
        if not self.sale_order_id:
            raise UserError(_("The registration was not ordered."))
        return {
            "type": "ir.actions.act_window", "res_model": "sale.order",
            "res_id": self.sale_order_id.id, "views": [[False, "form"]],
            "view_mode": "form",
        }

    def _get_registration_summary(self):
        summary = super()._get_registration_summary()
        summary["sale_status"] = self.sale_status
        summary["sale_status_value"] = dict(
            self._fields["sale_status"]._description_selection(self.env)).get(
                self.sale_status, "")
        summary["has_to_pay"] = self.sale_status == "to_pay"
        return summary
