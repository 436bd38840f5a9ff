"""How the value of a move came about, values that are set by hand, values of lots."""
from odoo import _, api, fields, models


class StockMove(models.Model):
    _inherit = "stock.move"

    value_manual = fields.Monetary(
        compute="_compute_value_manual", inverse="_inverse_value_manual", store=False,
        currency_field="company_currency_id")
    value_justification = fields.Text(compute="_compute_value_justification")
    value_computed_justification = fields.Text(compute="_compute_value_justification")

    @api.depends("value")
    def _compute_value_manual(self):
        for move in self:
            move.value_manual = move.value

    def _inverse_value_manual(self):
        for move in self:
            if move.value_manual != move.value:
                self.env["product.value"].sudo().create({
                    "move_id": move.id, "value": move.value_manual,
                    "company_id": move.company_id.id,
                    "description": _("Adjusted by hand")})

    @api.depends("value", "price_unit", "quantity", "is_valued")
    def _compute_value_justification(self):
        by_hand = self.env["product.value"].sudo().search(
            [("move_id", "in", self.ids)], order="date, id")
        for move in self:
            price = move.price_unit or move.product_id.standard_price
            computed = _(
                "%(quantity)s %(unit)s at %(price)s", unit=move.product_id.uom_id.name,
                quantity=move._get_valued_quantity(),
                price=move.company_currency_id.format(price)) if move.is_valued else ""
            own = by_hand.filtered(lambda value, move=move: value.move_id == move)[-1:]
            move.value_computed_justification = computed
            move.value_justification = own.description or computed

    def action_adjust_valuation(self):
        """Open the form by which the value of the move is set by hand."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "stock_account.product_value_action")
        return {**action, "target": "new", "name": _("Adjust Valuation"),
                "context": {"default_move_id": self[:1].id}}


class StockLot(models.Model):
    _inherit = "stock.lot"

    company_currency_id = fields.Many2one("res.currency", compute="_compute_value")
    total_value = fields.Monetary(
        compute="_compute_value", currency_field="company_currency_id")
    avg_cost = fields.Monetary(
        compute="_compute_value", currency_field="company_currency_id")

    @api.depends("product_qty", "standard_price", "product_id.standard_price")
    @api.depends_context("company")
    def _compute_value(self):
        for lot in self:
            cost = lot.standard_price if lot.product_id.lot_valuated \
                else lot.product_id.with_company(lot.company_id).avg_cost
            lot.company_currency_id = (lot.company_id or self.env.company).currency_id
            lot.total_value = lot.company_currency_id.round(lot.product_qty * cost)
            lot.avg_cost = cost


class ProductCategory(models.Model):
    _inherit = "product.category"

    anglo_saxon_accounting = fields.Boolean(compute="_compute_anglo_saxon_accounting")

    @api.depends_context("company")
    def _compute_anglo_saxon_accounting(self):
        self.anglo_saxon_accounting = self.env.company.anglo_saxon_accounting


class StockInventoryAdjustmentName(models.TransientModel):
    _inherit = "stock.inventory.adjustment.name"

    should_show_accounting_date = fields.Boolean(
        compute="_compute_should_show_accounting_date")

    @api.depends("quant_ids.product_id")
    def _compute_should_show_accounting_date(self):
        for wizard in self:
            wizard.should_show_accounting_date = any(
                product.valuation == "real_time" for product in wizard.quant_ids.product_id)
