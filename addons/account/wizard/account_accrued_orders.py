"""The wizard that books what orders have delivered or received but not invoiced."""
from dateutil.relativedelta import relativedelta
from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

from ..actions import open_records


class AccountAccruedOrdersWizard(models.TransientModel):
    _inherit = "account.accrued.orders.wizard"

    company_id = fields.Many2one(default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id", store=True)
    date = fields.Date(
        default=lambda self: fields.Date.context_today(self) + relativedelta(day=31))
    journal_id = fields.Many2one(
        "account.journal", compute="_compute_journal_id", store=True, readonly=False,
        precompute=True)
    reversal_date = fields.Date(
        compute="_compute_reversal_date", store=True, readonly=False, precompute=True)
    display_amount = fields.Boolean(compute="_compute_display_amount")
    preview_data = fields.Text(compute="_compute_preview_data")

    @api.depends("company_id")
    def _compute_journal_id(self):
        for wizard in self:
            wizard.journal_id = self.env["account.journal"].search([
                ("company_id", "=", wizard.company_id.id), ("type", "=", "general")],
                limit=1)

    @api.depends("date")
    def _compute_reversal_date(self):
        for wizard in self:
            if wizard.date and (not wizard.reversal_date
                                or wizard.reversal_date <= wizard.date):
                wizard.reversal_date = wizard.date + relativedelta(days=1)

    def _get_orders(self):
        context = self.env.context
        if context.get("active_model") not in (
                "sale.order", "purchase.order", "sale.order.line", "purchase.order.line"):
            return self.env["sale.order"] if "sale.order" in self.env else None
        records = self.env[context["active_model"]].browse(context.get("active_ids") or ())
        return records if records._name.endswith(".order") else records.order_id

    @api.depends("date", "amount")
    def _compute_display_amount(self):
        orders = self._get_orders()
        single = orders is not None and len(orders) == 1
        for wizard in self:
            wizard.display_amount = bool(
                wizard.amount or single and not wizard._get_uninvoiced(orders))

    def _compute_preview_data(self):
        self.preview_data = "{}"

    def _get_uninvoiced(self, orders):
        """Return [(line, amount without taxes)] of what is not invoiced."""
        lines = orders.order_line.filtered(lambda line: not line.display_type)
        found = []
        for line in lines:
            rest = (line.qty_received if "qty_received" in line._fields
                    else line.qty_delivered) - line.qty_invoiced
            ordered = line.product_qty if "product_qty" in line._fields \
                else line.product_uom_qty
            if rest and ordered:
                found.append((line, line.price_subtotal / ordered * rest))
        return found

    def _prepare_lines(self, orders):
        """Return the lines of the accrual, those of the orders and their sum."""
        sale = orders._name == "sale.order"
        sign, kind = (-1, "income") if sale else (1, "expense")
        rows = self._get_uninvoiced(orders)
        commands, total = [], 0.0
        if self.amount and len(orders) == 1:
            first = orders.order_line.filtered(lambda line: not line.display_type)[:1]
            rows = [(first, self.amount)]
        for line, amount in rows:
            order = line.order_id
            balance = self.company_id.currency_id.round(sign * order.currency_id._convert(
                amount, self.company_id.currency_id, self.company_id, self.date))
            accounts = line.product_id.product_tmpl_id.with_company(
                self.company_id)._get_product_accounts()
            total += balance
            commands.append(Command.create({
                "name": _("%(order)s - %(order_line)s", order=order.name,
                          order_line=(line.name or "").split("\n")[0]),
                "balance": balance, "account_id": accounts[kind].id,
                "partner_id": order.partner_id.commercial_partner_id.id,
                "currency_id": self.company_id.currency_id.id}))
        if commands:
            commands.append(Command.create({
                "name": _("Accrued total"), "balance": -total,
                "account_id": self.account_id.id,
                "currency_id": self.company_id.currency_id.id}))
        return commands

    def create_entries(self):
        """Book the accrual and its reversal, and open both."""
        self.ensure_one()
        if self.reversal_date <= self.date:
            raise UserError(_("Reversal date must be posterior to date."))
        orders = self._get_orders()
        if not orders:
            raise UserError(_(
                "Accrual entries can be made for selected orders only."))
        if len(orders.company_id) > 1:
            raise UserError(_("Entries can only be created for a single company at a time."))
        if len(orders.currency_id) > 1:
            raise UserError(_("Cannot create an accrual entry with orders in different "
                              "currencies."))
        move = self.env["account.move"].create({
            "ref": _("Accrued %(entry_type)s entry as of %(date)s",
                     entry_type=_("Revenue") if orders._name == "sale.order"
                     else _("Expense"), date=format_date(self.env, self.date)),
            "move_type": "entry", "journal_id": self.journal_id.id, "date": self.date,
            "line_ids": self._prepare_lines(orders)})
        move._post()
        reverse = move._reverse_moves([{
            "ref": _("Reversal of: %s", move.ref), "name": False,
            "date": self.reversal_date}])
        reverse._post()
        for order in orders:
            order.message_post(body=_("Accrual entry created on %(date)s: %(accrual)s. "
                                      "Its reverse entry: %(reverse)s.",
                                      date=format_date(self.env, self.date),
                                      accrual=move.display_name,
                                      reverse=reverse.display_name))
        return open_records(move | reverse, _("Accrual Moves"))
