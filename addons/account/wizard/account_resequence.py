"""The wizard that numbers entries anew."""
import re

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError

from ..models.account_move_sequence import NUMBER


class AccountResequenceWizard(models.TransientModel):
    _inherit = "account.resequence.wizard"

    ordering = fields.Selection(default="keep")
    first_name = fields.Char(
        compute="_compute_first_name", store=True, readonly=False, required=True,
        precompute=True)
    sequence_number_reset = fields.Char(compute="_compute_sequence_number_reset")

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
        key = (lambda move: (move.date, move.name or "", move.id)) \
            if self.ordering == "date" else (
                lambda move: (move.sequence_prefix or "", move.sequence_number, move.id))
        first = NUMBER.match(self.first_name)
        if not first:
            raise UserError(_("The sequence format is not valid."))
        moves = self.move_ids.sorted(key)
        moves.with_context(syncing=True).write({"name": False})
        counters = {}
        start = moves[:1].date
        for move in moves:
            prefix = self._get_prefix(first["prefix"], start, move.date)
            begin = int(first["number"]) if prefix == first["prefix"] else 1
            number = counters[prefix] = counters.get(prefix, begin - 1) + 1
            move.with_context(syncing=True).write({
                "name": f"{prefix}{number:0{len(first['number'])}d}{first['suffix']}",
                "sequence_prefix": prefix, "sequence_number": number})

    def _get_prefix(self, prefix, start, day):
        """Return the prefix of a period, from that of the first entry's."""
        kind = self.sequence_number_reset
        if kind in ("month", "year") and start:
            prefix = re.sub(rf"\b{start.year:04d}\b", f"{day.year:04d}", prefix, count=1)
        if kind == "month" and start:
            prefix = re.sub(rf"/{start.month:02d}/$", f"/{day.month:02d}/", prefix)
        return prefix
