"""Codes of accounts: one for each company (its branches have the same)."""
import re

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

# mappings are named by account and company
OFFSET = 10000


class AccountAccount(models.Model):
    _inherit = "account.account"

    code_store = fields.Char(company_dependent=True, copy=False)
    code = fields.Char(
        size=64, tracking=True, compute="_compute_code", inverse="_inverse_code",
        search="_search_code")
    code_mapping_ids = fields.One2many("account.code.mapping", "account_id")

    @api.depends_context("company")
    @api.depends("code_store")
    def _compute_code(self):
        for account, rooted in zip(self, self._with_root(), strict=True):
            account.code = rooted.code_store

    def _inverse_code(self):
        for account, rooted in zip(self, self._with_root(), strict=True):
            rooted.code_store = account.code

    def _search_code(self, operator, value):
        return [("id", "in", self.sudo()._with_root()._search(
            [("code_store", operator, value)]))]

    def _with_root(self, company=None):
        """Return the accounts as the company sees them whose branch the user's is."""
        return self.with_company((company or self.env.company).sudo().root_id).sudo()

    def _field_to_sql(self, alias, fname, query=None):
        if fname == "code":
            return self._with_root()._field_to_sql(alias, "code_store", query)
        return super()._field_to_sql(alias, fname, query)

    def copy_data(self, default=None):
        """Return the values of copies: the next code that is free, a name that says so."""
        values = super().copy_data(default)
        for account, vals in zip(self, values, strict=True):
            if "code" not in (default or {}) and account.code:
                vals["code"] = account._search_new_account_code(account.code)
            if "name" not in (default or {}):
                vals["name"] = _("%s (copy)", account.name or "")
        return values

    @api.model
    def _search_new_account_code(self, start_code):
        """Return the first code from a given one on that no account has."""
        digits = re.search(r"\d*$", start_code).group()
        stem = start_code[:len(start_code) - len(digits)]
        codes = (f"{stem}{number:0{len(digits)}}"
                 for number in range(int(digits), 10 ** len(digits))) if digits else \
            (f"{start_code}.copy{number or ''}" for number in range(1000))
        known = self.sudo().with_context(active_test=False)
        for code in codes:
            if not known.search_count([("code", "=", code), (
                    "company_ids", "in", self.env.company.root_id.ids)], limit=1):
                return code
        raise UserError(_("Cannot generate an unused account code."))

    @api.constrains("code", "code_store", "company_ids")
    def _check_code(self):
        accounts = self.sudo().with_context(active_test=False)
        for account in accounts:
            for company in account.company_ids.root_id:
                own = account._with_root(company)
                if not own.code_store:
                    continue
                if not own.code_store.replace(".", "").isalnum():
                    raise ValidationError(_(
                        "The account code can only contain alphanumeric characters and "
                        "dots."))
                if own.search_count([
                    ("code_store", "=", own.code_store), ("id", "!=", account.id),
                    ("company_ids", "child_of", company.id),
                ], limit=1):
                    raise ValidationError(_(
                        "Account codes must be unique. You can't create accounts with "
                        "these duplicate codes: %s", own.code_store))


class AccountCodeMapping(models.Model):
    _inherit = "account.code.mapping"
    _auto = False

    account_id = fields.Many2one("account.account", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    code = fields.Char(compute="_compute_code", inverse="_inverse_code")

    @property
    def _table_query(self):
        return SQL(
            "SELECT a.id * %s + c.id AS id, a.id AS account_id, c.id AS company_id"
            " FROM account_account a, res_company c WHERE c.parent_id IS NULL", OFFSET)

    @api.depends("account_id.code_store")
    def _compute_code(self):
        for mapping in self:
            mapping.code = mapping.account_id._with_root(mapping.company_id).code_store

    def _inverse_code(self):
        for mapping in self:
            mapping.account_id._with_root(mapping.company_id).code_store = mapping.code

    @api.model_create_multi
    def create(self, vals_list):
        """Set codes: what stands for an account and a company is there already."""
        found = self.browse([
            vals["account_id"] * OFFSET + vals["company_id"] for vals in vals_list])
        for mapping, vals in zip(found, vals_list, strict=True):
            mapping.code = vals.get("code")
        return found
