"""Services that are bought of vendors as soon as they are sold."""
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    purchase_line_count = fields.Integer(compute="_compute_purchase_line_count")

    @api.depends("purchase_line_ids")
    def _compute_purchase_line_count(self):
        for line in self:
            line.purchase_line_count = len(line.purchase_line_ids)

    @api.model_create_multi
    def create(self, vals_list):
        """Make lines; services of confirmed orders are bought."""
        lines = super().create(vals_list)
        lines.filtered(lambda line: line.state == "sale").sudo()._buy_services()
        return lines

    def write(self, vals):
        """Change lines; more of a service is bought too, of less the buyer is told."""
        before = {line: line.product_uom_qty for line in self.sudo()
                  if line.state == "sale" and line._is_bought()} \
            if "product_uom_qty" in vals else {}
        result = super().write(vals)
        for line, quantity in before.items():
            difference = line.product_uom_qty - quantity
            if line.product_uom_id.compare(difference, 0) > 0:
                line._buy_more(difference)
            elif line.product_uom_id.compare(difference, 0) < 0:
                line._tell_buyers(quantity)
        return result

    def _is_bought(self):
        product = self.product_id.with_company(self.company_id)
        return product.type == "service" and product.service_to_purchase

    def _buy_services(self):
        """Buy the services that are not bought yet."""
        for line in self:
            if line._is_bought() and not line.purchase_line_ids and \
                    line.product_uom_qty > 0:
                line._make_purchase_line(line.product_uom_qty)

    def _buy_more(self, quantity):
        last = self.purchase_line_ids.sorted("id", reverse=True)[:1]
        if last and last.state in ("draft", "sent", "to approve"):
            last.product_qty += self.product_uom_id._compute_quantity(
                quantity, last.product_uom_id)
        else:
            self._make_purchase_line(quantity)

    def _tell_buyers(self, before):
        for line in self.purchase_line_ids.filtered(lambda own: own.state != "cancel"):
            line.order_id.activity_schedule(
                "mail.mail_activity_data_warning",
                user_id=line.order_id.user_id.id or self.env.uid, note=_(
                    "Exception(s) occurred on the sale order(s): %(order)s. "
                    "%(product)s: %(new)s instead of %(old)s", order=self.order_id.name,
                    product=self.product_id.display_name, new=self.product_uom_qty,
                    old=before))

    def _find_vendor(self, quantity):
        seller = self.product_id.with_company(self.company_id)._select_seller(
            quantity=quantity, uom_id=self.product_uom_id)
        if not seller:
            raise UserError(_(
                "There is no vendor associated to the product %s. Please define a vendor "
                "for this product.", self.product_id.display_name))
        return seller

    def _make_purchase_line(self, quantity):
        """Add a line to an open request of the vendor, a new one if there is none."""
        self.ensure_one()
        seller, order = self._find_vendor(quantity), self.order_id
        requests = self.env["purchase.order"].with_company(self.company_id)
        request = requests.search([
            ("partner_id", "=", seller.partner_id.id), ("state", "=", "draft"),
            ("company_id", "=", self.company_id.id)], limit=1)
        if not request:
            request = requests.create({
                "partner_id": seller.partner_id.id, "company_id": self.company_id.id,
                "origin": order.name, "user_id": False,
                "date_order": max(fields.Datetime.now(), (
                    order.commitment_date or fields.Datetime.now())
                    - timedelta(days=int(seller.delay)))})
        elif order.name not in (request.origin or "").split(", "):
            request.origin = ", ".join(filter(None, [request.origin, order.name]))
        unit = seller.product_uom_id or self.product_id.uom_id
        return self.env["purchase.order.line"].create({
            "order_id": request.id, "product_id": self.product_id.id,
            "product_qty": self.product_uom_id._compute_quantity(quantity, unit),
            "product_uom_id": unit.id, "sale_line_id": self.id,
            "date_planned": request.date_order + timedelta(days=int(seller.delay))})
