"""Numbers that follow each other: chains of entries, gaps, hashes that secure them."""
import hashlib
import json

from odoo import _, api, fields, models
from odoo.exceptions import UserError

VERSION = "$4$"
MOVE_FIELDS = ("name", "date", "journal_id", "company_id")
LINE_FIELDS = ("name", "debit", "credit", "account_id", "partner_id")


class AccountMove(models.Model):
    _inherit = "account.move"

    secured = fields.Boolean(compute="_compute_secured", search="_search_secured")

    @api.depends("inalterable_hash")
    def _compute_secured(self):
        for move in self:
            move.secured = bool(move.inalterable_hash)

    def _search_secured(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("inalterable_hash", "!=" if True in value else "=", False)]

    # ---- chains
    def _is_end_of_seq_chain(self):
        """Tell whether nothing numbered comes after these in their chains."""
        chains = {}
        for move in self.filtered(lambda move: move.name and move.sequence_number):
            key = move.journal_id, move.sequence_prefix
            chains[key] = chains.get(key, self.browse()) | move
        for (journal, prefix), moves in chains.items():
            last = self.sudo().search([
                ("journal_id", "=", journal.id), ("sequence_prefix", "=", prefix),
                ("id", "not in", moves.ids), ("name", "!=", False),
            ], order="sequence_number desc", limit=1)
            numbers = moves.mapped("sequence_number")
            if last.sequence_number > min(numbers):
                return False
        return True

    def check_move_sequence_chain(self):
        """Tell whether the entries are the last ones of their sequences."""
        return self._is_end_of_seq_chain()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_audit_trail(self):
        if self.env.context.get("force_delete"):
            return
        if any(move.posted_before and move.company_id.restrictive_audit_trail
               for move in self):
            raise UserError(_(
                "To keep the restrictive audit trail, you can not delete journal entries "
                "once they have been posted.\nInstead, you can cancel the journal entry."))
        if not self._is_end_of_seq_chain() and not self.env.user.has_group(
                "account.group_account_manager"):
            raise UserError(_(
                "You cannot delete this entry, as it has already consumed a sequence "
                "number and is not the last one in the chain. You should probably revert "
                "it instead."))

    # ---- hashes
    def button_hash(self):
        """Secure entries, and all before them in their chains, by hashes."""
        self._hash_moves()

    def _hash_sales(self):
        """Secure what customers get at once, in journals that say so."""
        self.filtered(lambda move: move.is_sale_document(True)
                      and not move.inalterable_hash)._hash_moves()

    def _hash_moves(self):
        """Secure posted entries; those before them in a chain come first."""
        for move in self.filtered(lambda move: move.state != "posted"):
            raise UserError(_(
                "You cannot secure an entry that is not posted: %s", move.display_name))
        for journal, moves in self.grouped("journal_id").items():
            for prefix, chain in moves.grouped("sequence_prefix").items():
                top = max(chain.mapped("sequence_number"))
                self._hash_chain(journal, prefix, top)

    @api.model
    def _hash_chain(self, journal, prefix, top):
        domain = [("journal_id", "=", journal.id), ("sequence_prefix", "=", prefix),
                  ("state", "=", "posted")]
        chain = self.sudo()
        last = chain.search([*domain, ("inalterable_hash", "!=", False)],
                            order="sequence_number desc", limit=1)
        todo = chain.search([
            *domain, ("inalterable_hash", "=", False), ("sequence_number", "<=", top),
            ("sequence_number", ">", last.sequence_number)], order="sequence_number")
        previous = last.inalterable_hash or ""
        serial = last.secure_sequence_number
        for move in todo:
            serial += 1
            previous = move._get_hash(previous)
            move.with_context(syncing=True).write(
                {"inalterable_hash": previous, "secure_sequence_number": serial})

    def _is_behind_hashes(self):
        """Tell whether entries after it in its chain are secured already."""
        self.ensure_one()
        return bool(self.sudo().search_count([
            ("journal_id", "=", self.journal_id.id),
            ("sequence_prefix", "=", self.sequence_prefix),
            ("sequence_number", ">", self.sequence_number),
            ("inalterable_hash", "!=", False)], limit=1))

    def _get_hash(self, previous):
        """Return the hash of an entry that follows one with the hash `previous`."""
        self.ensure_one()
        content = {name: self._get_hashed_value(self, name) for name in MOVE_FIELDS}
        for line in self.line_ids.sorted("id"):
            for name in LINE_FIELDS:
                content[f"line_{line.id}_{name}"] = self._get_hashed_value(line, name)
        text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        digest = hashlib.sha256(
            (previous.removeprefix(VERSION) + text).encode()).hexdigest()
        return f"{VERSION}{digest}"

    @api.model
    def _get_hashed_value(self, record, name):
        field, value = record._fields[name], record[name]
        if field.type == "many2one":
            return str(value.id)
        if field.type == "monetary":
            return f"{value:.{record.company_currency_id.decimal_places}f}"
        return str(value)

    def _find_tampered(self):
        """Return the first entry whose hash no longer fits; none if all do."""
        for journal, moves in self.filtered("inalterable_hash").grouped(
                "journal_id").items():
            for prefix in set(moves.mapped("sequence_prefix")):
                previous = ""
                for move in self.sudo().search([
                    ("journal_id", "=", journal.id), ("sequence_prefix", "=", prefix),
                    ("inalterable_hash", "!=", False)], order="sequence_number"):
                    if move.inalterable_hash != move._get_hash(previous):
                        return move
                    previous = move.inalterable_hash
        return self.browse()

    def _check_hashed(self, vals):
        """Refuse to change what a hash secures; UserError."""
        fixed = {"name", "date", "journal_id", "company_id", "inalterable_hash"} & set(vals)
        for move in self.filtered("inalterable_hash"):
            if fixed and "secure_sequence_number" not in vals:
                raise UserError(_(
                    "This document is protected by a hash. Therefore, you cannot edit the "
                    "following fields: %s.", ", ".join(
                        move._fields[name].string for name in sorted(fixed))))
