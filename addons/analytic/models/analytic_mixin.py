"""What has a share of analytic accounts: {"account ids, by comma": percent}."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, float_compare, float_round


def find_account_ids(distribution):
    """Return the ids of the accounts that a distribution names, in its order."""
    return [int(part) for key in distribution or {}
            for part in str(key).split(",") if part.strip().isdigit()]


class AnalyticMixin(models.AbstractModel):
    _inherit = "analytic.mixin"

    analytic_distribution = fields.Json(
        compute="_compute_analytic_distribution", store=True, copy=True, readonly=False,
        search="_search_analytic_distribution")
    analytic_precision = fields.Integer(
        store=False, default=lambda self: self._get_analytic_precision())
    distribution_analytic_account_ids = fields.Many2many(
        "account.analytic.account", compute="_compute_distribution_analytic_account_ids",
        search="_search_analytic_distribution")

    def _compute_analytic_distribution(self):
        """Hook: what a record takes when nobody said a distribution."""

    def _fill_distribution(self, describe):
        """Give records the distribution that models tell for `describe(record)`.

        Records for which no model tells one keep theirs.
        """
        models_ = self.env["account.analytic.distribution.model"].sudo()
        if not self or not models_.search_count([], limit=1):
            return
        known = {}
        for record in self:
            values = describe(record)
            key = tuple(values.values())
            if key not in known:
                known[key] = models_._get_distribution(values)
            record.analytic_distribution = known[key] or record.analytic_distribution

    @api.model
    def _get_analytic_precision(self):
        return self.env["decimal.precision"].precision_get("Percentage Analytic")

    @api.depends("analytic_distribution")
    def _compute_distribution_analytic_account_ids(self):
        ids = {record: record._get_analytic_account_ids() for record in self}
        known = set(self.env["account.analytic.account"].browse(
            {own for found in ids.values() for own in found}).exists().ids)
        for record, found in ids.items():
            record.distribution_analytic_account_ids = [
                (6, 0, [own for own in found if own in known])]

    def _get_analytic_account_ids(self):
        """Return the ids of the accounts that the distribution names."""
        self.ensure_one()
        return find_account_ids(self.analytic_distribution)

    # ---- searching
    @api.model
    def _search_analytic_distribution(self, operator, value):
        """Return a domain for accounts given by id or by name."""
        accounts = self.env["account.analytic.account"].with_context(active_test=False)
        if operator == "in":
            ids = {item for item in value if item and not isinstance(item, str)}
            names = [item for item in value if item and isinstance(item, str)]
            if names:
                ids.update(accounts.search([("display_name", "in", names)]).ids)
            return self._name_accounts(ids, unset=any(not item for item in value))
        if operator in ("any", "any!"):
            return self._name_accounts(accounts.search(value).ids)
        if operator in ("like", "ilike", "=like", "=ilike"):
            return self._name_accounts(
                accounts.search([("display_name", operator, value)]).ids)
        return NotImplemented

    @api.model
    def _name_accounts(self, ids, unset=False):
        """Return the domain of what names one of the accounts, or has none if told so."""
        def to_sql(model, alias, query):
            column = SQL.identifier(alias, "analytic_distribution")
            parts = [SQL("CAST(%s AS text) LIKE %s", column, pattern)
                     for own in ids for pattern in (
                         f'%"{own}"%', f'%"{own},%', f'%,{own}"%', f'%,{own},%')]
            if unset:
                parts.append(SQL("(%s IS NULL OR CAST(%s AS text) = '{}')", column, column))
            return SQL("(%s)", SQL(" OR ").join(parts)) if parts else SQL("FALSE")

        def fits(record):
            found = record._get_analytic_account_ids()
            return unset and not found or any(own in ids for own in found)

        ids = set(ids)
        return Domain.custom(to_sql=to_sql, predicate=fits)

    # ---- values
    @api.model_create_multi
    def create(self, vals_list):
        """Make records; shares are rounded."""
        return super().create([self._round_shares(vals) for vals in vals_list])

    def write(self, vals):
        """Change records; shares are rounded, `__update__` names plans that change."""
        given = vals.get("analytic_distribution")
        if not isinstance(given, dict):
            return super().write(vals)
        vals = self._round_shares(vals)
        columns = given.get("__update__")
        if columns is None:
            return super().write(vals)
        changed = {key: share for key, share in vals["analytic_distribution"].items()
                   if key != "__update__"}
        for record in self:
            super(AnalyticMixin, record).write({
                **vals, "analytic_distribution": record._merge_distribution(
                    record.analytic_distribution or {}, changed, columns)})
        return True

    def _round_shares(self, vals):
        shares = vals.get("analytic_distribution")
        if not isinstance(shares, dict) or not shares:
            return vals
        digits = self._get_analytic_precision()
        return {**vals, "analytic_distribution": {
            key: share if key == "__update__" else float_round(share, digits)
            for key, share in shares.items()}}

    def _merge_distribution(self, old, new, columns):
        """Return shares in which the accounts of some plans' columns are new ones."""
        accounts = self.env["account.analytic.account"]
        kept = {}
        for key, share in old.items():
            rest = accounts.browse(find_account_ids({key: 0})).exists().filtered(
                lambda one: one.root_plan_id._get_column_name() not in columns)
            kept[",".join(map(str, rest.ids))] = kept.get(
                ",".join(map(str, rest.ids)), 0) + share
        nothing = kept.pop("", 0)
        if not kept or not new:
            return kept or new
        total, result = sum(kept.values()), {}
        for own, share in kept.items():
            for other, part in new.items():
                result[f"{own},{other}"] = share * part / 100
        for other, part in new.items() if nothing and total < 100 else ():
            result[other] = part * (100 - total) / 100
        return result

    # ---- what is mandatory
    def _validate_distribution(self, **kwargs):
        """Refuse shares of mandatory plans that are not the whole; ValidationError.

        Asked for by the context's `validate_analytic`; keywords: what the document is.
        """
        if not self.env.context.get("validate_analytic"):
            return
        plans = [plan["id"] for plan in self.env["account.analytic.plan"].sudo()
                 .with_company(kwargs.get("company_id")).get_relevant_plans(**kwargs)
                 if plan["applicability"] == "mandatory"]
        if not plans:
            return
        shares, accounts = {}, self.env["account.analytic.account"].sudo()
        for key, share in (self.analytic_distribution or {}).items():
            for account in accounts.browse(find_account_ids({key: 0})).exists():
                root = account.root_plan_id.id
                shares[root] = shares.get(root, 0) + share
        digits = self._get_analytic_precision()
        if any(float_compare(shares.get(plan, 0), 100, digits) for plan in plans):
            raise ValidationError(_(
                "One or more lines require a 100% analytic distribution."))
