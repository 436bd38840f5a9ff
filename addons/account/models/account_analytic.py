"""Analytic accounts and lines, as far as books make them."""
from odoo import _, api, fields, models

from ..actions import open_records


class AccountAnalyticAccount(models.Model):
    _inherit = "account.analytic.account"

    invoice_count = fields.Integer(compute="_compute_move_counts")
    vendor_bill_count = fields.Integer(compute="_compute_move_counts")

    def _find_moves(self, kinds):
        """Return the posted documents whose lines name the accounts."""
        lines = self.env["account.move.line"].search([
            ("parent_state", "=", "posted"), ("move_id.move_type", "in", kinds),
            ("analytic_distribution", "in", self.ids)])
        return lines.move_id

    @api.depends("line_ids")
    def _compute_move_counts(self):
        moves = self.env["account.move"]
        for account in self:
            account.invoice_count = len(account._find_moves(moves.get_sale_types(True)))
            account.vendor_bill_count = len(
                account._find_moves(moves.get_purchase_types(True)))

    def action_view_invoice(self):
        """Open the invoices of the account."""
        self.ensure_one()
        moves = self._find_moves(self.env["account.move"].get_sale_types(True))
        return open_records(moves, _("Customer Invoices"),
                            context={"create": False, "default_move_type": "out_invoice"})

    def action_view_vendor_bill(self):
        """Open the bills of the account."""
        self.ensure_one()
        moves = self._find_moves(self.env["account.move"].get_purchase_types(True))
        return open_records(moves, _("Vendor Bills"),
                            context={"create": False, "default_move_type": "in_invoice"})


class AccountAnalyticLine(models.Model):
    _inherit = "account.analytic.line"

    category = fields.Selection(selection_add=[
        ("invoice", "Customer Invoice"), ("vendor_bill", "Vendor Bill")])
    general_account_id = fields.Many2one(
        "account.account", compute="_compute_from_line", store=True, readonly=False)
    partner_id = fields.Many2one(
        "res.partner", compute="_compute_from_line", store=True, readonly=False)

    @api.depends("move_line_id")
    def _compute_from_line(self):
        for line in self:
            own = line.move_line_id
            line.general_account_id = own.account_id or line.general_account_id
            line.partner_id = own.partner_id or line.partner_id

    @api.model
    def _get_fiscal_year(self, day):
        dates = self.env.company.compute_fiscalyear_dates(day)
        return dates["date_from"], dates["date_to"]

    @api.onchange("product_id", "product_uom_id", "unit_amount", "currency_id")
    def on_change_unit_amount(self):
        """Take amount and account from the product's cost."""
        if not self.product_id:
            return {}
        product = self.product_id
        accounts = product.product_tmpl_id._get_product_accounts()
        uom = self.product_uom_id or product.uom_id
        price = product.uom_id._compute_price(product.standard_price, uom)
        self.amount = (self.currency_id or self.env.company.currency_id).round(
            price * self.unit_amount) * -1
        self.general_account_id = accounts["expense"]
        self.product_uom_id = uom
        return None
