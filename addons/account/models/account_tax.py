"""Taxes: how much of a price, and where it is booked."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class AccountTax(models.Model):
    _inherit = "account.tax"
    _rec_names_search = ["name", "description", "invoice_label"]

    active = fields.Boolean(default=True)
    amount = fields.Float(default=0.0, digits=(16, 4))
    amount_type = fields.Selection(default="percent")
    type_tax_use = fields.Selection(default="sale")
    sequence = fields.Integer(default=1)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    include_base_amount = fields.Boolean(default=False)
    is_base_affected = fields.Boolean(default=True)
    tax_exigibility = fields.Selection(default="on_invoice")
    price_include = fields.Boolean(
        compute="_compute_price_include", search="_search_price_include")
    tax_group_id = fields.Many2one(
        "account.tax.group", compute="_compute_tax_group_id", store=True, readonly=False,
        required=False)
    country_id = fields.Many2one(
        "res.country", compute="_compute_country_id", store=True, readonly=False,
        required=False)
    repartition_line_ids = fields.One2many(copy=True)
    invoice_repartition_line_ids = fields.One2many(
        "account.tax.repartition.line", "tax_id",
        domain=[("document_type", "=", "invoice")], copy=False)
    refund_repartition_line_ids = fields.One2many(
        "account.tax.repartition.line", "tax_id",
        domain=[("document_type", "=", "refund")], copy=False)
    is_used = fields.Boolean(compute="_compute_is_used")

    @api.depends("price_include_override", "company_id.account_price_include")
    def _compute_price_include(self):
        for tax in self:
            override = tax.price_include_override
            tax.price_include = override == "tax_included" or (
                not override
                and tax.company_id.account_price_include == "tax_included")

    def _search_price_include(self, operator, value):
        taxes = self.with_context(active_test=False).search([])
        wanted = bool(value) == (operator in ("=", "in"))
        return [("id", "in", taxes.filtered(
            lambda tax: tax.price_include == wanted).ids)]

    @api.depends("company_id")
    def _compute_tax_group_id(self):
        for tax in self:
            tax.tax_group_id = tax.tax_group_id or self.env["account.tax.group"].search(
                [("company_id", "=", tax.company_id.id)], limit=1)

    @api.depends("company_id")
    def _compute_country_id(self):
        for tax in self:
            company = tax.company_id
            tax.country_id = tax.country_id or company.account_fiscal_country_id \
                or company.country_id

    def _compute_is_used(self):
        lines = self.env["account.move.line"].sudo()
        for tax in self:
            tax.is_used = bool(lines.search_count(
                ["|", ("tax_ids", "in", tax.ids), ("tax_line_id", "=", tax.id)], limit=1))

    @api.constrains("company_id", "name", "type_tax_use", "tax_scope", "country_id")
    def _constrains_name(self):
        for tax in self:
            if self.search_count([
                ("name", "=", tax.name), ("id", "!=", tax.id),
                ("company_id", "=", tax.company_id.id),
                ("type_tax_use", "=", tax.type_tax_use),
                ("tax_scope", "=", tax.tax_scope),
                ("country_id", "=", tax.country_id.id),
            ], limit=1):
                raise ValidationError(_(
                    "Tax names must be unique!\n- %(name)s in %(company)s",
                    name=tax.name, company=tax.company_id.name))

    @api.constrains("children_tax_ids", "type_tax_use")
    def _check_children_scope(self):
        if self._has_cycle("children_tax_ids"):
            raise ValidationError(_("Recursion found for tax “%s”.", self[0].name))
        for tax in self:
            if any(child.type_tax_use not in ("none", tax.type_tax_use)
                   for child in tax.children_tax_ids):
                raise ValidationError(_(
                    "The application scope of taxes in a group must be either the same "
                    "as the group or left empty."))

    @api.model_create_multi
    def create(self, vals_list):
        """Make taxes; those without distribution get the usual one."""
        for vals in vals_list:
            halves = ("repartition_line_ids", "invoice_repartition_line_ids",
                      "refund_repartition_line_ids")
            if not any(vals.get(name) for name in halves):
                vals["repartition_line_ids"] = [
                    (0, 0, {"document_type": document, "repartition_type": kind})
                    for document in ("invoice", "refund") for kind in ("base", "tax")
                ]
            for document in ("invoice", "refund"):
                for command in vals.get(f"{document}_repartition_line_ids") or ():
                    if command[0] in (0, "0"):
                        command[2]["document_type"] = document
        return super().create(vals_list)

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "name" not in (default or {}):
            for tax, vals in zip(self, values, strict=True):
                vals["name"] = _("%s (copy)", tax.name)
        return values

    def flatten_taxes_hierarchy(self):
        """Return the taxes in order, groups replaced by what is in them."""
        found = self.env["account.tax"]
        for tax in (self._origin or self).sorted(lambda t: (t.sequence, t.id)):
            if tax.amount_type == "group":
                found |= tax.children_tax_ids.flatten_taxes_hierarchy()
            else:
                found |= tax
        return found

    def _get_repartition(self, is_refund=False):
        """Return the lines that say where the tax is booked."""
        kind = "refund" if is_refund else "invoice"
        return self.repartition_line_ids.filtered(
            lambda line: line.document_type == kind and line.repartition_type == "tax")

    # ---- arithmetic
    def _compute_raw(self, price_unit, quantity=1.0):
        """Return (untaxed amount, [(tax, base, amount)]), nothing rounded yet.

        Taxes in the price are taken out of it, the last ones first; then every tax is
        worked out on what it is due on.
        """
        taxes = self.flatten_taxes_hierarchy()
        base = self._take_out_included(taxes, price_unit * quantity, quantity)
        found, untaxed, running = [], base, base
        batches = self._get_division_batches(taxes)
        for tax in taxes:
            due_on = running if tax.is_base_affected else untaxed
            amount = due_on * tax.amount / (100 - batches[tax]) if batches.get(
                tax, 100) != 100 else tax._compute_one(due_on, quantity)
            found.append((tax, due_on, amount))
            if tax.include_base_amount:
                running += amount
        return untaxed, found

    @api.model
    def _get_division_batches(self, taxes):
        """Return {tax: rates together} of excluded divisions that follow each other.

        They are parts of one and the same total: each is its rate of it.
        """
        found, batch = {}, []
        for tax in [*taxes, self.browse()]:
            if tax and tax.amount_type == "division" and not tax.price_include:
                batch.append(tax)
                continue
            if len(batch) > 1:
                rate = sum(other.amount for other in batch)
                found |= dict.fromkeys(batch, rate)
            batch = []
        return found

    @api.model
    def _take_out_included(self, taxes, base, quantity):
        fixed = percent = division = 0.0
        if self.env.context.get("price_excluded"):
            return base

        def reduce(base):
            return (base - fixed) / (1 + percent / 100) * (1 - division / 100)

        for tax in reversed(taxes):
            if tax.include_base_amount:
                base = reduce(base)
                fixed = percent = division = 0.0
            if tax.price_include:
                if tax.amount_type == "percent":
                    percent += tax.amount
                elif tax.amount_type == "division":
                    division += tax.amount
                elif tax.amount_type == "fixed":
                    fixed += tax.amount * quantity
        return reduce(base)

    def _compute_one(self, base, quantity):
        self.ensure_one()
        if self.amount_type == "fixed":
            return self.amount * quantity
        if self.amount_type == "division":
            rest = 1 - self.amount / 100
            return base / rest - base if rest else 0.0
        if self.amount_type == "percent":
            return base * self.amount / 100
        raise NotImplementedError(
            f"account.tax of type {self.amount_type}: see COVERAGE.md")

    def compute_all(
        self, price_unit, currency=None, quantity=1.0, product=None, partner=None,
        is_refund=False, handle_price_include=True, include_caba_tags=False,
        rounding_method=None,
    ):
        """Return the amounts of a price: without taxes, with them, and tax by tax."""
        company = self[:1].company_id or self.env.company
        currency = currency or company.currency_id
        method = rounding_method or company.tax_calculation_rounding_method
        per_line = method != "round_globally"
        taxes = self if handle_price_include else self.with_context(
            force_price_include=False)
        untaxed, found = taxes._compute_raw(price_unit, quantity)
        rounded = [
            (tax, base, currency.round(amount) if per_line else amount)
            for tax, base, amount in found
        ]
        included = sum(amount for tax, _b, amount in rounded if tax.price_include)
        if any(tax.price_include for tax, _b, _a in rounded):
            untaxed = currency.round(price_unit * quantity) - included
        elif per_line:
            untaxed = currency.round(untaxed)
        rows = [
            {
                "id": tax.id, "name": tax.with_context(lang=None).name, "amount": share,
                "base": currency.round(base), "sequence": tax.sequence,
                "account_id": line.account_id.id, "analytic": tax.analytic,
                "use_in_tax_closing": line.use_in_tax_closing,
                "is_reverse_charge": tax.has_negative_factor
                if "has_negative_factor" in tax._fields else False,
                "price_include": tax.price_include,
                "tax_exigibility": tax.tax_exigibility,
                "tax_repartition_line_id": line.id,
                "group": None, "tag_ids": line.tag_ids.ids, "tax_ids": [],
            }
            for tax, base, amount in rounded
            for line, share in tax._share(amount, currency, is_refund)
        ]
        total = untaxed + sum(row["amount"] for row in rows)
        return {
            "base_tags": [], "taxes": rows,
            "total_excluded": currency.round(untaxed),
            "total_included": currency.round(total),
            "total_void": currency.round(untaxed + sum(
                row["amount"] for row in rows if not row["account_id"])),
        }

    def _share(self, amount, currency, is_refund=False):
        """Distribute an amount of the tax: [(repartition line, share)]."""
        lines = self._get_repartition(is_refund)
        shares = [
            [line, currency.round(amount * line.factor_percent / 100)] for line in lines]
        positive = [s for s in shares if s[0].factor_percent > 0]
        if positive and sum(line.factor_percent for line, _a in positive) == 100:
            positive[-1][1] += amount - sum(share for _line, share in positive)
            positive[-1][1] = currency.round(positive[-1][1])
        return [tuple(share) for share in shares]


class AccountTaxRepartitionLine(models.Model):
    _inherit = "account.tax.repartition.line"

    repartition_type = fields.Selection(default="tax")
    factor_percent = fields.Float(default=100, digits=(16, 12))
    factor = fields.Float(compute="_compute_factor")
    sequence = fields.Integer(default=1)
    use_in_tax_closing = fields.Boolean(
        compute="_compute_use_in_tax_closing", store=True, readonly=False, precompute=True)

    @api.depends("account_id", "repartition_type")
    def _compute_use_in_tax_closing(self):
        for line in self:
            line.use_in_tax_closing = line.repartition_type == "tax" and bool(
                line.account_id) and line.account_id.internal_group not in (
                    "income", "expense")

    @api.depends("factor_percent")
    def _compute_factor(self):
        for line in self:
            line.factor = line.factor_percent / 100


class AccountTaxGroup(models.Model):
    _inherit = "account.tax.group"

    company_id = fields.Many2one(default=lambda self: self.env.company)
    sequence = fields.Integer(default=10)
