"""Tags of accounts, taxes and products."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError

MASTERS = ("account.account_tag_operating", "account.account_tag_financing",
           "account.account_tag_investing")


class AccountAccountTag(models.Model):
    _inherit = "account.account.tag"

    active = fields.Boolean(default=True)
    applicability = fields.Selection(default="accounts")
    balance_negate = fields.Boolean(compute="_compute_report_expression")
    report_expression_id = fields.Many2one(
        "account.report.expression", compute="_compute_report_expression")

    @api.depends("applicability", "country_id")
    @api.depends_context("company")
    def _compute_display_name(self):
        country = self.env.company.account_fiscal_country_id
        for tag in self:
            foreign = tag.applicability == "taxes" and tag.country_id \
                and tag.country_id != country
            tag.display_name = _(
                "%(tag)s (%(country_code)s)", tag=tag.name,
                country_code=tag.country_id.code) if foreign else tag.name

    @api.depends("name", "country_id", "applicability")
    def _compute_report_expression(self):
        for tag in self:
            expressions = self.env["account.report.expression"].sudo().search([
                ("engine", "=", "tax_tags"),
                ("formula", "in", [tag.name, (tag.name or "").lstrip("-")]),
                ("report_line_id.report_id.country_id", "=", tag.country_id.id),
            ], limit=1) if tag.applicability == "taxes" else \
                self.env["account.report.expression"]
            tag.report_expression_id = expressions
            tag.balance_negate = bool(
                expressions and (expressions.formula or "").startswith("-"))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_master_tags(self):
        for name in MASTERS:
            master = self.env.ref(name, raise_if_not_found=False)
            if master and master in self:
                raise UserError(_(
                    "You cannot delete this account tag (%s), it is used on the chart of "
                    "account definition.", master.name))
