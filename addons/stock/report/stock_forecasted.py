"""The forecast of products: what needs goods, what brings them, what is left."""
from odoo import api, fields, models
from odoo.tools import format_date


class StockForecastedProductProduct(models.AbstractModel):
    _inherit = "stock.forecasted_product_product"

    @api.model
    def get_report_values(self, docids, data=None):
        """Return the forecast of variants as the client shows it."""
        return {
            "data": data, "doc_ids": docids, "doc_model": "product.product",
            "docs": self._get_report_data(self.env["product.product"].browse(docids)),
            "precision": self.env["decimal.precision"].precision_get("Product Unit"),
        }

    def _get_warehouse(self):
        chosen = self.env.context.get("warehouse_id")
        warehouses = self.env["stock.warehouse"]
        if isinstance(chosen, (list, tuple)):
            chosen = chosen[:1] and chosen[0]
        return warehouses.browse(chosen) if chosen else warehouses.search(
            [("company_id", "in", self.env.companies.ids)], limit=1)

    def _get_report_data(self, products):
        warehouse = self._get_warehouse()
        there = products.with_context(warehouse_id=warehouse.id)
        drafts = self._sum_drafts(products, warehouse)
        totals = {
            "quantity_on_hand": sum(there.mapped("qty_available")),
            "virtual_available": sum(there.mapped("virtual_available")),
            "incoming_qty": sum(there.mapped("incoming_qty")),
            "outgoing_qty": sum(there.mapped("outgoing_qty")),
        }
        lines = [self._show_line(product, line) for product in there
                 for line in product._forecast_lines(warehouse)]
        return {
            **totals, "product_variants": products.read(["id", "display_name"]),
            "product_variants_ids": products.ids, "product_templates": False,
            "product_templates_ids": products.product_tmpl_id.ids,
            "multiple_product": len(products) > 1,
            "uom": products[:1].uom_id.display_name,
            "active": all(products.mapped("active")),
            "product": {product.id: {
                "uom": product.uom_id.display_name,
                "quantity_on_hand": product.qty_available,
                "virtual_available": product.virtual_available,
                "incoming_qty": product.incoming_qty,
                "outgoing_qty": product.outgoing_qty,
                "free_qty": product.free_qty} for product in there},
            "draft_picking_qty": drafts, "qty": drafts, "lines": lines,
            "user_can_edit_pickings": self.env.user.has_group("stock.group_stock_user"),
            "warehouse_id": warehouse.id,
        }

    def _sum_drafts(self, products, warehouse):
        """Return what draft moves would bring and take: {"in": …, "out": …}."""
        inside = self.env["stock.location"].search(
            [("id", "child_of", warehouse.view_location_id.ids)]).ids
        sums = {}
        for key, into, out_of in (("in", "in", "not in"), ("out", "not in", "in")):
            [[total]] = self.env["stock.move"]._read_group([
                ("product_id", "in", products.ids), ("state", "=", "draft"),
                ("location_dest_id", into, inside), ("location_id", out_of, inside)],
                [], ["product_qty:sum"])
            sums[key] = total or 0.0
        return sums

    def _show_line(self, product, line):
        out, into = line.move_out, line.move_in
        late = bool(into and out and into.date > out.date)
        return {
            "document_in": self._show_document(into),
            "document_out": self._show_document(out),
            "product": {"id": product.id, "display_name": product.display_name},
            "replenishment_filled": line.filled, "is_late": late,
            "receipt_date_short": format_date(self.env, into.date) if into else False,
            "receipt_date": fields.Datetime.to_string(into.date) if into else False,
            "delivery_date_short": format_date(self.env, out.date) if out else False,
            "delivery_date": fields.Datetime.to_string(out.date) if out else False,
            "quantity": product.uom_id.round(line.quantity),
            "uom_id": {"id": product.uom_id.id, "display_name": product.uom_id.name},
            "move_out": self._show_move(out), "move_in": self._show_move(into),
            "reservation": line.reserved and self._show_document(out) or False,
            "in_transit": False, "is_matched": any(
                move.id in (self.env.context.get("move_to_match_ids") or ())
                for move in (out, into) if move),
        }

    def _show_document(self, move):
        document = move.picking_id if move else move
        if not document:
            return False
        return {"_name": document._name, "id": document.id, "name": document.display_name}

    def _show_move(self, move):
        if not move:
            return False
        picking = move.picking_id
        return {"id": move.id, "picking_id": {
            "id": picking.id, "priority": picking.priority} if picking else False}

    @api.model
    def action_reserve_linked_picks(self, move_id):
        """Reserve for a move, and for those that bring its goods."""
        moves = self._get_linked(move_id)
        moves.filtered(lambda move: move.state not in (
            "draft", "cancel", "assigned", "done"))._action_assign()
        return moves

    @api.model
    def action_unreserve_linked_picks(self, move_id):
        """Free what a move, and those that bring its goods, have reserved."""
        moves = self._get_linked(move_id)
        moves.filtered(lambda move: move.state not in (
            "draft", "cancel", "done"))._do_unreserve()
        return moves

    def _get_linked(self, move_id):
        found = todo = self.env["stock.move"].browse(move_id)
        while todo:
            todo = todo.move_orig_ids - found
            found |= todo
        return found


class StockForecastedProductTemplate(models.AbstractModel):
    _inherit = "stock.forecasted_product_template"

    @api.model
    def get_report_values(self, docids, data=None):
        """Return the forecast of templates as the client shows it."""
        templates = self.env["product.template"].browse(docids)
        docs = self._get_report_data(templates.product_variant_ids)
        docs["product_templates"] = templates.read(["id", "display_name"])
        return {
            "data": data, "doc_ids": docids, "doc_model": "product.template",
            "docs": docs,
            "precision": self.env["decimal.precision"].precision_get("Product Unit"),
        }
