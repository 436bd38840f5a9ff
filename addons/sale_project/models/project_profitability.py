"""What projects bring and cost."""
from __future__ import annotations

import json

from odoo import _, fields, models

SEQUENCES = {
    "service_revenues": 6, "materials": 7, "other_invoice_revenues": 9,
    "other_purchase_costs": 11, "other_revenues_aal": 14, "other_costs_aal": 15,
    "downpayments": 20, "cost_of_goods_sold": 21,
}


class ProjectProject(models.Model):
    _inherit = "project.project"

    def _show_profitability(self):
        return self.allow_billable and super()._show_profitability()

    def _get_profitability_sequences(self):
        return {**super()._get_profitability_sequences(), **SEQUENCES}

    def _get_profitability_labels(self):
        return {
            **super()._get_profitability_labels(),
            "service_revenues": _("Other Services"), "materials": _("Materials"),
            "other_invoice_revenues": _("Customer Invoices"),
            "downpayments": _("Down Payments"),
            "cost_of_goods_sold": _("Cost of Goods Sold"),
            "other_purchase_costs": _("Vendor Bills"),
            "other_costs_aal": _("Other Costs"), "other_revenues_aal": _("Other Revenues"),
        }

    def _find_profits(self, with_action):
        yield from super()._find_profits(with_action)
        yield from self._find_sold(with_action)
        yield from self._find_invoiced(with_action)
        yield from self._find_analytic_items()

    def _with_action(self, row, records, with_action):
        """Add to a row how what it is made of is opened."""
        if with_action and records and self.env.user.has_group(
                "sales_team.group_sale_salesman_all_leads"):
            args = [row["id"], [("id", "in", records.ids)]]
            if len(records) == 1:
                args.append(records.id)
            row["action"] = {"name": "action_profitability_items", "type": "object",
                             "args": json.dumps(args)}
        return row

    def _to_own_currency(self, amount, currency, day=None):
        company = self.company_id or self.env.company
        return currency._convert(amount, self.currency_id, company,
                                 day or fields.Date.context_today(self))

    def _find_sold(self, with_action):
        """Yield what the items of orders bring, services and materials apart."""
        lines = self._find_sale_lines().filtered(
            lambda line: line.state == "sale" and not line.display_type)
        billed = self.env["sale.order.line"].sudo()
        kinds = {"service_revenues": billed, "materials": billed, "downpayments": billed}
        for line in lines | lines.order_id.order_line.filtered(
                lambda line: line.is_downpayment and not line.display_type):
            kind = "downpayments" if line.is_downpayment else \
                "service_revenues" if line.product_id.type == "service" else "materials"
            kinds[kind] |= line
        for kind, items in kinds.items():
            done = sum(self._to_own_currency(item.untaxed_amount_invoiced,
                                             item.currency_id) for item in items)
            ahead = -done if kind == "downpayments" else sum(
                self._to_own_currency(item.untaxed_amount_to_invoice, item.currency_id)
                for item in items)
            if done or ahead:
                shown = items.invoice_lines.move_id if kind == "downpayments" else items
                yield "revenues", self._with_action(
                    {"id": kind, "invoiced": done, "to_invoice": ahead}, shown,
                    with_action)

    def _find_invoiced(self, with_action):
        """Yield what invoices and bills on the project's account come to."""
        account = self.sudo().account_id
        if not account:
            return
        found = self.env["account.move.line"].sudo().search([
            ("analytic_distribution", "in", account.ids),
            ("parent_state", "in", ["draft", "posted"]), ("sale_line_ids", "=", False),
            ("move_id.move_type", "!=", "entry")])
        sale, purchase = self.env["account.move"].get_sale_types(True), \
            self.env["account.move"].get_purchase_types(True)
        for side, kind, types, names in (
                ("revenues", "other_invoice_revenues", sale, ("invoiced", "to_invoice")),
                ("costs", "other_purchase_costs", purchase, ("billed", "to_bill")),
                ("costs", "cost_of_goods_sold", sale, ("billed", "to_bill"))):
            lines = found.filtered(
                lambda line, types=types, cogs=kind == "cost_of_goods_sold":
                line.move_type in types and (line.display_type == "cogs") == cogs)
            totals = {"posted": 0.0, "draft": 0.0}
            for line in lines:
                share = sum(part for key, part in line.analytic_distribution.items()
                            if str(account.id) in str(key).split(",")) / 100
                totals[line.parent_state] -= self._to_own_currency(
                    line.balance * share, line.company_currency_id, line.date)
            if lines and any(totals.values()):
                row = {"id": kind, names[0]: totals["posted"], names[1]: totals["draft"]}
                yield side, self._with_action(row, lines.move_id, with_action)

    def _find_analytic_items(self):
        """Yield what was booked on the account without invoice or bill."""
        account = self.sudo().account_id
        if not account:
            return
        totals = {"revenues": 0.0, "costs": 0.0}
        for line in self.env["account.analytic.line"].sudo().search([
                ("auto_account_id", "in", account.ids), ("move_line_id", "=", False),
                ("category", "not in", ["invoice", "vendor_bill"])]):
            amount = self._to_own_currency(line.amount, line.currency_id, line.date)
            totals["revenues" if amount > 0 else "costs"] += amount
        if totals["revenues"]:
            yield "revenues", {"id": "other_revenues_aal",
                               "invoiced": totals["revenues"], "to_invoice": 0.0}
        if totals["costs"]:
            yield "costs", {"id": "other_costs_aal", "billed": totals["costs"],
                            "to_bill": 0.0}
