"""Bank statements: lines between two balances."""
from odoo import _, api, fields, models


class AccountBankStatement(models.Model):
    _inherit = "account.bank.statement"

    name = fields.Char(compute="_compute_name", store=True, readonly=False, copy=False)
    first_line_index = fields.Char(compute="_compute_from_lines", store=True)
    date = fields.Date(compute="_compute_from_lines", store=True, readonly=False)
    journal_id = fields.Many2one(
        "account.journal", compute="_compute_from_lines", store=True, readonly=False)
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    balance_start = fields.Monetary(
        compute="_compute_balance_start", store=True, readonly=False)
    balance_end = fields.Monetary(compute="_compute_balance_end", store=True)
    balance_end_real = fields.Monetary(
        compute="_compute_balance_end_real", store=True, readonly=False)
    is_complete = fields.Boolean(compute="_compute_is_complete", store=True)
    journal_has_invalid_statements = fields.Boolean(
        related="journal_id.has_invalid_statements")
    is_valid = fields.Boolean(compute="_compute_is_valid", search="_search_is_valid")
    problem_description = fields.Text(compute="_compute_problem_description")

    @api.depends("line_ids.internal_index", "line_ids.date", "line_ids.journal_id")
    def _compute_from_lines(self):
        for statement in self:
            lines = statement.line_ids.filtered("internal_index").sorted("internal_index")
            statement.first_line_index = lines[:1].internal_index
            statement.date = lines[-1:].date or statement.date
            statement.journal_id = lines[:1].journal_id or statement.journal_id

    @api.depends("journal_id", "date")
    def _compute_name(self):
        for statement in self:
            if not statement.name and statement.journal_id and statement.date:
                statement.name = _("%(journal_code)s Statement %(date)s",
                                   journal_code=statement.journal_id.code,
                                   date=statement.date)

    @api.depends("journal_id.currency_id", "company_id.currency_id")
    def _compute_currency_id(self):
        for statement in self:
            statement.currency_id = statement.journal_id.currency_id or \
                statement.company_id.currency_id or self.env.company.currency_id

    def _get_previous(self):
        """Return the statement of the journal before this one."""
        if not self.first_line_index:
            return self.browse()
        return self.search([
            ("journal_id", "=", self.journal_id.id),
            ("first_line_index", "<", self.first_line_index), ("id", "!=", self.id),
        ], order="first_line_index desc", limit=1)

    @api.depends("first_line_index", "journal_id")
    def _compute_balance_start(self):
        for statement in self:
            previous = statement._get_previous()
            index = statement.first_line_index
            between = self.env["account.bank.statement.line"].search([
                ("journal_id", "=", statement.journal_id.id), ("state", "=", "posted"),
                ("internal_index", "<", index),
                *([("internal_index", ">", previous.first_line_index),
                   ("statement_id", "!=", previous.id)] if previous else []),
            ]) if index else self.env["account.bank.statement.line"]
            statement.balance_start = previous.balance_end_real + sum(
                between.mapped("amount"))

    @api.depends("balance_start", "line_ids.amount", "line_ids.state")
    def _compute_balance_end(self):
        for statement in self:
            lines = statement.line_ids.filtered(lambda line: line.state == "posted")
            statement.balance_end = statement.balance_start + sum(lines.mapped("amount"))

    @api.depends("balance_start")
    def _compute_balance_end_real(self):
        for statement in self:
            statement.balance_end_real = statement.balance_end

    @api.depends("balance_end", "balance_end_real", "line_ids.state")
    def _compute_is_complete(self):
        for statement in self:
            statement.is_complete = bool(statement.line_ids.filtered(
                lambda line: line.state == "posted")) and statement.currency_id.is_zero(
                    statement.balance_end - statement.balance_end_real)

    @api.depends("balance_start", "balance_end_real")
    def _compute_is_valid(self):
        for statement in self:
            previous = statement._get_previous()
            statement.is_valid = not previous or statement.currency_id.is_zero(
                statement.balance_start - previous.balance_end_real)

    def _search_is_valid(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = self.search([]).filtered(lambda statement: statement.is_valid in value)
        return [("id", "in", found.ids)]

    @api.depends("is_valid", "is_complete")
    def _compute_problem_description(self):
        for statement in self:
            statement.problem_description = False
            if not statement.is_valid:
                statement.problem_description = _(
                    "The starting balance doesn't match the ending balance of the previous "
                    "statement, or an earlier statement is missing.")
            elif not statement.is_complete:
                statement.problem_description = _(
                    "The running balance (%s) doesn't match the specified ending balance.",
                    statement.balance_end)
