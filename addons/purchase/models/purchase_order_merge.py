"""Requests for quotation made one."""
from odoo import _, models
from odoo.exceptions import UserError


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    def _get_merge_key(self):
        """Return what requests have in common that can be one."""
        names = ("partner_id", "currency_id", "dest_address_id", "picking_type_id")
        return tuple(self[name] for name in names if name in self._fields)

    def action_merge(self):
        """Put the lines of requests of one vendor into the oldest; the others go."""
        requests = self.filtered(lambda order: order.state in ("draft", "sent"))
        if len(requests) < 2:
            raise UserError(_(
                "Please select at least two purchase orders with state RFQ and RFQ sent to "
                "merge."))
        groups = [group for group in requests.grouped(
            lambda order: order._get_merge_key()).values() if len(group) > 1]
        if not groups:
            raise UserError(_(
                "In selected purchase order to merge these details must be same\nVendor, "
                "currency, destination, dropship address and agreement"))
        merged = self.browse()
        for group in groups:
            oldest = group.sorted(lambda order: (order.date_order, order.id))[0]
            merged |= oldest
            others = group - oldest
            for line in others.order_line:
                same = oldest.order_line.filtered(lambda own, line=line: (
                    own.product_id and own.product_id == line.product_id
                    and own.product_uom_id == line.product_uom_id
                    and own.price_unit == line.price_unit
                    and own.discount == line.discount and own.tax_ids == line.tax_ids
                    and own.analytic_distribution == line.analytic_distribution
                    and own.date_planned == line.date_planned))[:1]
                if same:
                    same.product_qty += line.product_qty
                else:
                    line.copy({"order_id": oldest.id})
            origins = [o for o in [oldest.origin, *others.mapped("origin")] if o]
            references = [r for r in [oldest.partner_ref, *others.mapped("partner_ref")] if r]
            oldest.write({"origin": ", ".join(dict.fromkeys(origins)) or False,
                          "partner_ref": ", ".join(dict.fromkeys(references)) or False})
            for other in others:
                other.message_post(body=_(
                    "RFQ merged with %(oldest_rfq_name)s", oldest_rfq_name=oldest.name))
            others.button_cancel()
        action = {"type": "ir.actions.act_window", "res_model": "purchase.order",
                  "name": _("Requests for Quotation")}
        if len(merged) == 1:
            return {**action, "view_mode": "form", "res_id": merged.id}
        return {**action, "view_mode": "list,form", "domain": [("id", "in", merged.ids)]}
