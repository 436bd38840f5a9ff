"""Lines of entries."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError

NOTES = ("line_section", "line_subsection", "line_note")
# changes of a line after which its document is worked out again
PRICED = {
    "price_unit", "quantity", "discount", "tax_ids", "product_id", "account_id", "debit",
    "credit", "balance", "amount_currency", "display_type", "currency_id",
}


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"
    _rec_names_search = ["name", "move_id.name", "product_id"]

    display_type = fields.Selection(required=True, default="product")
    currency_id = fields.Many2one("res.currency", required=True)
    quantity = fields.Float(digits="Product Unit")
    price_unit = fields.Float(digits="Product Price")
    discount = fields.Float(digits="Discount", default=0.0)
    sequence = fields.Integer(default=100)
    deductible_amount = fields.Float(default=100)
    tax_line_id = fields.Many2one("account.tax", ondelete="restrict")
    tax_group_id = fields.Many2one("account.tax.group")
    tax_ids = fields.Many2many("account.tax", context={"active_test": False})
    is_refund = fields.Boolean(compute="_compute_is_refund")
    currency_rate = fields.Float(compute="_compute_is_refund")

    _check_accountable_required_fields = models.Constraint(
        "CHECK(display_type IN ('line_section', 'line_subsection', 'line_note') OR "
        "account_id IS NOT NULL)",
        "Missing required account on accountable line.")

    @api.depends("move_id.move_type", "balance", "amount_currency")
    def _compute_is_refund(self):
        for line in self:
            line.is_refund = line.move_id.move_type in ("out_refund", "in_refund")
            line.currency_rate = abs(line.amount_currency / line.balance) \
                if line.balance else 1.0

    @api.depends("move_id", "name", "product_id")
    def _compute_display_name(self):
        for line in self:
            parts = [line.move_id.name or "", f"({line.ref})" if line.ref else "",
                     line.name or line.product_id.display_name or ""]
            line.display_name = " ".join(part for part in parts if part)

    # ---- values
    @api.model
    def _amounts(self, amount_currency, balance, currency):
        """Return the values of an amount, as all the fields that hold it."""
        return {
            "amount_currency": amount_currency, "balance": balance,
            "debit": max(balance, 0.0), "credit": max(-balance, 0.0),
            "currency_id": currency.id,
        }

    def _set(self, values):
        """Write those values that differ, without working the document out again."""
        changed = self._get_changed(values)
        if changed:
            self.with_context(syncing=True).write(changed)

    def _change(self, values):
        """Write those values that differ, as a user would."""
        changed = self._get_changed(values)
        if changed:
            self.write(changed)

    def _get_changed(self, values):
        self.ensure_one()
        changed = {}
        for name, value in values.items():
            field, old = self._fields[name], self[name]
            if field.type == "many2one":
                old = old.id
            if field.type in ("float", "monetary"):
                if abs((old or 0.0) - (value or 0.0)) < 1e-9:
                    continue
            elif (old or False) == (value or False):
                continue
            changed[name] = value
        return changed

    def _with_defaults(self, vals, move):
        """Add what a new line takes from its product, journal and document."""
        vals = dict(vals)
        kind = vals.setdefault("display_type", "product")
        company = move.company_id
        vals.setdefault("currency_id", move.currency_id.id)
        vals.setdefault("partner_id", move.commercial_partner_id.id)
        if kind in NOTES:
            return {**vals, "quantity": 0.0, "account_id": False, "balance": 0.0}
        if move.is_invoice(True):
            if kind == "product":
                self._add_invoice_values(vals, move)
            return vals
        vals.setdefault("quantity", 1.0)
        currency = self.env["res.currency"].browse(vals["currency_id"])
        if "balance" not in vals and ("debit" in vals or "credit" in vals):
            vals["balance"] = (vals.get("debit") or 0.0) - (vals.get("credit") or 0.0)
        if "balance" not in vals and vals.get("amount_currency"):
            vals["balance"] = currency._convert(
                vals["amount_currency"], company.currency_id, company, move.date)
        balance = company.currency_id.round(vals.get("balance") or 0.0)
        own = vals.get("amount_currency")
        if own is None:
            own = balance if currency == company.currency_id else \
                company.currency_id._convert(balance, currency, company, move.date)
        if not vals.get("account_id"):
            vals["account_id"] = move.journal_id.default_account_id.id
        return {**vals, **self._amounts(own, balance, currency)}

    def _add_invoice_values(self, vals, move):
        product = self.env["product.product"].browse(vals.get("product_id") or ())
        sale = move.is_sale_document(True)
        vals.setdefault("quantity", 1.0)
        if product:
            text = product.description_sale if sale else product.description_purchase
            name = product.display_name
            vals.setdefault("name", f"{name}\n{text}" if text else name)
            vals.setdefault("product_uom_id", product.uom_id.id)
            if "price_unit" not in vals:
                vals["price_unit"] = self._get_product_price(product, move, sale)
        if not vals.get("account_id"):
            kind = "income" if sale else "expense"
            account = product.product_tmpl_id.with_company(
                move.company_id)._get_product_accounts()[kind] if product else \
                self.env["account.account"]
            account = account or move.journal_id.default_account_id
            vals["account_id"] = move.fiscal_position_id.map_account(account).id
        if "tax_ids" not in vals:
            taxes = product.taxes_id if sale else product.supplier_taxes_id
            taxes = taxes.filtered(lambda t: t.company_id == move.company_id)
            if not taxes:
                account = self.env["account.account"].browse(vals["account_id"])
                use = "sale" if sale else "purchase"
                taxes = account.tax_ids.filtered(lambda t: t.type_tax_use == use)
            taxes = move.fiscal_position_id.map_tax(taxes)
            vals["tax_ids"] = [(6, 0, taxes.ids)]

    def _get_product_price(self, product, move, sale):
        price = product.lst_price if sale else product.standard_price
        price = product._fit_taxes_in_price(
            price, product.taxes_id if sale else product.supplier_taxes_id,
            move.fiscal_position_id, move.company_id)
        currency = product.currency_id if sale else product.cost_currency_id
        if currency and currency != move.currency_id:
            price = currency._convert(
                price, move.currency_id, move.company_id,
                move.invoice_date or move.date, round=False)
        return price

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make lines; their documents are worked out again."""
        moves = self.env["account.move"].browse(
            [vals["move_id"] for vals in vals_list if vals.get("move_id")])
        values = [
            self._with_defaults(vals, self.env["account.move"].browse(vals["move_id"]))
            if vals.get("move_id") else vals for vals in vals_list
        ]
        syncing = self.env.context.get("syncing")
        for move in moves if not syncing else ():
            if move.state == "posted":
                raise UserError(_(
                    "You cannot add/modify entries on a posted move: %s", move.name))
        lines = super().create(values)
        if not syncing:
            lines.move_id._sync()
        return lines

    def write(self, vals):
        """Change lines; their documents are worked out again."""
        if self.env.context.get("syncing") and not (
                {"debit", "credit", "amount_currency"} & set(vals)
                and "balance" not in vals):
            return super().write(vals)
        self._check_posted(vals)
        vals = self._with_balance(vals)
        if "balance" not in vals and {"debit", "credit"} & set(vals):
            balance = (vals.get("debit") or 0.0) - (vals.get("credit") or 0.0)
            vals |= {"balance": balance, "debit": max(balance, 0.0),
                     "credit": max(-balance, 0.0)}
            same = self.filtered(lambda line: line.currency_id == line.company_currency_id)
            if same == self:
                vals.setdefault("amount_currency", balance)
        elif "balance" in vals:
            vals |= {"debit": max(vals["balance"], 0.0),
                     "credit": max(-vals["balance"], 0.0)}
            if "amount_currency" not in vals and all(
                    line.currency_id == line.company_currency_id for line in self):
                vals["amount_currency"] = vals["balance"]
        result = super().write(vals)
        if vals.get("product_id"):
            self._take_over_product(vals)
        if PRICED & set(vals) and not self.env.context.get("syncing"):
            kept = all(line.display_type == "tax" for line in self)
            self.move_id.with_context(keep_taxes=kept)._sync()
        return result

    def _with_balance(self, vals):
        """Add the balance that an amount in the document's currency comes to."""
        if "amount_currency" not in vals or \
                {"balance", "debit", "credit"} & set(vals) or len(self) != 1:
            return dict(vals)
        company = self.company_id
        rate = self.move_id.invoice_currency_rate or self.move_id._get_rate()
        same = self.currency_id == company.currency_id
        return {**vals, "balance": company.currency_id.round(
            vals["amount_currency"] / (1 if same else rate or 1))}

    def _take_over_product(self, vals):
        for line in self.filtered(lambda line: line.move_id.is_invoice(True)):
            given = {"product_id": vals["product_id"], "quantity": line.quantity, **vals}
            line._add_invoice_values(given, line.move_id)
            super(AccountMoveLine, line).write(given)

    def _check_posted(self, vals):
        fixed = {"account_id", "debit", "credit", "balance", "amount_currency", "quantity",
                 "price_unit", "tax_ids", "discount", "currency_id", "partner_id",
                 "product_id", "move_id", "journal_id"} & set(vals)
        for line in self:
            if fixed and line.parent_state == "posted":
                if "tax_ids" in fixed:
                    raise UserError(_(
                        "You cannot modify the taxes related to a posted journal item, "
                        "you should reset the journal entry to draft to do so."))
                raise UserError(_(
                    "You cannot do this modification on a posted journal entry, you can "
                    "just change some non legal fields. You must reset the journal entry "
                    "to draft to do so."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_posted(self):
        if any(line.parent_state == "posted" for line in self) and \
                not self.env.context.get("force_delete"):
            raise UserError(_(
                "You can't delete a posted journal item. Don’t play games with your "
                "accounting records; reset the journal entry to draft before deleting "
                "it."))

    def unlink(self):
        """Delete lines; their documents are worked out again."""
        moves = self.move_id
        result = super().unlink()
        if not self.env.context.get("syncing"):
            moves.exists()._sync()
        return result

    def copy_data(self, default=None):
        """Return the values of copies: not what is worked out."""
        values = super().copy_data(default)
        for line, vals in zip(self, values, strict=True):
            if line.move_id.is_invoice(True):
                for name in ("debit", "credit", "balance", "amount_currency",
                             "price_subtotal", "price_total"):
                    vals.pop(name, None)
            if self.env.context.get("include_business_fields"):
                line._copy_data_extend_business_fields(vals)
        return values

    def _copy_data_extend_business_fields(self, values):
        """Add what ties a reversal to the orders of its original (hook)."""
