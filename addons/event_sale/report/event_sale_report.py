"""What registrations bring in."""
from odoo import models
from odoo.tools import SQL


class EventSaleReport(models.Model):
    _inherit = "event.sale.report"
    _auto = False

    @property
    def _table_query(self):
        return SQL("""
            SELECT r.id AS id, r.id AS event_registration_id, r.event_id AS event_id,
                   r.event_slot_id AS event_slot_id, r.event_ticket_id AS event_ticket_id,
                   DATE(r.create_date) AS event_registration_create_date,
                   r.name AS event_registration_name, r.state AS event_registration_state,
                   r.active AS active, r.sale_order_id AS sale_order_id,
                   r.sale_order_line_id AS sale_order_line_id, r.sale_status AS sale_status,
                   e.event_type_id AS event_type_id, DATE(e.date_begin) AS event_date_begin,
                   DATE(e.date_end) AS event_date_end, t.price AS event_ticket_price,
                   o.date_order AS sale_order_date, o.partner_invoice_id AS
                   invoice_partner_id, o.partner_id AS sale_order_partner_id,
                   o.state AS sale_order_state, o.user_id AS sale_order_user_id,
                   o.company_id AS company_id, l.product_id AS product_id,
                   CASE WHEN COALESCE(l.product_uom_qty, 0) = 0 THEN 0
                        ELSE l.price_total / COALESCE(NULLIF(o.currency_rate, 0), 1)
                             / l.product_uom_qty END AS sale_price,
                   CASE WHEN COALESCE(l.product_uom_qty, 0) = 0 THEN 0
                        ELSE l.price_subtotal / COALESCE(NULLIF(o.currency_rate, 0), 1)
                             / l.product_uom_qty END AS sale_price_untaxed
            FROM event_registration r
            LEFT JOIN event_event e ON e.id = r.event_id
            LEFT JOIN event_event_ticket t ON t.id = r.event_ticket_id
            LEFT JOIN sale_order o ON o.id = r.sale_order_id
            LEFT JOIN sale_order_line l ON l.id = r.sale_order_line_id
        """)
