"""Values that are set by hand: of products, of moves."""
from odoo import api, fields, models


class ProductValue(models.Model):
    _inherit = "product.value"

    date = fields.Datetime(default=fields.Datetime.now)
    user_id = fields.Many2one(default=lambda self: self.env.user)
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, readonly=False,
        required=True, precompute=True)

    current_value_details = fields.Char(compute="_compute_descriptions")
    current_value_description = fields.Text(compute="_compute_descriptions")
    computed_value_description = fields.Text(compute="_compute_descriptions")

    @api.depends("move_id")
    def _compute_descriptions(self):
        for value in self:
            move = value.move_id
            quantity = move._get_valued_quantity() if move else 0.0
            value.current_value_details = self.env._(
                "For %(quantity)s %(uom)s (%(unit)s per %(uom)s)", quantity=quantity,
                uom=move.product_id.uom_id.name, unit=value.currency_id.format(
                    move.value / quantity)) if quantity else False
            value.current_value_description = move.value_justification or False
            value.computed_value_description = \
                move.value_computed_justification or False

    @api.depends("move_id", "product_id")
    def _compute_company_id(self):
        for value in self:
            value.company_id = value.move_id.company_id or value.product_id.company_id \
                or self.env.company

    @api.model_create_multi
    def create(self, vals_list):
        """Note values; a move's is the move's from now on."""
        values = super().create(vals_list)
        for value in values.filtered("move_id"):
            value.move_id._set_value(value.value)
        return values
