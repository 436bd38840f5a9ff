"""Journals on the dashboard: what they hold and what is to be done."""
import json

from odoo import _, api, fields, models
from odoo.tools.misc import formatLang

INVOICES = {"sale": ("out_invoice", "out_refund", "out_receipt"),
            "purchase": ("in_invoice", "in_refund", "in_receipt")}
MONEY = ("bank", "cash", "credit")


class AccountJournal(models.Model):
    _inherit = "account.journal"

    accounting_date = fields.Date(compute="_compute_accounting_date")
    current_statement_balance = fields.Monetary(compute="_compute_statement_balance")
    last_statement_id = fields.Many2one(
        "account.bank.statement", compute="_compute_statement_balance")
    has_statement_lines = fields.Boolean(compute="_compute_statement_balance")
    default_account_type = fields.Char(compute="_compute_default_account_type")
    display_alias_fields = fields.Boolean(compute="_compute_display_alias_fields")
    entries_count = fields.Integer(compute="_compute_entries")
    has_entries = fields.Boolean(compute="_compute_entries")
    has_posted_entries = fields.Boolean(compute="_compute_entries")
    has_invalid_statements = fields.Boolean(compute="_compute_has_invalid_statements")
    has_sequence_holes = fields.Boolean(compute="_compute_has_sequence_holes")
    has_unhashed_entries = fields.Boolean(
        string="Unhashed Entries", compute="_compute_has_unhashed_entries")
    available_payment_method_ids = fields.Many2many(
        "account.payment.method", compute="_compute_available_payment_methods")
    selected_payment_method_codes = fields.Char(
        compute="_compute_available_payment_methods")
    name_placeholder = fields.Char(compute="_compute_name_placeholder")
    json_activity_data = fields.Text(compute="_compute_json_activity_data")
    kanban_dashboard = fields.Text(compute="_compute_kanban_dashboard")
    kanban_dashboard_graph = fields.Text(compute="_compute_kanban_dashboard_graph")
    show_fetch_in_einvoices_button = fields.Boolean(
        string="Show E-Invoice Buttons", compute="_compute_einvoice_buttons")
    show_refresh_out_einvoices_status_button = fields.Boolean(
        string="Show E-Invoice Status Buttons", compute="_compute_einvoice_buttons")

    # ---- facts
    @api.depends_context("move_date", "has_tax")
    def _compute_accounting_date(self):
        day = fields.Date.to_date(self.env.context.get("move_date")) \
            or fields.Date.context_today(self)
        for journal in self:
            locks = journal.company_id._get_violated_locks(
                day, journal.type, bool(self.env.context.get("has_tax")))
            journal.accounting_date = fields.Date.add(locks[-1][0], days=1) if locks \
                else day

    def _compute_statement_balance(self):
        for journal in self:
            lines = self.env["account.bank.statement.line"].search([
                ("journal_id", "=", journal.id), ("state", "=", "posted")],
                order="internal_index")
            journal.last_statement_id = self.env["account.bank.statement"].search(
                [("journal_id", "=", journal.id)], order="first_line_index desc", limit=1)
            journal.current_statement_balance = lines[-1:].running_balance
            journal.has_statement_lines = bool(lines)

    @api.depends("type")
    def _compute_default_account_type(self):
        kinds = {"bank": "asset_cash", "cash": "asset_cash",
                 "credit": "liability_credit_card", "sale": "income",
                 "purchase": "expense"}
        for journal in self:
            journal.default_account_type = kinds.get(journal.type, "%")

    def _compute_display_alias_fields(self):
        self.display_alias_fields = True

    def _compute_entries(self):
        rows = self.env["account.move"].sudo()._read_group(
            [("journal_id", "in", self.ids)], ["journal_id", "state"], ["__count"])
        counts = {}
        for journal, state, count in rows:
            counts.setdefault(journal.id, {})[state] = count
        for journal in self:
            own = counts.get(journal.id, {})
            journal.entries_count = sum(own.values())
            journal.has_entries = bool(own)
            journal.has_posted_entries = bool(own.get("posted"))

    def _compute_has_invalid_statements(self):
        for journal in self:
            statements = self.env["account.bank.statement"].search(
                [("journal_id", "=", journal.id)])
            journal.has_invalid_statements = any(
                not (statement.is_valid and statement.is_complete)
                for statement in statements)

    def _find_sequence_holes(self):
        """Return (prefix, entries around) of each gap in the numbers of the journal."""
        self.ensure_one()
        moves = self.env["account.move"].sudo().search([
            ("journal_id", "=", self.id), ("sequence_number", ">", 0),
            ("name", "not in", (False, "/"))], order="sequence_prefix, sequence_number")
        holes, previous = moves.browse(), moves.browse()
        for move in moves:
            same = previous.sequence_prefix == move.sequence_prefix
            if same and move.sequence_number > previous.sequence_number + 1:
                holes |= move
            previous = move
        return holes

    def _compute_has_sequence_holes(self):
        for journal in self:
            journal.has_sequence_holes = bool(journal._find_sequence_holes())

    def _compute_has_unhashed_entries(self):
        for journal in self:
            journal.has_unhashed_entries = journal.restrict_mode_hash_table and bool(
                journal._find_unhashed())

    def _find_unhashed(self):
        return self.env["account.move"].search([
            ("journal_id", "=", self.id), ("state", "=", "posted"),
            ("inalterable_hash", "=", False)])

    @api.depends("type", "inbound_payment_method_line_ids",
                 "outbound_payment_method_line_ids")
    def _compute_available_payment_methods(self):
        methods = self.env["account.payment.method"].sudo().search([])
        for journal in self:
            lines = journal.inbound_payment_method_line_ids \
                | journal.outbound_payment_method_line_ids
            journal.available_payment_method_ids = methods if journal.type in MONEY \
                else False
            codes = [code for code in lines.mapped("code") if code]
            journal.selected_payment_method_codes = f",{','.join(codes)},"

    @api.depends("type")
    def _compute_name_placeholder(self):
        names = {"sale": _("e.g. Customer Invoices"), "purchase": _("e.g. Vendor Bills"),
                 "cash": _("e.g. Cash"), "bank": _("e.g. Bank"),
                 "credit": _("e.g. Credit Card"), "general": _("e.g. Miscellaneous")}
        for journal in self:
            journal.name_placeholder = names.get(journal.type)

    def _compute_einvoice_buttons(self):
        self.show_fetch_in_einvoices_button = False
        self.show_refresh_out_einvoices_status_button = False

    # ---- the dashboard
    def _compute_json_activity_data(self):
        for journal in self:
            activities = self.env["mail.activity"].search([
                ("res_model", "=", "account.journal"), ("res_id", "=", journal.id)])
            journal.json_activity_data = json.dumps({"activities": [{
                "id": activity.id, "res_id": journal.id, "res_model": "account.journal",
                "status": "late" if activity.state == "overdue" else "future",
                "name": activity.summary or activity.activity_type_id.name,
                "date": fields.Date.to_string(activity.date_deadline),
            } for activity in activities]})

    def _compute_kanban_dashboard(self):
        for journal in self:
            journal.kanban_dashboard = json.dumps(journal._get_dashboard_data())

    def _get_dashboard_data(self):
        """Return what the dashboard shows of the journal."""
        self.ensure_one()
        data = {
            "currency_id": (self.currency_id or self.company_id.currency_id).id,
            "show_company": len(self.env.companies) > 1,
            "company_count": len(self.env.companies),
            "has_unhashed_entries": self.has_unhashed_entries,
            "has_sequence_holes": self.has_sequence_holes,
        }
        if self.type in INVOICES:
            return {**data, **self._get_invoice_figures()}
        if self.type in MONEY:
            return {**data, **self._get_money_figures()}
        to_check = self._count_unchecked()
        return {**data, "number_to_check": len(to_check),
                "to_check_balance": self._format(sum(to_check.mapped("amount_total")))}

    def _format(self, amount):
        return formatLang(self.env, amount, currency_obj=(
            self.currency_id or self.company_id.currency_id))

    def _count_unchecked(self):
        return self.env["account.move"].search([
            ("journal_id", "=", self.id), ("checked", "=", False),
            ("state", "=", "posted")])

    def _get_invoice_figures(self):
        moves = self.env["account.move"].search([
            ("journal_id", "=", self.id), ("move_type", "in", INVOICES[self.type]),
            ("state", "in", ("draft", "posted"))])
        sign = 1 if self.type == "sale" else -1
        today = fields.Date.context_today(self)
        groups = {
            "draft": moves.filtered(lambda move: move.state == "draft"),
            "waiting": moves.filtered(
                lambda move: move.state == "posted"
                and move.payment_state in ("not_paid", "partial")),
        }
        groups["late"] = groups["waiting"].filtered(
            lambda move: move.invoice_date_due and move.invoice_date_due < today)
        found = {}
        for name, group in groups.items():
            field = "amount_total_signed" if name == "draft" else "amount_residual_signed"
            found[f"number_{name}"] = len(group)
            found[f"sum_{name}"] = self._format(sign * sum(group.mapped(field)))
        to_check = self._count_unchecked()
        return {**found, "is_sample_data": not moves, "number_to_check": len(to_check),
                "to_check_balance": self._format(sum(to_check.mapped("amount_total")))}

    def _get_money_figures(self):
        lines = self.env["account.bank.statement.line"].search([
            ("journal_id", "=", self.id), ("state", "=", "posted")])
        open_lines = lines.filtered(lambda line: not line.is_reconciled)
        account = self.default_account_id
        to_check = self._count_unchecked()
        return {
            "number_to_check": len(to_check),
            "to_check_balance": self._format(sum(to_check.mapped("amount_total"))),
            "number_to_reconcile": len(open_lines),
            "account_balance": self._format(account.current_balance),
            "has_at_least_one_statement": bool(self.last_statement_id),
            "last_balance": self._format(self.current_statement_balance),
            "bank_statements_source": self.bank_statements_source,
            "is_sample_data": not lines,
        }

    def _compute_kanban_dashboard_graph(self):
        for journal in self:
            journal.kanban_dashboard_graph = json.dumps(journal._get_graph_data()) \
                if journal.type in (*INVOICES, *MONEY) else False

    def _get_graph_data(self):
        """Return the series of the dashboard's graph."""
        if self.type in MONEY:
            lines = self.env["account.bank.statement.line"].search([
                ("journal_id", "=", self.id), ("state", "=", "posted")],
                order="internal_index")
            values = [{"x": fields.Date.to_string(line.date), "y": line.running_balance,
                       "name": fields.Date.to_string(line.date)} for line in lines]
            return [{"values": values, "title": "", "key": _("Bank: Balance"),
                     "area": True, "is_sample_data": not lines}]
        moves = self.env["account.move"].search([
            ("journal_id", "=", self.id), ("state", "=", "posted"),
            ("payment_state", "in", ("not_paid", "partial")),
            ("move_type", "in", INVOICES[self.type])])
        weeks, today = {}, fields.Date.context_today(self)
        for move in moves:
            due = move.invoice_date_due or today
            week = (due - today).days // 7
            label = _("Due") if week < -1 else _("This Week") if week == 0 else \
                f"{week:+d}"
            weeks[week, label] = weeks.get((week, label), 0.0) \
                + abs(move.amount_residual_signed)
        return [{"values": [{"label": label, "value": value, "type": "past" if week < 0
                             else "future"} for (week, label), value in sorted(
                                 weeks.items())],
                 "title": "", "key": _("Residual amount"), "is_sample_data": not moves}]
