"""Currencies and their rates, company by company."""
from __future__ import annotations

import math

from odoo import Command, _, api, fields, models, tools
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL


class ResCurrency(models.Model):
    _name = "res.currency"
    _description = "Currency"
    _rec_names_search = ["name", "full_name"]
    _order = "active desc, name"

    name = fields.Char(
        string="Currency", size=3, required=True, help="Currency Code (ISO 4217)"
    )
    iso_numeric = fields.Integer(
        string="Currency numeric code.", help="Currency Numeric Code (ISO 4217)."
    )
    full_name = fields.Char(string="Name")
    symbol = fields.Char(
        required=True, help="Currency sign, to be used when printing amounts."
    )
    rate = fields.Float(
        compute="_compute_current_rate",
        string="Current Rate",
        digits=0,
        help="The rate of the currency to the currency of rate 1.",
    )
    inverse_rate = fields.Float(
        compute="_compute_current_rate",
        digits=0,
        readonly=True,
        help="The currency of rate 1 to the rate of the currency.",
    )
    rate_string = fields.Char(compute="_compute_current_rate")
    rate_ids = fields.One2many("res.currency.rate", "currency_id", string="Rates")
    rounding = fields.Float(
        string="Rounding Factor",
        digits=(12, 6),
        default=0.01,
        help="Amounts in this currency are rounded off to the nearest multiple of the "
        "rounding factor.",
    )
    decimal_places = fields.Integer(
        compute="_compute_decimal_places",
        store=True,
        help="Decimal places taken into account for operations on amounts in this "
        "currency. It is determined by the rounding factor.",
    )
    active = fields.Boolean(default=True)
    position = fields.Selection(
        [("after", "After Amount"), ("before", "Before Amount")],
        default="after",
        string="Symbol Position",
        help="Determines where the currency symbol should be placed after or before "
        "the amount.",
    )
    date = fields.Date(compute="_compute_date")
    currency_unit_label = fields.Char(string="Currency Unit", translate=True)
    currency_subunit_label = fields.Char(string="Currency Subunit", translate=True)
    is_current_company_currency = fields.Boolean(
        compute="_compute_is_current_company_currency"
    )

    _unique_name = models.Constraint(
        "unique (name)", "The currency code must be unique!"
    )
    _rounding_gt_zero = models.Constraint(
        "CHECK (rounding>0)", "The rounding factor must be greater than 0!"
    )

    @api.model_create_multi
    def create(self, vals_list):
        currencies = super().create(vals_list)
        self._toggle_group_multi_currency()
        return currencies

    def write(self, vals):
        res = super().write(vals)
        if "active" in vals:
            self._toggle_group_multi_currency()
        return res

    def unlink(self):
        res = super().unlink()
        self._toggle_group_multi_currency()
        return res

    @api.model
    def _toggle_group_multi_currency(self):
        """Users handle several currencies as soon as two are active."""
        several = self.sudo().search_count([("active", "=", True)], limit=2) > 1
        user_group = self.env.ref("base.group_user", raise_if_not_found=False)
        group = self.env.ref("base.group_multi_currency", raise_if_not_found=False)
        if not user_group or not group:
            return
        user_group, group = user_group.sudo(), group.sudo()
        if several and group not in user_group.implied_ids:
            user_group.write({"implied_ids": [Command.link(group.id)]})
        elif not several and group in user_group.implied_ids:
            user_group.write({"implied_ids": [Command.unlink(group.id)]})
            group.write({"user_ids": [Command.clear()]})

    @api.constrains("active")
    def _check_company_currency_stays_active(self):
        inactive = self.filtered(lambda currency: not currency.active)
        if not inactive or self.env.context.get("force_deactivate"):
            return
        users = self.env["res.company"].sudo().search_count(
            [("currency_id", "in", inactive.ids)], limit=1
        )
        if users:
            raise UserError(
                _("This currency is set on a company and therefore cannot be "
                  "deactivated.")
            )

    @api.depends("rate_ids.name")
    def _compute_date(self):
        for currency in self:
            currency.date = currency.rate_ids[:1].name

    @api.depends("rounding")
    def _compute_decimal_places(self):
        for currency in self:
            if 0 < currency.rounding < 1:
                currency.decimal_places = math.ceil(math.log10(1 / currency.rounding))
            else:
                currency.decimal_places = 0

    @api.depends_context("company")
    def _compute_is_current_company_currency(self):
        for currency in self:
            currency.is_current_company_currency = (
                self.env.company.root_id.currency_id == currency
            )

    # ---- rates
    def _get_rates(self, company, date):
        """Return {currency id: rate}: the last one up to the date, or the first one.

        Rates of the root company go before those of no company.
        """
        if not self.ids:
            return {}
        self.env["res.currency.rate"].flush_model()
        root = company.root_id.id
        rows = self.env.execute_query(
            SQL(
                """
                SELECT c.id,
                    COALESCE(
                        (SELECT r.rate FROM res_currency_rate r
                          WHERE r.currency_id = c.id AND r.name <= %(date)s
                            AND (r.company_id IS NULL OR r.company_id = %(company)s)
                          ORDER BY r.company_id IS NULL, r.name DESC LIMIT 1),
                        (SELECT r.rate FROM res_currency_rate r
                          WHERE r.currency_id = c.id
                            AND (r.company_id IS NULL OR r.company_id = %(company)s)
                          ORDER BY r.company_id IS NULL, r.name LIMIT 1),
                        1.0)
                FROM res_currency c WHERE c.id IN %(ids)s
                """,
                date=fields.Date.to_string(date),
                company=root,
                ids=tuple(self.ids),
            )
        )
        return dict(rows)

    @api.depends("rate_ids.rate")
    @api.depends_context("to_currency", "date", "company", "company_id")
    def _compute_current_rate(self):
        context = self.env.context
        date = fields.Date.to_date(context.get("date")) or fields.Date.context_today(self)
        company = (
            self.env["res.company"].browse(context.get("company_id")) or self.env.company
        ).root_id
        to_currency = self.browse(context.get("to_currency")) or company.currency_id
        rates = (self + to_currency)._get_rates(company, date)
        base = rates.get(to_currency.id) or 1.0
        for currency in self:
            rate = (rates.get(currency.id) or 1.0) / base
            currency.rate = rate
            currency.inverse_rate = 1 / rate
            currency.rate_string = (
                f"1 {to_currency.name} = {rate:.6f} {currency.name}"
                if currency != company.currency_id else ""
            )

    @api.model
    def _get_conversion_rate(self, from_currency, to_currency, company=None, date=None):
        """Return how many of `to_currency` one of `from_currency` buys on the date."""
        if from_currency == to_currency:
            return 1
        company = company or self.env.company
        date = date or fields.Date.context_today(self)
        return from_currency.with_company(company).with_context(
            to_currency=to_currency.id, date=str(date)
        ).inverse_rate

    def _convert(self, from_amount, to_currency, company=None, date=None, round=True):
        """Return the amount in another currency, rounded to it unless told not to."""
        source = self or to_currency
        to_currency = to_currency or source
        if not source:
            raise ValueError("convert amount from unknown currency")
        if not from_amount:
            return 0.0
        amount = from_amount * self._get_conversion_rate(
            source, to_currency, company, date
        )
        return to_currency.round(amount) if round else amount

    # ---- amounts
    def round(self, amount):
        """Return the amount rounded to the currency's precision."""
        self.ensure_one()
        return tools.float_round(amount, precision_rounding=self.rounding)

    def compare_amounts(self, amount1, amount2):
        """Return -1, 0 or 1 as the first amount is less, the same or more."""
        self.ensure_one()
        return tools.float_compare(amount1, amount2, precision_rounding=self.rounding)

    def is_zero(self, amount):
        """Tell whether the amount is less than the currency can express."""
        self.ensure_one()
        return tools.float_is_zero(amount, precision_rounding=self.rounding)

    def format(self, amount):
        """Return the amount as text with the currency's symbol."""
        self.ensure_one()
        return tools.format_amount(self.env, amount + 0.0, self)

    def amount_to_text(self, amount):
        """Return the amount in words, in the language of the context."""
        from num2words import num2words

        self.ensure_one()
        lang = (self.env.context.get("lang") or self.env.user.lang or "en_US")
        iso_code = self.env["res.lang"]._get_data(code=lang).iso_code or "en"

        def words(number):
            try:
                return num2words(number, lang=iso_code).title()
            except NotImplementedError:
                return num2words(number, lang="en").title()

        whole, _dot, cents = f"{amount:.{self.decimal_places}f}".partition(".")
        label = self.currency_unit_label or ""
        text = f"{words(int(whole))} {label}".strip()
        if not self.is_zero(amount - int(whole)):
            sub_label = self.currency_subunit_label or ""
            text = _(
                "%(integral_amount)s and %(fractional_amount)s",
                integral_amount=text,
                fractional_amount=f"{words(int(cents or 0))} {sub_label}".strip(),
            )
        return text

    @api.model
    @tools.ormcache(cache="stable")
    def get_all_currencies(self):
        """Return what clients need to show amounts, by id of the active currencies."""
        return {
            currency.id: {
                "name": currency.name,
                "symbol": currency.symbol,
                "position": currency.position,
                "digits": [69, currency.decimal_places],
            }
            for currency in self.sudo().search([("active", "=", True)])
        }


