"""The wizard that secures entries up to a day by hashes."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..actions import open_records


class AccountSecureEntriesWizard(models.TransientModel):
    _inherit = "account.secure.entries.wizard"

    company_id = fields.Many2one(default=lambda self: self.env.company)
    hash_date = fields.Date(
        string="Hash All Entries", compute="_compute_hash_date", store=True,
        readonly=False, precompute=True)
    max_hash_date = fields.Date(compute="_compute_max_hash_date")
    chains_to_hash_with_gaps = fields.Json(compute="_compute_moves")
    move_to_hash_ids = fields.Many2many("account.move", compute="_compute_moves")
    not_hashable_unlocked_move_ids = fields.Many2many(
        "account.move", compute="_compute_moves")
    unreconciled_bank_statement_line_ids = fields.Many2many(
        "account.bank.statement.line", compute="_compute_moves")
    warnings = fields.Json(compute="_compute_warnings")

    @api.depends("max_hash_date")
    def _compute_hash_date(self):
        for wizard in self:
            wizard.hash_date = wizard.hash_date or wizard.max_hash_date \
                or fields.Date.context_today(self)

    @api.depends("company_id")
    def _compute_max_hash_date(self):
        today = fields.Date.context_today(self)
        for wizard in self:
            moves = wizard._find_moves()
            wizard.max_hash_date = max(
                (day for day in moves.mapped("date") if day <= today), default=False)

    def _find_moves(self, day=None):
        """Return the posted entries that no hash secures, up to a day."""
        domain = [("company_id", "child_of", self.company_id.ids),
                  ("state", "=", "posted"), ("inalterable_hash", "=", False)]
        if day:
            domain.append(("date", "<=", day))
        return self.env["account.move"].sudo().search(
            domain, order="journal_id, sequence_prefix, sequence_number")

    @api.depends("company_id", "hash_date")
    def _compute_moves(self):
        for wizard in self:
            day = wizard.hash_date
            moves = wizard._find_moves(day) if day else self.env["account.move"]
            waiting = moves.statement_line_id.filtered(
                lambda line: not line.is_reconciled)
            behind = moves.filtered(lambda move: move._is_behind_hashes())
            wizard.not_hashable_unlocked_move_ids = behind
            wizard.move_to_hash_ids = moves - behind - waiting.move_id
            wizard.unreconciled_bank_statement_line_ids = waiting
            gaps = []
            for (journal, prefix), chain in wizard.move_to_hash_ids.grouped(
                    lambda move: (move.journal_id, move.sequence_prefix)).items():
                numbers = chain.mapped("sequence_number")
                if max(numbers) - min(numbers) + 1 != len(numbers):
                    gaps.append({"first_name": chain[0].name, "last_name": chain[-1].name,
                                 "journal_id": journal.id, "prefix": prefix})
            wizard.chains_to_hash_with_gaps = gaps

    def _find_drafts(self):
        return self.env["account.move"].search([
            ("company_id", "child_of", self.company_id.ids), ("state", "=", "draft"),
            ("date", "<=", self.hash_date)])

    @api.depends("hash_date", "company_id")
    def _compute_warnings(self):
        for wizard in self:
            found, drafts = {}, wizard._find_drafts()
            if wizard.unreconciled_bank_statement_line_ids:
                found["account_unreconciled_bank_statement_line_ids"] = {
                    "message": _("There are still unreconciled bank statement lines before "
                                 "the selected date. The entries from journal prefixes "
                                 "containing them will not be secured."),
                    "level": "danger"}
            if drafts:
                found["account_unhashed_draft_entries"] = {
                    "message": _("There are still draft entries before the selected date."),
                    "action_text": _("Review Entries"),
                    "action": wizard.action_show_draft_moves_in_hashed_period()}
            if wizard.chains_to_hash_with_gaps:
                found["account_sequence_gap"] = {
                    "message": _("Securing these entries will create at least one gap in "
                                 "the sequence."),
                    "action_text": _("Review Entries"),
                    "action": wizard.action_show_moves(wizard.move_to_hash_ids)}
            wizard.warnings = found

    def action_show_moves(self, moves):
        """Open entries."""
        if isinstance(moves, (list, tuple)):
            moves = self.env["account.move"].browse(moves)
        return open_records(moves, _("Journal Entries"))

    def action_show_draft_moves_in_hashed_period(self):
        """Open the drafts that lie before the day."""
        self.ensure_one()
        return open_records(self._find_drafts(), _("Draft Entries"))

    def action_secure_entries(self):
        """Secure the entries up to the day."""
        self.ensure_one()
        if not self.hash_date:
            raise UserError(_(
                "Set a date. The moves will be secured up to including this date."))
        if self.move_to_hash_ids:
            self.move_to_hash_ids.with_env(self.env)._hash_moves()
