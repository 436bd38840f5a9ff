"""Windows on quants, and where they are moved to."""
from odoo import _, api, models
from odoo.exceptions import UserError


class StockQuant(models.Model):
    _inherit = "stock.quant"

    def _get_quants_action(self, name, domain=()):
        view = "stock.view_stock_quant_tree_inventory_editable" \
            if self.env.context.get("inventory_mode") \
            else "stock.view_stock_quant_tree_editable"
        view = self.env.ref(view, raise_if_not_found=False)
        return {
            "name": name, "type": "ir.actions.act_window", "res_model": "stock.quant",
            "view_mode": "list", "views": [(view.id if view else False, "list")],
            "context": dict(self.env.context), "domain": list(domain),
        }

    @api.model
    def _unlink_zero_quants(self):
        """Delete quants of nothing, that nobody reserves or counts."""
        self.sudo().search([
            ("quantity", "=", 0), ("reserved_quantity", "=", 0),
            ("inventory_quantity_set", "=", False), ("user_id", "=", False)]).unlink()

    @api.model
    def action_view_quants(self):
        """Open what is where."""
        self._unlink_zero_quants()
        quants = self.with_context(search_default_internal_loc=1)
        return quants._get_quants_action(_("Locations"))

    @api.model
    def action_view_inventory(self):
        """Open what is to be counted."""
        self._unlink_zero_quants()
        quants = self.with_context(**{
            "search_default_internal_loc": 1, "inventory_mode": True,
            "no_at_date": True, **self.env.context})
        return quants._get_quants_action(
            _("Physical Inventory"),
            [("location_id.usage", "in", ["internal", "transit"])])

    def action_view_stock_moves(self):
        """Open what has moved to and from the quant's place."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "stock.stock_move_line_action")
        return {**action, "domain": [
            "|", ("location_id", "=", self.location_id.id),
            ("location_dest_id", "=", self.location_id.id),
            ("lot_id", "=", self.lot_id.id),
            "|", ("package_id", "=", self.package_id.id),
            ("result_package_id", "=", self.package_id.id)],
            "context": {"search_default_done": 1, "search_default_product_id":
                        self.product_id.id}}

    def action_view_orderpoints(self):
        """Open the reordering rules of the product."""
        action = self.env["product.product"].action_view_orderpoints()
        return {**action, "domain": [("product_id", "=", self.product_id.id)]}

    def action_inventory_history(self):
        """Open what was counted at the quant's place."""
        self.ensure_one()
        tree = self.env.ref("stock.view_move_line_tree", raise_if_not_found=False)
        domain = [("company_id", "=", self.company_id.id),
                  "|", ("location_id", "=", self.location_id.id),
                  ("location_dest_id", "=", self.location_id.id)]
        if self.lot_id:
            domain.append(("lot_id", "=", self.lot_id.id))
        if self.package_id:
            domain += ["|", ("package_id", "=", self.package_id.id),
                       ("result_package_id", "=", self.package_id.id)]
        if self.owner_id:
            domain.append(("owner_id", "=", self.owner_id.id))
        return {
            "name": _("History"), "view_mode": "list,form", "res_model": "stock.move.line",
            "views": [(tree.id if tree else False, "list"), (False, "form")],
            "type": "ir.actions.act_window", "context": {
                "search_default_inventory": 1, "search_default_done": 1,
                "search_default_product_id": self.product_id.id},
            "domain": domain,
        }

    def action_stock_quant_relocate(self):
        """Open the wizard that moves quants elsewhere."""
        if len(self.company_id) > 1 or any(not quant.company_id for quant in self) or any(
                quant.quantity <= 0 for quant in self):
            raise UserError(_(
                "You can only move positive quantities stored in locations used by a "
                "single company per relocation."))
        context = {"default_quant_ids": self.ids,
                   "default_lot_id": self.env.context.get("default_lot_id", False),
                   "single_product": self.env.context.get("single_product", False)}
        return {
            "res_model": "stock.quant.relocate", "views": [[False, "form"]],
            "target": "new", "type": "ir.actions.act_window", "context": context,
        }
