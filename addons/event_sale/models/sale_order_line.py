"""Lines of orders that are tickets."""
from odoo import api, fields, models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    event_id = fields.Many2one(
        "event.event", compute="_compute_event_id", store=True, readonly=False,
        precompute=True, index="btree_not_null")
    event_slot_id = fields.Many2one(
        "event.slot", string="Slot", compute="_compute_event_related", store=True,
        readonly=False, precompute=True)
    event_ticket_id = fields.Many2one(
        "event.event.ticket", string="Ticket Type", compute="_compute_event_related",
        store=True, readonly=False, precompute=True)
    is_multi_slots = fields.Boolean(related="event_id.is_multi_slots")
    registration_ids = fields.One2many(
        "event.registration", "sale_order_line_id", string="Registrations")

    @api.depends("product_id")
    def _compute_event_id(self):
        for line in self:
            if line.product_id.service_tracking != "event" or line.event_id and \
                    line.product_id not in line.event_id.event_ticket_ids.product_id:
                line.event_id = False

    @api.depends("event_id")
    def _compute_event_related(self):
        for line in self:
            event = line.event_id
            if not event or line.event_ticket_id.event_id != event:
                line.event_ticket_id = False
            if not event or line.event_slot_id.event_id != event:
                line.event_slot_id = False

    @api.depends("event_ticket_id")
    def _compute_name(self):
        tickets = self.filtered("event_ticket_id")
        super(SaleOrderLine, self - tickets)._compute_name()
        for line in tickets:
            lang = line.order_id.partner_id.lang or self.env.lang
            line.name = line.with_context(
                lang=lang).event_ticket_id._get_ticket_multiline_description()

    @api.depends("event_ticket_id")
    def _compute_price_unit(self):
        return super()._compute_price_unit()

    def _get_list_price(self):
        ticket = self.event_ticket_id
        if not ticket or not self.event_id:
            return super()._get_list_price()
        order = self.order_id
        company = ticket.event_id.company_id or order.company_id
        price = ticket.with_context(
            pricelist=order.pricelist_id.id, quantity=self.product_uom_qty).price_reduce
        price = company.currency_id._convert(
            price, order.currency_id or company.currency_id, order.company_id,
            order.date_order or fields.Date.today())
        return self.product_id._fit_taxes_in_price(
            price, self.product_id.taxes_id, order.fiscal_position_id, order.company_id)

    def _init_registrations(self):
        """Register as many people as the lines are for, those that are there counted."""
        self.env["event.registration"].sudo().create([
            {"sale_order_line_id": line.id, "sale_order_id": line.order_id.id}
            for line in self.filtered("event_id")
            for _one in range(
                int(line.product_uom_qty) - len(line.sudo().registration_ids))
        ])
