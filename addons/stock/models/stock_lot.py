"""Lots and serial numbers."""
import re

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError


class StockLot(models.Model):
    _inherit = "stock.lot"
    _rec_names_search = ["name", "ref"]

    name = fields.Char(
        default=lambda self: self.env["ir.sequence"].next_by_code("stock.lot.serial"),
        required=True, index="trigram")
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, readonly=False)
    product_qty = fields.Float(
        compute="_compute_product_qty", search="_search_product_qty")
    location_id = fields.Many2one(
        "stock.location", compute="_compute_location_id", inverse="_inverse_location_id",
        store=True, readonly=False)
    delivery_ids = fields.Many2many("stock.picking", compute="_compute_deliveries")
    delivery_count = fields.Integer(compute="_compute_deliveries")

    @api.depends("product_id.company_id")
    def _compute_company_id(self):
        for lot in self:
            lot.company_id = lot.product_id.company_id

    @api.depends("quant_ids.quantity", "quant_ids.location_id")
    def _compute_product_qty(self):
        for lot in self:
            quants = lot.quant_ids.filtered(lambda quant: quant.location_id.usage in (
                "internal", "transit"))
            lot.product_qty = sum(quants.mapped("quantity"))

    def _search_product_qty(self, operator, value):
        import operator as functions
        compare = {"=": functions.eq, "!=": functions.ne, "<": functions.lt,
                   "<=": functions.le, ">": functions.gt, ">=": functions.ge}.get(operator)
        if not compare:
            return NotImplemented
        found = self.search([]).filtered(lambda lot: compare(lot.product_qty, value))
        return [("id", "in", found.ids)]

    @api.depends("quant_ids.quantity", "quant_ids.location_id")
    def _compute_location_id(self):
        for lot in self:
            places = lot.quant_ids.filtered(lambda quant: quant.quantity > 0).location_id
            lot.location_id = places if len(places) == 1 else False

    def _inverse_location_id(self):
        for lot in self:
            quants = lot.quant_ids.filtered(lambda quant: quant.quantity > 0)
            if len(quants) > 1:
                raise UserError(_(
                    "You can only move a lot/serial to a new location if it exists in a "
                    "single location."))
            if quants and quants.location_id != lot.location_id:
                quants.move_quants(
                    location_dest_id=lot.location_id, unpack=len(
                        quants.package_id.quant_ids) > 1,
                    message=_("Lot/Serial Number Relocated"))

    def _compute_deliveries(self):
        groups = self.env["stock.move.line"].sudo()._read_group([
            ("lot_id", "in", self.ids), ("state", "=", "done"),
            ("location_dest_id.usage", "=", "customer")], ["lot_id"],
            ["picking_id:recordset"])
        found = dict(groups)
        for lot in self:
            pickings = found.get(lot, self.env["stock.picking"])
            lot.delivery_ids, lot.delivery_count = pickings, len(pickings)

    @api.constrains("name", "product_id", "company_id")
    def _check_unique_lot(self):
        groups = self.sudo()._read_group(
            [("product_id", "in", self.product_id.ids), ("name", "in",
                                                         self.mapped("name"))],
            ["company_id", "product_id", "name"], ["__count"])
        lines = [
            _(" - Product: %(product)s, Lot/Serial Number: %(lot)s",
              product=product.display_name, lot=name)
            for _company, product, name, count in groups if count > 1]
        if lines:
            raise ValidationError(_(
                "The combination of lot/serial number and product must be unique within a "
                "company including when no company is defined.\nThe following combinations "
                "contain duplicates:\n%(error_lines)s", error_lines="\n".join(lines)))

    def write(self, vals):
        """Change lots; one that has moved keeps its product."""
        if "product_id" in vals and any(
                lot.product_id.id != vals["product_id"] for lot in self):
            moved = self.env["stock.move.line"].search_count([
                ("lot_id", "in", self.ids), ("product_id", "!=", vals["product_id"])])
            if moved:
                raise UserError(_(
                    "You are not allowed to change the product linked to a serial or lot "
                    "number if some stock moves have already been created with that number. "
                    "This would lead to inconsistencies in your stock."))
        return super().write(vals)

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "name" not in (default or {}):
            for lot, vals in zip(self, values, strict=True):
                vals["name"] = _("(copy of) %s", lot.name)
        return values

    @api.model
    def generate_lot_names(self, first_lot, count):
        """Return `count` names that follow each other, each as {"lot_name": name}."""
        numbers = re.findall(r"\d+", first_lot or "")
        if not numbers:
            return self.generate_lot_names(f"{first_lot}0", count)
        start, width = int(numbers[-1]), len(numbers[-1])
        prefix, _number, suffix = first_lot.rpartition(numbers[-1])
        return [{"lot_name": f"{prefix}{start + i:0{width}d}{suffix}"}
                for i in range(count)]
