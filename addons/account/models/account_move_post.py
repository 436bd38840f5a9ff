"""Posting: checks, the books."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class AccountMove(models.Model):
    _inherit = "account.move"

    # ---- posting
    def action_post(self):
        """Post the entries; Odoo answers False."""
        payments = self.origin_payment_id.filtered(
            lambda payment: payment.state == "draft")
        payments.action_post()
        (self - payments.move_id)._post(soft=False)
        return False

    def _post(self, soft=True):
        """Check the entries, number them, put them into the books.

        With `soft` those of days to come wait for their day.
        """
        today = fields.Date.context_today(self)
        future = self.filtered(lambda move: move.date > today)
        if soft:
            future.filtered(lambda move: move.auto_post == "no").with_context(
                syncing=True).write({"auto_post": "at_date"})
            return (self - future)._post(soft=False) if future else \
                self._post(soft=False)
        for move in future.filtered(lambda move: move.auto_post != "no"):
            raise UserError(_(
                "This move is configured to be auto-posted on %(date)s",
                date=format_date(self.env, move.date)))
        for move in self:
            move._check_postable()
        self.line_ids._validate_analytic_distribution()
        for move in self:
            values = {"state": "posted", "posted_before": True}
            if move.is_invoice(True) and not move.invoice_date:
                move.write({"invoice_date": fields.Date.context_today(move)})
            if move._get_violated_locks():
                move.with_context(syncing=True).date = move._get_accounting_date(
                    move.invoice_date or move.date)
            if not move.name or move.name == "/":
                move._set_next_sequence()
            elif not move.sequence_number:
                move._note_sequence()
            if move.move_type == "out_invoice" and not move.payment_reference:
                values["payment_reference"] = move._get_invoice_reference()
            move.with_context(syncing=True).write(values)
            if values.get("payment_reference"):
                terms = move.line_ids.filtered(
                    lambda line: line.display_type == "payment_term").sorted(
                        lambda line: (line.date_maturity, line.id))
                for index, line in enumerate(terms):
                    line.with_context(syncing=True).name = move._get_term_name(
                        index, len(terms))
            move.line_ids._create_analytic_lines()
            move._count_rank()
        self.filtered("restrict_mode_hash_table")._hash_sales()
        self._match_earlier_payments()
        self._copy_recurring_entries()
        return self

    def _check_postable(self):
        if self.state in ("posted", "cancel"):
            raise UserError(_(
                "The entry %(name)s (id %(id)s) must be in draft.", name=self.name,
                id=self.id))
        if not self.line_ids.filtered(lambda line: line.display_type not in (
                "line_section", "line_subsection", "line_note")):
            raise UserError(_("Even magicians can't post nothing!"))
        if self.is_invoice(True):
            if not self.partner_id:
                if self.is_sale_document(True):
                    raise UserError(_(
                        "The 'Customer' field is required to validate the invoice.\n"
                        "You probably don't want to explain to your auditor that you "
                        "invoiced an invisible man :)"))
                raise UserError(_(
                    "The field 'Vendor' is required, please complete it to validate the "
                    "Vendor Bill."))
            if self.is_purchase_document(True) and not self.invoice_date:
                raise UserError(_(
                    "The Bill/Refund date is required to validate this document."))
            if self.partner_bank_id and not self.partner_bank_id.active:
                raise UserError(_(
                    "The recipient bank account linked to this invoice is archived.\n"
                    "So you cannot confirm the invoice."))
            if self.currency_id.compare_amounts(self.amount_total, 0.0) < 0:
                raise UserError(_(
                    "You cannot validate an invoice with a negative total amount. You "
                    "should create a credit note instead. Use the action menu to "
                    "transform it into a credit note or refund."))
        if not self.journal_id.active:
            raise UserError(_(
                "You cannot post an entry in an archived journal (%(journal)s)",
                journal=self.journal_id.display_name))
        if not self.currency_id.active:
            raise UserError(_(
                "You cannot validate a document with an inactive currency: %s",
                self.currency_id.name))
        if any(not account.active for account in self.line_ids.account_id):
            raise UserError(_(
                "A line of this move is using a archived account, you cannot post it."))

    def _get_invoice_reference(self):
        journal = self.journal_id
        if journal.invoice_reference_type == "partner":
            return f"CUST/{self.partner_id.ref or self.partner_id.id}"
        return self.name

    def _count_rank(self):
        name = "customer_rank" if self.is_sale_document() else "supplier_rank"
        if self.is_invoice() and self.partner_id:
            partner = self.partner_id.commercial_partner_id.sudo()
            partner[name] += 1

    @api.model
    def _autopost_draft_entries(self):
        """Post the drafts whose day has come."""
        self.search([
            ("state", "=", "draft"), ("date", "<=", fields.Date.context_today(self)),
            ("auto_post", "!=", "no"),
        ])._post()
