"""Transfers that are done: what is checked, what is asked, what goes to back-orders."""
from odoo import _, fields, models
from odoo.exceptions import UserError


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def button_validate(self):
        """Move the goods; asks what to do about those that are missing."""
        todo = self.filtered(lambda picking: picking.state != "done")
        todo._fill_drafts()
        if not self.env.context.get("skip_sanity_check"):
            todo._sanity_check()
        todo.message_subscribe([self.env.user.partner_id.id])
        todo = todo.with_context(button_validate_picking_ids=todo.ids)
        question = todo._pre_action_done()
        if question is not True:
            return question
        never = set(self.env.context.get("picking_ids_not_to_backorder") or ())
        never |= set(todo.filtered(
            lambda picking: picking.picking_type_id.create_backorder == "never").ids)
        gone = todo.filtered(lambda picking: picking.id in never)
        gone._action_done(cancel_backorder=True)
        (todo - gone)._action_done()
        return True

    def _fill_drafts(self):
        """Confirm drafts; what they ask for counts as there."""
        drafts = self.filtered(lambda picking: picking.state == "draft")
        drafts.action_confirm()
        for move in drafts.move_ids.filtered(
                lambda move: move.state not in ("done", "cancel")):
            if move.product_uom.is_zero(move.quantity) and \
                    not move.product_uom.is_zero(move.product_uom_qty):
                move.quantity = move.product_uom_qty

    def _sanity_check(self):
        """Refuse transfers of nothing, and picked lines without their lot; UserError."""
        empty = self.filtered(lambda own: not own.move_ids and not own.move_line_ids)
        idle = self.filtered(lambda picking: all(
            move.product_uom.is_zero(move.quantity) for move in picking.move_ids
            if move.state not in ("done", "cancel")))
        missing = self.filtered(
            lambda picking: picking.picking_type_id.use_create_lots
            or picking.picking_type_id.use_existing_lots).move_line_ids.filtered(
                lambda line: line.picked and line.product_id.tracking != "none"
                and line.quantity > 0 and not line.lot_id and not line.lot_name)
        products = ", ".join(missing.product_id.mapped("display_name"))
        if len(self) > 1:
            self._check_together(empty, missing, products)
            return
        if empty:
            raise UserError(_(
                "You can’t validate an empty transfer. Please add some products to "
                "move before proceeding."))
        if idle:
            raise UserError(_(
                "You cannot validate a transfer if no quantities are reserved. To "
                "force the transfer, encode quantities."))
        if missing:
            raise UserError(_(
                "You need to supply a Lot/Serial number for products %s.", products))

    def _check_together(self, empty, missing, products):
        """Refuse transfers that are validated together, and say which; UserError."""
        problems = []
        if empty:
            problems.append(_("Transfers %s: Please add some items to move.",
                              ", ".join(empty.mapped("name"))))
        if missing:
            problems.append(_(
                "Transfers %(transfer_list)s: You need to supply a Lot/Serial number for "
                "products %(product_list)s.", product_list=products,
                transfer_list=", ".join(missing.picking_id.mapped("name"))))
        if problems:
            raise UserError("\n\n".join(problems))

    def _pre_action_done(self):
        """Pick all where nothing is picked; return the question to ask, or True."""
        for picking in self:
            moves = picking.move_ids.filtered(
                lambda move: move.state != "cancel" and not move.scrap_id)
            if any(moves.mapped("quantity")) and not any(moves.mapped("picked")):
                moves.picked = True
        if not self.env.context.get("skip_backorder"):
            partial = self.filtered(lambda picking: picking._is_partial())
            asks = partial.filtered(
                lambda picking: picking.picking_type_id.create_backorder == "ask")
            if asks:
                return asks._ask_backorder(show_transfers=len(self) > 1)
        return True

    def _is_partial(self):
        live = self.move_ids.filtered(lambda m: m.state not in ("done", "cancel"))
        return any(
            move.product_uom_qty and not move.picked
            or move.product_uom.compare(
                move._get_picked_quantity(), move.product_uom_qty) < 0
            for move in live)

    def _ask_backorder(self, show_transfers=False):
        view = self.env.ref("stock.view_backorder_confirmation", raise_if_not_found=False)
        return {
            "name": _("Create Backorder?"), "type": "ir.actions.act_window",
            "view_mode": "form", "res_model": "stock.backorder.confirmation",
            "views": [(view.id if view else False, "form")],
            "view_id": view.id if view else False, "target": "new",
            "context": {**self.env.context, "default_show_transfers": show_transfers,
                        "default_pick_ids": [(4, id_) for id_ in self.ids]},
        }

    def _action_done(self, cancel_backorder=False):
        """Do the moves; those that are left go to a back-order."""
        for picking in self:
            moves = picking.move_ids.filtered(lambda m: m.state not in ("done", "cancel"))
            if picking.owner_id:
                moves.write({"restrict_partner_id": picking.owner_id.id})
                moves.move_line_ids.write({"owner_id": picking.owner_id.id})
            chosen = moves.filtered("picked")
            left_out = moves - chosen if chosen else moves.browse()
            if cancel_backorder:
                left_out._action_cancel()
            (moves - left_out)._action_done(cancel_backorder=cancel_backorder)
            left = picking.move_ids.filtered(lambda m: m.state not in ("done", "cancel"))
            if left != moves and left:
                picking._create_backorder(left)
        self.write({"date_done": fields.Datetime.now(), "priority": "0"})
        self.filtered(
            lambda picking: picking.picking_type_code in ("incoming", "internal")
        ).move_ids.filtered(lambda move: move.state == "done")._trigger_assign()
        self._send_confirmation_email()
        return True

    def _send_confirmation_email(self):
        """Tell customers of their deliveries, where the company wants that."""
        for picking in self.filtered(
                lambda own: own.company_id.stock_move_email_validation
                and own.picking_type_code == "outgoing"):
            template = picking.company_id.sudo().stock_mail_confirmation_template_id or \
                self.env.ref("stock.mail_template_data_delivery_confirmation",
                             raise_if_not_found=False)
            if template:
                picking.with_context(force_send=True).message_post_with_source(
                    template, email_layout_xmlid="mail.mail_notification_light",
                    subtype_xmlid="mail.mt_note")

    def _create_backorder(self, moves):
        backorder = self.copy({
            "name": "/", "move_ids": [], "move_line_ids": [], "backorder_id": self.id})
        moves.write({"picking_id": backorder.id})
        moves.move_line_ids.write({"picking_id": backorder.id, "picked": False})
        moves.filtered(lambda move: move.state in ("confirmed", "draft"))._action_assign()
        self.message_post(body=_(
            "The backorder %s has been created.", backorder.display_name))
        return backorder


class StockMove(models.Model):
    _inherit = "stock.move"

    def _get_picked_quantity(self):
        """Return how much of the move is picked, in its unit."""
        self.ensure_one()
        return sum(line.product_uom_id._compute_quantity(
            line.quantity, self.product_uom, round=False)
            for line in self.move_line_ids if line.picked)
