"""The wizard that moves journal items to another account or another period."""
import json
from collections import defaultdict

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date, formatLang

from ..actions import open_records


class AccountAutomaticEntryWizard(models.TransientModel):
    _inherit = "account.automatic.entry.wizard"

    date = fields.Date(default=fields.Date.context_today)
    account_type = fields.Selection(compute="_compute_account_type", store=True)
    total_amount = fields.Monetary(
        compute="_compute_total_amount", store=True, readonly=False,
        currency_field="company_currency_id")
    percentage = fields.Float(
        compute="_compute_percentage", store=True, readonly=False, precompute=True)
    journal_id = fields.Many2one(
        "account.journal", required=True, compute="_compute_journal_id",
        inverse="_inverse_journal_id")
    expense_accrual_account = fields.Many2one(
        "account.account", compute="_compute_expense_accrual_account",
        inverse="_inverse_expense_accrual_account")
    revenue_accrual_account = fields.Many2one(
        "account.account", compute="_compute_revenue_accrual_account",
        inverse="_inverse_revenue_accrual_account")
    display_currency_helper = fields.Boolean(
        string="Currency Conversion Helper", compute="_compute_display_currency_helper")
    lock_date_message = fields.Char(compute="_compute_lock_date_message")
    move_data = fields.Text(compute="_compute_move_data")
    preview_move_data = fields.Text(compute="_compute_preview_move_data")

    @api.model
    def default_get(self, fields):
        """Take the lines from the context; UserError if they cannot be moved."""
        values = super().default_get(fields)
        if not {"move_line_ids", "company_id"} & set(fields):
            return values
        context = self.env.context
        if context.get("active_model") != "account.move.line" or \
                not context.get("active_ids"):
            raise UserError(_("This can only be used on journal items"))
        lines = self.env["account.move.line"].browse(context["active_ids"])
        if any(line.parent_state != "posted" for line in lines):
            raise UserError(_(
                "You can only change the period/account for posted journal items."))
        if any(line.reconciled for line in lines):
            raise UserError(_(
                "You can only change the period/account for items that are not yet "
                "reconciled."))
        if len(lines.company_id.root_id) > 1:
            raise UserError(_(
                "You cannot use this wizard on journal entries belonging to different "
                "companies."))
        values["move_line_ids"] = [Command.set(lines.ids)]
        values["company_id"] = lines.company_id[:1].root_id.id
        groups = set(lines.account_id.mapped("internal_group"))
        period = len(groups) == 1 and groups <= {"income", "expense"}
        if values.get("action", "change_period") == "change_period" and not period:
            if context.get("default_action") == "change_period":
                raise UserError(_("All accounts on the lines must be of the same type."))
            values["action"] = "change_account"
        return values

    # ---- computed
    @api.depends("move_line_ids")
    def _compute_account_type(self):
        for wizard in self:
            wizard.account_type = "income" \
                if sum(wizard.move_line_ids.mapped("balance")) < 0 else "expense"

    @api.depends("percentage", "move_line_ids")
    def _compute_total_amount(self):
        for wizard in self:
            total = sum(wizard.move_line_ids.mapped("balance"))
            wizard.total_amount = (wizard.percentage or 100) * total / 100

    @api.depends("total_amount", "move_line_ids")
    def _compute_percentage(self):
        for wizard in self:
            total = sum(wizard.move_line_ids.mapped("balance"))
            wizard.percentage = min(wizard.total_amount / total * 100, 100) \
                if total and wizard.total_amount else 100

    @api.depends("company_id")
    def _compute_journal_id(self):
        for wizard in self:
            wizard.journal_id = wizard.company_id.automatic_entry_default_journal_id or \
                self.env["account.journal"].search([
                    ("company_id", "=", wizard.company_id.id), ("type", "=", "general")],
                    limit=1)

    def _inverse_journal_id(self):
        for wizard in self:
            wizard.company_id.sudo().automatic_entry_default_journal_id = wizard.journal_id

    @api.depends("company_id")
    def _compute_expense_accrual_account(self):
        for wizard in self:
            wizard.expense_accrual_account = wizard.company_id.expense_accrual_account_id

    def _inverse_expense_accrual_account(self):
        for wizard in self:
            wizard.company_id.sudo().expense_accrual_account_id = \
                wizard.expense_accrual_account

    @api.depends("company_id")
    def _compute_revenue_accrual_account(self):
        for wizard in self:
            wizard.revenue_accrual_account = wizard.company_id.revenue_accrual_account_id

    def _inverse_revenue_accrual_account(self):
        for wizard in self:
            wizard.company_id.sudo().revenue_accrual_account_id = \
                wizard.revenue_accrual_account

    @api.depends("destination_account_id")
    def _compute_display_currency_helper(self):
        for wizard in self:
            wizard.display_currency_helper = bool(wizard.destination_account_id.currency_id)

    @api.depends("move_line_ids", "journal_id", "date", "action")
    def _compute_lock_date_message(self):
        for wizard in self:
            locks = [
                lock for line in wizard.move_line_ids
                for lock in line.move_id._get_violated_locks()
            ] if wizard.action == "change_period" else []
            wizard.lock_date_message = locks and _(
                "The date is being set prior to: %(lock_date_info)s. The Journal Entry "
                "will be accounted on %(invoice_date)s upon posting.",
                lock_date_info=wizard.company_id._format_locks(sorted(set(locks))),
                invoice_date=format_date(self.env, wizard.date)) or False

    @api.depends("action", "date", "percentage", "destination_account_id", "journal_id",
                 "expense_accrual_account", "revenue_accrual_account", "move_line_ids")
    def _compute_move_data(self):
        for wizard in self:
            wizard.move_data = json.dumps(wizard._prepare_moves(), default=str) \
                if wizard._is_told() else "[]"

    @api.depends("move_data")
    def _compute_preview_move_data(self):
        for wizard in self:
            moves = json.loads(wizard.move_data or "[]")
            wizard.preview_move_data = json.dumps({
                "groups_vals": [{
                    "group_name": _("%(date)s: %(ref)s", date=move["date"],
                                    ref=move["ref"]),
                    "items_vals": [wizard._describe_line(line) for line in
                                   move["line_ids"]],
                } for move in moves],
                "options": {"discarded_number": False, "columns": []},
            })

    def _describe_line(self, command):
        vals, currency = command[2], self.company_currency_id
        balance = vals["balance"]
        return [0, 0, {
            "account_id": self.env["account.account"].browse(
                vals["account_id"]).display_name,
            "name": vals["name"],
            "debit": balance > 0 and formatLang(
                self.env, balance, currency_obj=currency) or "",
            "credit": balance < 0 and formatLang(
                self.env, -balance, currency_obj=currency) or "",
        }]

    # ---- entries
    def _is_told(self):
        """Tell whether all is given that the entries need."""
        if not (self.journal_id and self.date and self.move_line_ids):
            return False
        return bool(self.destination_account_id if self.action == "change_account"
                    else self._get_accrual_account())

    def _get_accrual_account(self):
        return self.revenue_accrual_account if self.account_type == "income" \
            else self.expense_accrual_account

    def _prepare_moves(self):
        """Return the values of the entries that the wizard makes."""
        return self._prepare_account_moves() if self.action == "change_account" \
            else self._prepare_period_moves()

    def _prepare_account_moves(self):
        groups = defaultdict(lambda: [0.0, 0.0, []])
        for line in self.move_line_ids.filtered(
                lambda line: line.account_id != self.destination_account_id):
            group = groups[line.partner_id, line.currency_id, line.account_id]
            rest = line.account_id.reconcile
            group[0] += line.amount_residual_currency if rest else line.amount_currency
            group[1] += line.amount_residual if rest else line.balance
            group[2].append(line.id)
        commands = []
        for (partner, currency, account), (own, balance, _ids) in groups.items():
            common = {"partner_id": partner.id, "currency_id": currency.id}
            commands += [
                Command.create({
                    **common, "account_id": self.destination_account_id.id,
                    "name": _("Transfer from %s", account.display_name),
                    "amount_currency": currency.round(own), "balance": balance}),
                Command.create({
                    **common, "account_id": account.id,
                    "name": _("Transfer to %s", self.destination_account_id.display_name),
                    "amount_currency": -currency.round(own), "balance": -balance})]
        return [{
            "move_type": "entry", "journal_id": self.journal_id.id,
            "currency_id": self.company_currency_id.id,
            "date": fields.Date.to_string(self.date), "line_ids": commands,
            "ref": _("Transfer entry to %s", self.destination_account_id.display_name),
        }]

    def _prepare_period_moves(self):
        moves = [self._prepare_period_move(self.date, self.move_line_ids, 1)]
        for origin, lines in self.move_line_ids.grouped("move_id").items():
            day = origin._get_accounting_date(origin.date) \
                if origin._get_violated_locks() else origin.date
            moves.append(self._prepare_period_move(day, lines, -1))
        return moves

    def _prepare_period_move(self, day, lines, sign):
        """Return the entry that books lines on a day (1), or takes them off it (-1)."""
        commands, accrual = [], self._get_accrual_account()
        for line in lines:
            share = sign * self.percentage / 100
            balance = self.company_currency_id.round(line.balance * share)
            own = line.currency_id.round(line.amount_currency * share)
            common = {"partner_id": line.partner_id.id, "currency_id": line.currency_id.id}
            name = _("%(percent).2f%% recognized on %(new_date)s", percent=self.percentage,
                     new_date=format_date(self.env, self.date))
            commands += [
                Command.create({
                    **common, "name": line.name or name, "account_id": line.account_id.id,
                    "amount_currency": own, "balance": balance,
                    "analytic_distribution": line.analytic_distribution}),
                Command.create({
                    **common, "name": name, "account_id": accrual.id,
                    "amount_currency": -own, "balance": -balance})]
        return {
            "move_type": "entry", "journal_id": self.journal_id.id,
            "currency_id": self.company_currency_id.id,
            "date": fields.Date.to_string(day), "line_ids": commands,
            "ref": _("Adjusting Entry") if sign > 0 else _(
                "Adjusting Entry of %s", ", ".join(
                    name for name in lines.move_id.mapped("name") if name)),
        }

    def do_action(self):
        """Make the entries, match what can be matched, open them."""
        self.ensure_one()
        if not self._is_told():
            raise UserError(_("Please select an account and a journal first."))
        moves = self.env["account.move"].create(self._prepare_moves())
        moves._post(soft=False)
        if self.action == "change_account":
            self._match_transfer(moves)
        else:
            self._match_accrual(moves)
        return open_records(moves, _("Generated Entries"))

    def _match_transfer(self, move):
        for line in self.move_line_ids.filtered("account_id.reconcile"):
            counterpart = move.line_ids.filtered(
                lambda other, line=line: other.account_id == line.account_id
                and other.partner_id == line.partner_id
                and other.currency_id == line.currency_id and not other.reconciled)
            if counterpart and not line.reconciled:
                (line | counterpart).reconcile()
        for line in self.move_line_ids:
            line.move_id._message_log(body=_(
                "Some items have been transferred to %s", move.name or move.display_name))

    def _match_accrual(self, moves):
        accrual = self._get_accrual_account()
        for origin in self.move_line_ids.move_id:
            origin.adjusting_entries_move_ids |= moves[:1]
        if accrual.reconcile:
            moves.line_ids.filtered(
                lambda line: line.account_id == accrual and not line.reconciled
                and line.balance).reconcile()
