"""The wizard that numbers entries anew."""
import json
import re

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..models.account_move_sequence import NUMBER


class AccountResequenceWizard(models.TransientModel):
    _inherit = "account.resequence.wizard"

    ordering = fields.Selection(default="keep")
    first_name = fields.Char(
        compute="_compute_first_name", store=True, readonly=False, required=True,
        precompute=True)
    sequence_number_reset = fields.Char(compute="_compute_sequence_number_reset")
    new_values = fields.Text(compute="_compute_new_values")
    preview_moves = fields.Text(compute="_compute_preview_moves")

    @api.model
    def default_get(self, fields_list):
        """Take the entries of one sequence from the context."""
        values = super().default_get(fields_list)
        context = self.env.context
        if "move_ids" not in fields_list or context.get("active_model") != "account.move":
            return values
        moves = self.env["account.move"].browse(context.get("active_ids") or ())
        if len(moves.journal_id) > 1:
            raise UserError(_(
                "You can only resequence items from the same journal"))
        kinds = set(moves.mapped("move_type"))
        if moves.journal_id.refund_sequence and len(kinds) > 1 and kinds & {
                "in_refund", "out_refund"}:
            raise UserError(_(
                "The sequences of this journal are different for Invoices and Refunds but "
                "you selected some of both types."))
        values["move_ids"] = [Command.set(moves.filtered("name").ids)]
        return values

    @api.depends("move_ids")
    def _compute_first_name(self):
        for wizard in self:
            names = sorted(
                (move for move in wizard.move_ids if move.name),
                key=lambda move: (move.sequence_prefix or "", move.sequence_number))
            wizard.first_name = names[0].name if names else ""

    @api.depends("first_name")
    def _compute_sequence_number_reset(self):
        for wizard in self:
            parts = (wizard.first_name or "").count("/")
            wizard.sequence_number_reset = {3: "month", 2: "year"}.get(parts, "never")

    def resequence(self):
        """Give the entries numbers that follow each other, from the first name on."""
        self.ensure_one()
        for move in self.move_ids:
            if move.restrict_mode_hash_table and move.inalterable_hash:
                raise UserError(_(
                    "You can not reorder sequence by date when the journal is locked with "
                    "a hash."))
            move._check_locks()
        found = self._find_names(self.ordering)
        self.move_ids.with_context(syncing=True).write({"name": False})
        for move, values in found.items():
            move.with_context(syncing=True).write(values)

    def _find_names(self, ordering):
        """Return {entry: its new name, prefix and number}, in the order they have."""
        key = (lambda move: (move.date, move.name or "", move.id)) \
            if ordering == "date" else (
                lambda move: (move.sequence_prefix or "", move.sequence_number, move.id))
        first = NUMBER.match(self.first_name or "")
        if not first:
            raise UserError(_("The sequence format is not valid."))
        moves = self.move_ids.sorted(key)
        found, counters, start = {}, {}, moves[:1].date
        for move in moves:
            prefix = self._get_prefix(first["prefix"], start, move.date)
            begin = int(first["number"]) if prefix == first["prefix"] else 1
            number = counters[prefix] = counters.get(prefix, begin - 1) + 1
            found[move] = {
                "name": f"{prefix}{number:0{len(first['number'])}d}{first['suffix']}",
                "sequence_prefix": prefix, "sequence_number": number}
        return found

    @api.depends("first_name", "move_ids", "sequence_number_reset")
    def _compute_new_values(self):
        """Tell the names that entries get, by their order or by their day."""
        for wizard in self:
            if not NUMBER.match(wizard.first_name or ""):
                wizard.new_values = "{}"
                continue
            by_name, by_date = wizard._find_names("keep"), wizard._find_names("date")
            wizard.new_values = json.dumps({move.id: {
                "id": move.id, "current_name": move.name, "state": move.state,
                "move_type": move.move_type, "date": format_date(self.env, move.date),
                "server-date": str(move.date), "new_by_name": by_name[move]["name"],
                "new_by_date": by_date[move]["name"],
            } for move in by_name})

    @api.depends("new_values", "ordering")
    def _compute_preview_moves(self):
        """Tell the entries that a form shows: the ends, and where a period begins."""
        for wizard in self:
            rows = sorted(json.loads(wizard.new_values or "{}").values(), key=lambda row: (
                row["server-date"] if wizard.ordering == "date" else row["new_by_name"]))
            shown, left_out = [], 0
            for index, row in enumerate(rows):
                previous = rows[index - 1] if index else None
                if index < 3 or index == len(rows) - 1 or \
                        row["server-date"][:4] != previous["server-date"][:4] or \
                        row["current_name"] != row["new_by_name"]:
                    if left_out:
                        shown.append({"id": f"other_{row['id']}", "current_name": _(
                            "... (%(nb_of_values)s other)", nb_of_values=left_out),
                            "new_by_name": "...", "new_by_date": "...", "date": "..."})
                        left_out = 0
                    shown.append(row)
                else:
                    left_out += 1
            wizard.preview_moves = json.dumps(
                {"ordering": wizard.ordering, "changeLines": shown})

    def _get_prefix(self, prefix, start, day):
        """Return the prefix of a period, from that of the first entry's."""
        kind = self.sequence_number_reset
        if kind in ("month", "year") and start:
            prefix = re.sub(rf"\b{start.year:04d}\b", f"{day.year:04d}", prefix, count=1)
        if kind == "month" and start:
            prefix = re.sub(rf"/{start.month:02d}/$", f"/{day.month:02d}/", prefix)
        return prefix
