"""Moves in chains: what calls for them, what follows, which transfer they join."""
from odoo import fields, models

# what moves of a transfer have in common to be one
MERGED = ("product_id", "product_uom", "location_id", "location_dest_id",
          "location_final_id", "procure_method", "rule_id", "origin_returned_move_id",
          "restrict_partner_id", "scrap_id", "orderpoint_id", "price_unit")


class StockMove(models.Model):
    _inherit = "stock.move"

    def _call_for_goods(self):
        """Have what moves to order are to take brought to where they take it."""
        rule, needs = self.env["stock.rule"], []
        for move in self:
            needs.append(rule.Procurement(
                move.product_id, move.product_uom_qty, move.product_uom, move.location_id,
                move.reference or move.product_id.display_name, move.origin or "/",
                move.company_id, {
                    "date_planned": move.date, "date_deadline": move.date_deadline,
                    "move_dest_ids": move, "route_ids": move.route_ids,
                    "warehouse_id": move._get_supplying_warehouse(),
                    "priority": move.priority,
                    "orderpoint_id": move.orderpoint_id, "company_id": move.company_id,
                    "reference_ids": move.reference_ids,
                }))
        if needs:
            rule.run(needs)

    def _get_supplying_warehouse(self):
        """Return the warehouse whose rules bring what the move takes."""
        if not self.location_id.warehouse_id and self.rule_id.route_id.supplier_wh_id:
            return self.rule_id.route_id.supplier_wh_id
        return self.warehouse_id or self.picking_type_id.warehouse_id

    # ---- transfers
    def _get_picking_key(self):
        """Return what moves that go in one transfer have in common."""
        return (self.reference_ids, self.location_id, self.location_dest_id,
                self.picking_type_id, self.partner_id, self.company_id)

    def _assign_picking(self):
        """Put moves that are in no transfer into the one they fit, or a new one."""
        for key, moves in self.grouped(lambda move: move._get_picking_key()).items():
            references, source, target, kind, partner, company = key
            picking = self.env["stock.picking"].browse()
            if references:
                picking = picking.search([
                    ("location_id", "=", source.id), ("location_dest_id", "=", target.id),
                    ("picking_type_id", "=", kind.id), ("partner_id", "=", partner.id),
                    ("printed", "=", False),
                    ("state", "in", ("draft", "confirmed", "waiting", "assigned")),
                ]).filtered(lambda p, refs=references: p.move_ids.reference_ids == refs)[:1]
            if not picking:
                picking = picking.sudo().create(moves._get_new_picking_values())
            moves.with_context(mail_notrack=True).write({"picking_id": picking.id})
        return True

    def _get_new_picking_values(self):
        first = self[:1]
        origins = [origin for origin in dict.fromkeys(self.mapped("origin")) if origin]
        kind = first.picking_type_id
        return {
            "origin": ",".join(origins[:5]) + ("..." if len(origins) > 5 else "") or False,
            "company_id": first.company_id.id, "user_id": False,
            "partner_id": first.partner_id.id, "picking_type_id": kind.id,
            "location_id": first.location_id.id, "move_type": kind.move_type or "direct",
            "location_dest_id": first.location_dest_id.id,
            "scheduled_date": min(self.mapped("date")),
        }

    def _get_merge_key(self):
        names = [*MERGED, *(name for name in ("sale_line_id", "purchase_line_id")
                            if name in self._fields)]
        return tuple(self[name] for name in names)

    def _merge_moves(self):
        """Add moves to those of their transfers that are alike; return what is left."""
        left = self.browse()
        for move in self:
            others = move.picking_id.move_ids.filtered(lambda other, move=move: (
                other != move and other not in self
                and other.state not in ("done", "cancel", "draft")
                and other._get_merge_key() == move._get_merge_key()))[:1]
            if not others and not (move.product_uom_qty < 0 and move.picking_id):
                left |= move
                continue
            if not others:
                left |= move
                continue
            total = others.product_uom_qty + move.product_uom_qty
            others.move_dest_ids |= move.move_dest_ids
            others.move_orig_ids |= move.move_orig_ids
            move.write({"state": "cancel"})
            move.with_context(force_delete=True).unlink()
            others._set_demand(total)
            left |= others
        return left

    def _set_demand(self, quantity):
        """Ask for another quantity; too much that is reserved is freed."""
        if quantity <= 0:
            self.product_uom_qty = 0
            self._action_cancel()
            return
        self.product_uom_qty = quantity
        if self.quantity > quantity:
            self._take_from_lines(self.quantity - quantity)
        self._action_assign_again()

    def _turn_around(self):
        """Make returns of moves that ask for less than nothing."""
        for move in self.filtered(lambda move: move.product_uom_qty < 0):
            back = move.picking_type_id.return_picking_type_id or move.picking_type_id
            move.write({
                "location_id": move.location_dest_id.id,
                "location_dest_id": move.location_id.id, "picking_type_id": back.id,
                "product_uom_qty": -move.product_uom_qty, "to_refund": True,
                "procure_method": "make_to_stock", "location_final_id": False,
            })

    # ---- what follows
    def _push_apply(self):
        """Make the moves that follow those which have come to a place on the way."""
        made = self.browse()
        for move in self:
            place, final = move.location_dest_id, move.location_final_id
            if move.move_dest_ids.filtered(lambda m: m.state != "cancel") or \
                    final and place._is_within(final) or move.is_inventory:
                continue
            warehouse = move.warehouse_id or move.picking_type_id.warehouse_id
            rule = self.env["stock.rule"]._get_push_rule(
                move.product_id, place, move.route_ids, warehouse)
            back = move.origin_returned_move_id
            if rule and not (back and back.location_id._is_within(rule.location_dest_id)):
                made |= rule._run_push(move)
        made._action_confirm()
        return made

    def _cancel_chain(self):
        """Cancel what follows cancelled moves, or have it take from stock."""
        for move in self:
            following = move.move_dest_ids
            if not following:
                continue
            if move.propagate_cancel:
                gone = following.filtered(lambda m: m.state not in ("done", "cancel")
                                          and all(o.state == "cancel"
                                                  for o in m.move_orig_ids))
                gone._action_cancel()
            else:
                following.write({"procure_method": "make_to_stock",
                                 "move_orig_ids": [(3, move.id)]})



class StockRule(models.Model):
    _inherit = "stock.rule"

    def _run_push(self, move):
        """Return the move that takes on what a move has brought."""
        self.ensure_one()
        final, target = move.location_final_id, self.location_dest_id
        if final and final._is_within(target):
            target = final
        return move.sudo().copy({
            "product_uom_qty": move.quantity, "location_id": move.location_dest_id.id,
            "location_dest_id": target.id, "rule_id": self.id, "picking_id": False,
            "picking_type_id": self.picking_type_id.id, "move_line_ids": [],
            "move_orig_ids": [(4, move.id)], "procure_method": "make_to_order",
            "propagate_cancel": self.propagate_cancel, "origin": move.origin or
            move.picking_id.name or "/", "date": fields.Datetime.add(
                move.date, days=self.delay), "state": "draft",
            "warehouse_id": self.warehouse_id.id, "move_dest_ids": [],
            "reference_ids": [(6, 0, move.reference_ids.ids)],
        })


class StockLocation(models.Model):
    _inherit = "stock.location"

    def _is_within(self, other):
        """Tell whether the place is another one, or a part of it."""
        return bool(self) and bool(other) and (
            self == other or (self.parent_path or "").startswith(other.parent_path or "-"))
