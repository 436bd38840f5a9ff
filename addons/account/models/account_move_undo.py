"""Taking entries back: to draft, cancelled, reversed."""
from odoo import _, models
from odoo.exceptions import UserError, ValidationError

REVERSED = {
    "out_invoice": "out_refund", "in_invoice": "in_refund", "out_refund": "entry",
    "in_refund": "entry", "out_receipt": "out_refund", "in_receipt": "in_refund",
    "entry": "entry",
}


class AccountMove(models.Model):
    _inherit = "account.move"

    # ---- back
    def button_draft(self):
        """Take entries out of the books."""
        if any(move.state not in ("cancel", "posted") for move in self):
            raise UserError(_(
                "Only posted/cancelled journal entries can be reset to draft."))
        for move in self:
            move._check_locks()
            if move.inalterable_hash:
                raise UserError(_(
                    "You cannot reset to draft a locked journal entry."))
        self.line_ids.analytic_line_ids.sudo().unlink()
        self.line_ids.remove_move_reconcile()
        self.with_context(syncing=True).write({"state": "draft", "is_move_sent": False})

    def button_cancel(self):
        """Cancel entries that are not in the books."""
        posted = self.filtered(lambda move: move.state == "posted")
        posted.button_draft()
        if any(move.state != "draft" for move in self):
            raise UserError(_("Only draft journal entries can be cancelled."))
        self.with_context(syncing=True).write({"auto_post": "no", "state": "cancel"})

    def _reverse_moves(self, default_values_list=None, cancel=False):
        """Return new entries that undo these; with `cancel` they are matched."""
        default_values_list = default_values_list or [{} for _move in self]
        reverse = self.browse()
        for move, values in zip(self, default_values_list, strict=True):
            kind = REVERSED[move.move_type]
            values = {
                "move_type": kind, "reversed_entry_id": move.id,
                "partner_id": move.partner_id.id, **values,
            }
            if kind == "entry":
                [data] = move.copy_data(values)
                lines = move.line_ids.filtered("account_id")
                data.pop("invoice_line_ids", None)
                data["line_ids"] = [(0, 0, {
                    "name": line.name, "account_id": line.account_id.id,
                    "partner_id": line.partner_id.id,
                    "currency_id": line.currency_id.id,
                    "amount_currency": -line.amount_currency, "balance": -line.balance,
                }) for line in lines]
                reverse |= self.create(data)
            else:
                reverse |= move.with_context(include_business_fields=True).copy(
                    values).with_context(self.env.context)
        if cancel:
            reverse._post(soft=False)
            for move, counter in zip(self, reverse, strict=True):
                lines = (move.line_ids | counter.line_ids).filtered(
                    lambda line: line.account_id.reconcile and not line.reconciled)
                for account in lines.account_id:
                    lines.filtered(
                        lambda line, account=account: line.account_id == account
                    ).reconcile()
        return reverse

    def action_reverse(self):
        """Open the wizard that reverses."""
        action = self.env["ir.actions.actions"]._for_xml_id(
            "account.action_view_account_move_reversal")
        if self.is_invoice():
            action["name"] = _("Credit Note")
        return action

    def action_duplicate(self):
        """Copy the entry and open the copy."""
        copied = self.copy()
        return copied.get_formview_action() if hasattr(
            copied, "get_formview_action") else {"res_id": copied.id}

    def action_switch_move_type(self):
        """Make a credit note of an invoice, and the other way round."""
        for move in self:
            if move.posted_before and move.name:
                raise ValidationError(_(
                    "You cannot switch the type of a document with an existing sequence "
                    "number."))
            if move.move_type == "entry":
                raise ValidationError(_(
                    "This action isn't available for this document."))
            direction, kind = move.move_type.split("_")
            other = "refund" if kind == "invoice" else "invoice"
            values = {"move_type": f"{direction}_{other}"}
            if move.amount_total < 0:
                values["invoice_line_ids"] = [
                    (1, line.id, {"quantity": -line.quantity})
                    for line in move.invoice_line_ids if line.display_type == "product"]
            move.write(values)

    def _undo_by_reversal(self):
        """Reverse entries that were made by a matching which is taken back."""
        for move in self:
            move._reverse_moves([{
                "date": move.date, "ref": _("Reversal of: %s", move.name)}], cancel=True)
