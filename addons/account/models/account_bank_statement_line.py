"""Lines of bank statements: each is an entry that waits to be matched."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

LARGEST = 2147483647
# changes after which the entry is written again
BOOKED = {"payment_ref", "amount", "amount_currency", "foreign_currency_id", "currency_id",
          "partner_id", "date"}


class AccountBankStatementLine(models.Model):
    _inherit = "account.bank.statement.line"

    sequence = fields.Integer(default=1)
    journal_id = fields.Many2one(
        "account.journal", related="move_id.journal_id", inherited=True, store=True,
        readonly=False)
    company_id = fields.Many2one(
        "res.company", related="move_id.company_id", inherited=True, store=True)
    currency_id = fields.Many2one(
        "res.currency", compute="_compute_currency_id", store=True)
    amount_currency = fields.Monetary(
        compute="_compute_amount_currency", store=True, readonly=False,
        currency_field="foreign_currency_id")
    internal_index = fields.Char(compute="_compute_internal_index", store=True, index=True)
    amount_residual = fields.Float(compute="_compute_is_reconciled", store=True)
    is_reconciled = fields.Boolean(compute="_compute_is_reconciled", store=True)
    running_balance = fields.Monetary(
        compute="_compute_running_balance", currency_field="currency_id")

    # ---- computed
    @api.depends("journal_id.currency_id", "journal_id.company_id.currency_id")
    def _compute_currency_id(self):
        for line in self:
            journal = line.journal_id
            line.currency_id = journal.currency_id or journal.company_id.currency_id

    @api.depends("foreign_currency_id", "date", "amount")
    def _compute_amount_currency(self):
        for line in self:
            if not line.foreign_currency_id:
                line.amount_currency = False
            elif line.date and not line.amount_currency:
                line.amount_currency = line.currency_id._convert(
                    line.amount, line.foreign_currency_id, line.company_id, line.date)

    @api.depends("date", "sequence")
    def _compute_internal_index(self):
        for line in self.filtered(lambda line: line._origin.id and line.date):
            line.internal_index = (
                f"{line.date:%Y%m%d}{LARGEST - line.sequence:0>10}{line._origin.id:0>10}")

    @api.depends("amount", "amount_currency", "foreign_currency_id", "move_id.checked",
                 "move_id.line_ids.account_id", "move_id.line_ids.amount_currency",
                 "move_id.line_ids.amount_residual_currency", "move_id.state",
                 "move_id.line_ids.amount_residual", "move_id.line_ids.balance")
    def _compute_is_reconciled(self):
        for line in self:
            liquidity, suspense, other = line._seek_for_lines()
            currency = line.foreign_currency_id or line.currency_id
            if not line.move_id.line_ids:
                line.amount_residual = -(line.amount_currency or line.amount)
                line.is_reconciled = False
                continue
            if suspense.account_id.reconcile:
                line.amount_residual = sum(suspense.mapped("amount_residual_currency"))
            else:
                line.amount_residual = sum(suspense.mapped("amount_currency"))
            if suspense:
                line.is_reconciled = currency.is_zero(line.amount_residual)
            else:
                line.is_reconciled = currency.is_zero(line.amount) or all(
                    own.reconciled or not own.account_id.reconcile for own in other)

    def _compute_running_balance(self):
        for journal, lines in self.grouped("journal_id").items():
            everything = self.search(
                [("journal_id", "=", journal.id)], order="internal_index")
            balance, balances = 0.0, {}
            for line in everything:
                statement = line.statement_id
                if statement and statement.first_line_index == line.internal_index:
                    balance = statement.balance_start
                if line.state == "posted":
                    balance += line.amount
                balances[line.id] = balance
            for line in lines:
                line.running_balance = balances.get(line._origin.id, 0.0)

    @api.constrains("amount", "amount_currency", "currency_id", "foreign_currency_id")
    def _check_amounts_currencies(self):
        for line in self:
            if line.foreign_currency_id == line.currency_id:
                raise ValidationError(_(
                    "The foreign currency must be different than the journal one: %s",
                    line.currency_id.name))
            if not line.foreign_currency_id and line.amount_currency:
                raise ValidationError(_(
                    "You can't provide an amount in foreign currency without specifying "
                    "a foreign currency."))
            if not line.amount_currency and line.foreign_currency_id:
                raise ValidationError(_(
                    "You can't provide a foreign currency without specifying an amount in "
                    "'Amount in Currency' field."))

    @api.depends("payment_ref", "move_id.name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.move_id.name or line.payment_ref or ""

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make lines with their entries, which are posted at once."""
        counterparts = []
        for vals in vals_list:
            vals["move_type"] = "entry"
            counterparts.append(vals.pop("counterpart_account_id", None))
            statement = self.env["account.bank.statement"].browse(
                vals.get("statement_id") or ())
            if not vals.get("journal_id"):
                journal = statement.journal_id or self.env["account.journal"].browse(
                    self.env.context.get("default_journal_id") or ()) or \
                    self.env["account.journal"].search([
                        ("type", "in", ("bank", "cash", "credit")),
                        ("company_id", "=", self.env.company.id)], limit=1)
                vals["journal_id"] = journal.id
            if not vals.get("date"):
                vals["date"] = statement.date or fields.Date.context_today(self)
            journal = self.env["account.journal"].browse(vals["journal_id"])
            if vals.get("foreign_currency_id") == (
                    journal.currency_id or journal.company_id.currency_id).id:
                vals["foreign_currency_id"] = False
                vals["amount_currency"] = 0.0
        lines = super().create(vals_list)
        for line, account_id in zip(lines, counterparts, strict=True):
            line.move_id.with_context(syncing=True).write({
                "statement_line_id": line.id,
                "currency_id": (line.foreign_currency_id or line.currency_id).id})
            line._write_entry(account_id)
        lines.move_id._post(soft=False)
        lines._compute_internal_index()
        return lines

    def write(self, vals):
        """Change lines; their entries follow unless they are matched."""
        result = super().write(vals)
        if BOOKED & set(vals) and not self.env.context.get("skip_account_move_sync"):
            for line in self.filtered(lambda line: line.move_id.line_ids):
                if line._seek_for_lines()[2]:
                    continue
                line._write_entry()
        return result

    def unlink(self):
        """Delete lines with their entries."""
        moves = self.move_id
        moves.line_ids.remove_move_reconcile()
        result = super().unlink()
        moves.with_context(force_delete=True).unlink()
        return result

    # ---- entry
    def _seek_for_lines(self):
        """Return the entry's lines: of the bank, of the waiting account, the others."""
        self.ensure_one()
        lines, journal = self.move_id.line_ids, self.journal_id
        liquidity = lines.filtered(
            lambda line: line.account_id == journal.default_account_id)
        suspense = lines.filtered(
            lambda line: line.account_id == journal._get_suspense_account()) - liquidity
        return liquidity, suspense, lines - liquidity - suspense

    def _write_entry(self, account_id=None):
        """Write the entry: the bank against the waiting account, or another one."""
        journal, company = self.journal_id, self.company_id
        suspense = journal._get_suspense_account()
        if not suspense and not account_id:
            raise UserError(_(
                "You can't create a new statement line without a suspense account set on "
                "the %s journal.", journal.display_name))
        balance = self.currency_id._convert(
            self.amount, company.currency_id, company, self.date)
        foreign = self.foreign_currency_id or self.currency_id
        own = self.amount_currency if self.foreign_currency_id else self.amount
        if foreign == company.currency_id:
            balance = own
        common = {"name": self.payment_ref, "partner_id": self.partner_id.id}
        values = [
            {**common, "account_id": journal.default_account_id.id, "balance": balance,
             "currency_id": self.currency_id.id, "amount_currency": self.amount},
            {**common, "account_id": account_id or suspense.id, "balance": -balance,
             "currency_id": foreign.id, "amount_currency": -own},
        ]
        move = self.move_id.with_context(syncing=True, skip_readonly_check=True)
        known = move.line_ids
        if len(known) == 2:
            liquidity, rest, other = self._seek_for_lines()
            for line, vals in ((liquidity, values[0]), (rest | other, values[1])):
                line._set({**vals, **line._amounts(
                    vals["amount_currency"], vals["balance"],
                    self.env["res.currency"].browse(vals["currency_id"]))})
        else:
            move.with_context(force_delete=True).line_ids.unlink()
            move.write({"line_ids": [(0, 0, vals) for vals in values]})
        move.write({"partner_id": self.partner_id.id, "ref": move.ref})

    def action_undo_reconciliation(self):
        """Take the matching of lines back: they wait again."""
        self.move_id.line_ids.remove_move_reconcile()
        self.payment_ids.unlink()
        for line in self:
            line.move_id.with_context(force_delete=True, syncing=True).line_ids.unlink()
            line._write_entry()



class AccountJournal(models.Model):
    _inherit = "account.journal"

    def _get_suspense_account(self):
        """Return the account on which statement lines wait."""
        return self.suspense_account_id or \
            self.company_id.account_journal_suspense_account_id