class ResCurrencyRate(models.Model):
    _name = "res.currency.rate"
    _description = "Currency Rate"
    _rec_names_search = ["name", "rate"]
    _order = "name desc, id"
    _check_company_domain = "check_company_domain_parent_of"

    name = fields.Date(
        string="Date", required=True, index=True, default=fields.Date.context_today
    )
    rate = fields.Float(
        digits=0,
        aggregator="avg",
        help="The rate of the currency to the currency of rate 1",
        string="Technical Rate",
    )
    company_rate = fields.Float(
        digits=0,
        compute="_compute_company_rate",
        inverse="_inverse_company_rate",
        aggregator="avg",
        help="The currency of rate 1 to the rate of the currency.",
    )
    inverse_company_rate = fields.Float(
        digits=0,
        compute="_compute_inverse_company_rate",
        inverse="_inverse_inverse_company_rate",
        aggregator="avg",
        help="The rate of the currency to the currency of rate 1 ",
    )
    currency_id = fields.Many2one(
        "res.currency",
        string="Currency",
        readonly=True,
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", string="Company", default=lambda self: self.env.company.root_id
    )

    _unique_name_per_day = models.Constraint(
        "unique (name,currency_id,company_id)", "Only one currency rate per day allowed!"
    )
    _currency_rate_check = models.Constraint(
        "CHECK (rate>0)", "The currency rate must be strictly positive."
    )

    def _sanitize_vals(self, vals):
        """Keep one of the three ways to give a rate: inverse, company, technical."""
        if "inverse_company_rate" in vals and {"company_rate", "rate"} & set(vals):
            vals = {k: v for k, v in vals.items() if k != "inverse_company_rate"}
        if "company_rate" in vals and "rate" in vals:
            vals = {k: v for k, v in vals.items() if k != "company_rate"}
        return vals

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._sanitize_vals(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._sanitize_vals(vals))

    @api.constrains("company_id")
    def _check_company_id(self):
        for rate in self:
            if rate.company_id.sudo().parent_id:
                raise ValidationError(
                    _("Currency rates should only be created for main companies")
                )

    def _get_latest_rate(self):
        """Return the rate in force before this one; a new currency has none."""
        if not self.name:
            raise UserError(_("The name for the current rate is empty.\nPlease set it."))
        company = self.company_id or self.env.company.root_id
        return self.currency_id.rate_ids.sudo().filtered(
            lambda x: x.rate
            and x.company_id == company
            and x.name < (self.name or fields.Date.today())
        ).sorted("name")[-1:]

    def _company_currency_rate(self):
        """Return the last technical rate of the company's own currency, by default 1."""
        company = self.company_id or self.env.company.root_id
        last = company.currency_id.rate_ids.sudo().filtered(
            lambda x: x.rate
            and x.company_id in (company, self.env["res.company"])
            and x.name <= (self.name or fields.Date.today())
        ).sorted("name")[-1:]
        return last.rate or 1.0

    @api.depends("currency_id", "company_id", "name", "rate")
    @api.depends_context("company")
    def _compute_company_rate(self):
        for rate in self:
            own = rate.rate or rate._get_latest_rate().rate or 1.0
            rate.company_rate = own / rate._company_currency_rate()

    @api.onchange("company_rate")
    def _inverse_company_rate(self):
        for rate in self:
            rate.rate = rate.company_rate * rate._company_currency_rate()

    @api.depends("company_rate")
    def _compute_inverse_company_rate(self):
        for rate in self:
            if not rate.company_rate:
                rate.company_rate = 1.0
            rate.inverse_company_rate = 1.0 / rate.company_rate

    @api.onchange("inverse_company_rate")
    def _inverse_inverse_company_rate(self):
        for rate in self:
            if not rate.inverse_company_rate:
                rate.inverse_company_rate = 1.0
            rate.company_rate = 1.0 / rate.inverse_company_rate

    @api.onchange("company_rate")
    def _onchange_rate_warning(self):
        """Warn about a rate that is far from the one before it."""
        latest = self._get_latest_rate()
        if not latest or not latest.rate:
            return None
        change = (latest.rate - self.rate) / latest.rate
        if abs(change) <= 0.2:
            return None
        return {
            "warning": {
                "title": _("Warning for %s", self.currency_id.name),
                "message": _(
                    "The new rate is quite far from the previous rate.\nIncorrect "
                    "currency rates may cause critical problems, make sure the rate "
                    "is correct!"
                ),
            }
        }

    @api.model
    def _search_display_name(self, operator, value):
        """Dates are found by what the user types in the format of the language."""
        if operator in ("in", "not in"):
            return [("name", operator, [self._parse_date(v) for v in value])]
        return super()._search_display_name(operator, self._parse_date(value))

    def _parse_date(self, value):
        try:
            return fields.Date.to_date(value) or value
        except (TypeError, ValueError):
            return value
