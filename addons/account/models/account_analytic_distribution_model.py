"""Distribution and applicability by account and category of product."""
import re

from odoo import _, api, fields, models
from odoo.fields import Domain


def split_prefixes(text):
    """Return the prefixes of a text, which commas or semicolons part."""
    return [part for part in re.split(r"[,;]", (text or "").replace(" ", "")) if part]


def fits_prefix(code, text):
    """Tell whether a code starts with one of the prefixes, or there are none."""
    prefixes = split_prefixes(text)
    return not prefixes or any((code or "").startswith(part) for part in prefixes)


def get_prefix_example(records):
    """Return the text that shows how prefixes are told."""
    account = records.env["account.account"].search(
        [("account_type", "=", "expense"), ("company_ids", "in", records.env.company.id)],
        limit=1)
    start = int((account.code or "60")[:2]) if (account.code or "60")[:2].isdigit() else 60
    return _("e.g. %(prefix)s", prefix=f"{start}, {start + 1}, {start + 2}")


class AccountAnalyticDistributionModel(models.Model):
    _inherit = "account.analytic.distribution.model"

    prefix_placeholder = fields.Char(compute="_compute_prefix_placeholder")

    def _compute_prefix_placeholder(self):
        self.prefix_placeholder = get_prefix_example(self)

    def _get_applicable_models(self, vals):
        code = vals.get("account_prefix")
        found = super()._get_applicable_models(vals)
        return found.filtered(lambda model: fits_prefix(code, model.account_prefix))

    def _create_domain(self, fname, value):
        if fname == "account_prefix":        # judged by what it starts with
            return Domain.TRUE
        return super()._create_domain(fname, value)


class AccountAnalyticApplicability(models.Model):
    _inherit = "account.analytic.applicability"

    business_domain = fields.Selection(
        selection_add=[("invoice", "Invoice"), ("bill", "Vendor Bill")],
        ondelete={"invoice": "cascade", "bill": "cascade"})
    account_prefix_placeholder = fields.Char(compute="_compute_account_prefix_placeholder")
    display_account_prefix = fields.Boolean(compute="_compute_display_account_prefix")

    def _compute_account_prefix_placeholder(self):
        self.account_prefix_placeholder = get_prefix_example(self)

    @api.depends("business_domain")
    def _compute_display_account_prefix(self):
        for rule in self:
            rule.display_account_prefix = rule.business_domain in (
                "general", "invoice", "bill")

    def _get_score(self, **kwargs):
        score = super()._get_score(**kwargs)
        if score == -1:
            return -1
        if self.account_prefix:
            account = self.env["account.account"].browse(kwargs.get("account") or ())
            if not account or not fits_prefix(account.code, self.account_prefix):
                return -1
            score += 1
        if self.product_categ_id:
            product = self.env["product.product"].browse(kwargs.get("product") or ())
            if product.categ_id != self.product_categ_id:
                return -1
            score += 1
        return score
