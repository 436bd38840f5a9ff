"""Entries of goods that come from places, or go to places, which have an account."""
from odoo import fields, models


class StockMove(models.Model):
    _inherit = "stock.move"

    def _book_at_places(self):
        """Book the value of moves of goods that are valued at once, place by place."""
        entries = self.env["account.move"].sudo()
        for move in self:
            values = move._prepare_place_entry()
            if values:
                move.account_move_id = entries.create(values)
                move.account_move_id._post()

    def _get_place_account(self):
        """Return the account of the place outside that the goods come from or go to."""
        if self.is_in:
            return self.location_id.valuation_account_id
        return self.location_dest_id.valuation_account_id if self.is_out \
            else self.env["account.account"]

    def _prepare_place_entry(self):
        """Return the values of the entry of the move; None when it needs none."""
        self.ensure_one()
        company = self.company_id
        template = self.product_id.product_tmpl_id.with_company(company)
        other = self._get_place_account()
        if not other or not template._is_valued_at_once() or \
                company.currency_id.is_zero(self.value):
            return None
        own = template._get_product_accounts()["stock_valuation"]
        journal = template.categ_id.with_company(company).property_stock_journal or \
            company.account_stock_journal_id
        name = f"{self.reference} - {self.product_id.name}"
        worth = self.value if self.is_in else -self.value
        return {
            "move_type": "entry", "journal_id": journal.id, "company_id": company.id,
            "date": fields.Date.context_today(self), "ref": name,
            "line_ids": [(0, 0, {
                "account_id": account.id, "name": name, "product_id": self.product_id.id,
                "debit": max(balance, 0.0), "credit": max(-balance, 0.0)})
                for account, balance in ((own, worth), (other, -worth))]}
