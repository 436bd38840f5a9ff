"""What forms of payments show and open."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..actions import open_form, open_records


class AccountPayment(models.Model):
    _inherit = "account.payment"

    available_journal_ids = fields.Many2many(
        "account.journal", compute="_compute_available_journal_ids")
    available_partner_bank_ids = fields.Many2many(
        "res.partner.bank", compute="_compute_available_partner_bank_ids")
    available_payment_method_line_ids = fields.Many2many(
        "account.payment.method.line", compute="_compute_available_method_lines")
    partner_bank_id = fields.Many2one(
        "res.partner.bank", compute="_compute_partner_bank_id", store=True, readonly=False)
    attachment_ids = fields.One2many(
        "ir.attachment", "res_id", domain=[("res_model", "=", "account.payment")],
        string="Attachments")
    duplicate_payment_ids = fields.Many2many(
        "account.payment", compute="_compute_duplicate_payment_ids")
    need_cancel_request = fields.Boolean(related="move_id.need_cancel_request")
    payment_receipt_title = fields.Char(compute="_compute_payment_receipt_title")
    qr_code = fields.Html(string="QR Code URL", compute="_compute_qr_code")
    reconciled_invoices_type = fields.Selection(
        [("credit_note", "Credit Note"), ("invoice", "Invoice")],
        compute="_compute_reconciled_invoices_type")
    reconciled_statement_line_ids = fields.Many2many(
        "account.bank.statement.line", compute="_compute_statement_lines")
    reconciled_statement_lines_count = fields.Integer(
        string="# Reconciled Statement Lines", compute="_compute_statement_lines")
    require_partner_bank_account = fields.Boolean(compute="_compute_bank_account_need")
    show_partner_bank_account = fields.Boolean(compute="_compute_bank_account_need")

    @api.depends("payment_type")
    def _compute_available_journal_ids(self):
        journals = self.env["account.journal"].search(
            [("type", "in", ("bank", "cash", "credit"))])
        for payment in self:
            name = f"{payment.payment_type or 'inbound'}_payment_method_line_ids"
            payment.available_journal_ids = journals.filtered(name)

    @api.depends("partner_id", "company_id", "payment_type", "journal_id")
    def _compute_available_partner_bank_ids(self):
        for payment in self:
            payment.available_partner_bank_ids = payment.journal_id.bank_account_id \
                if payment.payment_type == "inbound" else payment.partner_id.bank_ids

    @api.depends("available_partner_bank_ids", "journal_id")
    def _compute_partner_bank_id(self):
        for payment in self:
            banks = payment.available_partner_bank_ids
            if payment.partner_bank_id not in banks:
                payment.partner_bank_id = banks[:1]

    @api.depends("payment_type", "journal_id")
    def _compute_available_method_lines(self):
        for payment in self:
            payment.available_payment_method_line_ids = payment._get_method_lines()

    @api.depends("partner_id", "amount", "date", "payment_type")
    def _compute_duplicate_payment_ids(self):
        for payment in self:
            payment.duplicate_payment_ids = self.search([
                ("id", "!=", payment._origin.id), ("partner_id", "=", payment.partner_id.id),
                ("amount", "=", payment.amount), ("date", "=", payment.date),
                ("payment_type", "=", payment.payment_type),
                ("company_id", "=", payment.company_id.id),
                ("state", "in", ("draft", "in_process"))]) if payment.partner_id else False

    def _compute_payment_receipt_title(self):
        self.payment_receipt_title = _("Payment Receipt")

    @api.depends("partner_bank_id", "amount", "memo", "currency_id", "payment_type")
    def _compute_qr_code(self):
        self.qr_code = False        # needs the modules of national QR codes

    @api.depends("reconciled_invoice_ids")
    def _compute_reconciled_invoices_type(self):
        for payment in self:
            kinds = set(payment.reconciled_invoice_ids.mapped("move_type"))
            payment.reconciled_invoices_type = \
                "credit_note" if kinds == {"out_refund"} else "invoice"

    def _compute_statement_lines(self):
        for payment in self:
            liquidity = payment._seek_lines()[0]
            others = (liquidity.matched_debit_ids.debit_move_id
                      | liquidity.matched_credit_ids.credit_move_id)
            lines = others.move_id.statement_line_id
            payment.reconciled_statement_line_ids = lines
            payment.reconciled_statement_lines_count = len(lines)

    @api.depends("payment_method_code", "payment_type", "journal_id")
    def _compute_bank_account_need(self):
        for payment in self:
            known = payment.state == "draft"
            payment.show_partner_bank_account = \
                payment.journal_id.type != "cash" and bool(payment.payment_method_line_id)
            payment.require_partner_bank_account = \
                known and payment.payment_method_code in self._get_methods_with_bank()

    @api.model
    def _get_methods_with_bank(self):
        """Return the codes of payment methods that need the partner's account (hook)."""
        return []

    # ---- buttons
    def action_open_business_doc(self):
        """Open the payment."""
        return open_form(self, _("Payment"))

    def button_open_invoices(self):
        """Open the invoices that are paid."""
        self.ensure_one()
        return open_records(
            self.reconciled_invoice_ids | self.invoice_ids.filtered(
                lambda move: move.is_sale_document(True)),
            _("Paid Invoices"), context={"create": False})

    def button_open_bills(self):
        """Open the bills that are paid."""
        self.ensure_one()
        return open_records(
            self.reconciled_bill_ids | self.invoice_ids.filtered(
                lambda move: move.is_purchase_document(True)),
            _("Paid Bills"), context={"create": False})

    def button_open_journal_entry(self):
        """Open the entry."""
        self.ensure_one()
        return open_form(self.move_id, _("Journal Entry"), context={"create": False})

    def button_open_statement_lines(self):
        """Open the bank's lines that the payment is matched with."""
        self.ensure_one()
        return open_records(self.reconciled_statement_line_ids, _("Matched Transactions"),
                            context={"create": False})

    def button_request_cancel(self):
        """Ask an authority to cancel; UserError when none has to be asked."""
        raise UserError(_(
            "You can only request a cancellation for invoice sent to the government."))
