"""The entry of a payment, and the states that go with it."""
from odoo import _, api, models
from odoo.exceptions import UserError

# changes of a payment that its entry follows
BOOKED = {"date", "amount", "payment_type", "partner_type", "payment_reference",
          "currency_id", "partner_id", "destination_account_id", "memo", "journal_id",
          "payment_method_line_id", "partner_bank_id"}


class AccountPayment(models.Model):
    _inherit = "account.payment"

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make payments with their entries; `write_off_line_vals` are further lines."""
        extra = [vals.pop("write_off_line_vals", None) for vals in vals_list]
        payments = super().create(vals_list)
        payments._make_entries(extra)
        payments.filtered(
            lambda payment: payment.state in ("in_process", "paid"))._post_entries()
        return payments

    def write(self, vals):
        """Change payments; their entries follow."""
        result = super().write(vals)
        if vals.get("state") in ("in_process", "paid"):
            self._make_entries([None] * len(self))
            self._post_entries()
        elif BOOKED & set(vals):
            for payment in self.filtered("move_id"):
                payment._write_entry(payment._get_further_lines())
        return result

    def _take_name(self):
        """Number payments that count: as their entries, else by a sequence of their own."""
        for payment in self.filtered(lambda payment: not payment.name):
            payment.name = payment.move_id.name or self.env["ir.sequence"].with_company(
                payment.company_id).next_by_code("account.payment")

    def unlink(self):
        """Delete payments with their entries."""
        moves = self.move_id
        moves.filtered(lambda move: move.state != "draft").button_draft()
        moves.unlink()
        return super().unlink()

    # ---- entry
    def _make_entries(self, extra):
        """Make the entries of payments; `extra` are values of further lines of each."""
        todo = [(payment, lines or []) for payment, lines in zip(self, extra, strict=True)
                if payment.outstanding_account_id and not payment.move_id]
        moves = self.env["account.move"].create([{
            **payment._prepare_entry(), "move_type": "entry",
            "origin_payment_id": payment.id,
            "line_ids": [(0, 0, vals) for vals in payment._prepare_lines(lines)],
        } for payment, lines in todo])
        for (payment, _lines), move in zip(todo, moves, strict=True):
            super(AccountPayment, payment).write({"move_id": move.id})

    def _post_entries(self):
        """Put the entries into the books and number the payments."""
        self.move_id.filtered(lambda move: move.state == "draft")._post(soft=False)
        self._take_name()

    def _prepare_entry(self):
        return {"ref": self.memo, "date": self.date, "journal_id": self.journal_id.id,
                "currency_id": self.currency_id.id, "partner_id": self.partner_id.id,
                "partner_bank_id": self.partner_bank_id.id}

    def _prepare_lines(self, extra):
        """Return the values of the lines: the money, what it is for, differences."""
        company = self.company_id or self.env.company
        sign = 1 if self.payment_type == "inbound" else -1
        balance = self.currency_id._convert(
            self.amount, company.currency_id, company, self.date)
        name = self.memo or self.name or _("Manual Payment")
        own = sum(line["amount_currency"] for line in extra)
        rest = sum(line["balance"] for line in extra)
        common = {"name": name, "partner_id": self.partner_id.id,
                  "currency_id": self.currency_id.id, "date_maturity": self.date}
        return [
            {**common, "account_id": self.outstanding_account_id.id,
             "amount_currency": sign * self.amount, "balance": sign * balance},
            {**common, "account_id": self.destination_account_id.id,
             "amount_currency": -sign * self.amount - own,
             "balance": -sign * balance - rest},
            *[{**common, **line} for line in extra],
        ]

    def _get_further_lines(self):
        """Return the values of the entry's lines that are neither money nor purpose."""
        lines = self.move_id.line_ids.sorted("id")[2:]
        return [{"name": line.name, "account_id": line.account_id.id,
                 "amount_currency": line.amount_currency, "balance": line.balance}
                for line in lines]

    def _write_entry(self, extra):
        """Bring the entry in line with the payment; UserError once it is posted."""
        move = self.move_id
        values = self._prepare_entry()
        moved = move.journal_id != self.journal_id
        if moved and move.name:
            values["name"] = False
        changed = {name: value for name, value in values.items()
                   if (move[name].id if move._fields[name].relational else move[name])
                   != value and (move[name] or value)}
        lines = move.line_ids.sorted("id")
        for line, vals in zip(lines, self._prepare_lines(extra), strict=True):
            vals |= line._amounts(vals["amount_currency"], vals["balance"],
                                  self.currency_id)
            line.with_context(check_move_validity=False)._change(vals)
        if changed:
            move.write(changed)
        move._check_balanced()

    # ---- states
    def action_post(self):
        """Put payments into the books."""
        for payment in self:
            if payment.require_partner_bank_account and \
                    not payment.partner_bank_id.allow_out_payment:
                raise UserError(_(
                    "To record payments with %(method_name)s, the recipient bank account "
                    "must be manually validated. You should go on the partner bank "
                    "account of %(partner)s in order to validate it.",
                    method_name=payment.payment_method_line_id.name,
                    partner=payment.partner_id.display_name))
        for payment in self:
            if payment.move_id.state == "posted":
                payment.move_id._check_postable()
        direct = self.filtered(
            lambda payment: payment.outstanding_account_id.account_type == "asset_cash")
        direct.write({"state": "paid"})
        (self - direct).filtered(
            lambda payment: payment.state in (False, "draft", "in_process")
        ).write({"state": "in_process"})

    def action_draft(self):
        """Take payments out of the books."""
        self.write({"state": "draft"})
        self.move_id.filtered(
            lambda move: move.state in ("posted", "cancel")).button_draft()

    def action_cancel(self):
        """Cancel payments; an entry that never was in the books goes."""
        self.write({"state": "canceled"})
        drafts = self.move_id.filtered(lambda move: move.state == "draft")
        (self.move_id - drafts).filtered(
            lambda move: move.state == "posted").button_cancel()
        drafts.unlink()

    def action_validate(self):
        """Say that the money is there."""
        self.write({"state": "paid"})

    def action_reject(self):
        """Say that the money will not come."""
        self.write({"state": "rejected"})

    def mark_as_sent(self):
        """Note that payments went to the bank."""
        self.write({"is_sent": True})

    def unmark_as_sent(self):
        """Note that payments did not go to the bank."""
        self.write({"is_sent": False})
