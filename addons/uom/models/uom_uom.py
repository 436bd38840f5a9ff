"""Units of measure: each is a multiple of another one, or stands for itself."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_compare, float_is_zero, float_round


class UomUom(models.Model):
    _inherit = "uom.uom"

    relative_factor = fields.Float(default=1.0, digits=0)
    factor = fields.Float(
        compute="_compute_factor", store=True, recursive=True, digits=0)
    sequence = fields.Integer(compute="_compute_sequence", store=True, precompute=True)
    rounding = fields.Float(compute="_compute_rounding")

    _factor_gt_zero = models.Constraint(
        "CHECK (relative_factor != 0)",
        "The conversion ratio for a unit of measure cannot be 0!",
    )

    @api.depends("relative_factor", "relative_uom_id", "relative_uom_id.factor")
    def _compute_factor(self):
        for uom in self:
            base = uom.relative_uom_id.factor if uom.relative_uom_id else 1.0
            uom.factor = uom.relative_factor * base

    @api.depends("relative_factor")
    def _compute_sequence(self):
        for uom in self:
            uom.sequence = uom.sequence or min(int(uom.relative_factor * 100), 1000)

    def _compute_rounding(self):
        digits = self.env["decimal.precision"].precision_get("Product Unit")
        self.rounding = 10 ** -digits

    @api.onchange("relative_factor")
    def _onchange_critical_fields(self):
        return None

    def unlink(self):
        """Delete units, but for those that the program needs."""
        needed = [self.env.ref(name, raise_if_not_found=False) for name in (
            "uom.product_uom_hour", "uom.product_uom_dozen", "uom.product_uom_unit")]
        locked = self.filtered(lambda uom: uom in [n for n in needed if n])
        if locked and not self.env.context.get("_force_unlink"):
            raise UserError(_(
                "The following units of measure are used by the system and cannot be "
                "deleted: %s\nYou can archive them instead.",
                ", ".join(locked.mapped("name")),
            ))
        return super().unlink()

    def round(self, value, rounding_method="HALF-UP"):
        """Return a quantity in this unit, rounded."""
        self.ensure_one()
        return float_round(
            value, precision_rounding=self.rounding, rounding_method=rounding_method)

    def compare(self, value1, value2):
        """Compare two quantities in this unit: -1, 0 or 1."""
        self.ensure_one()
        return float_compare(value1, value2, precision_rounding=self.rounding)

    def is_zero(self, value):
        """Tell whether a quantity in this unit is nothing."""
        self.ensure_one()
        return float_is_zero(value, precision_rounding=self.rounding)

    def _compute_quantity(
        self, qty, to_unit, round=True, rounding_method="UP", raise_if_failure=True
    ):
        """Return a quantity in this unit as one in another unit."""
        if not self or not qty:
            return qty
        self.ensure_one()
        if self == to_unit or not to_unit:
            amount = qty
        else:
            amount = qty * self.factor / to_unit.factor
        if to_unit and round:
            amount = float_round(
                amount, precision_rounding=to_unit.rounding,
                rounding_method=rounding_method)
        return amount

    def _compute_price(self, price, to_unit):
        """Return a price per this unit as one per another unit."""
        self.ensure_one()
        if not self or not price or not to_unit or self == to_unit:
            return price
        return price * to_unit.factor / self.factor

    def _has_common_reference(self, other):
        """Tell whether two units can be converted into each other."""
        return self._get_reference() == other._get_reference()

    def _get_reference(self):
        uom = self
        while uom.relative_uom_id:
            uom = uom.relative_uom_id
        return uom
