"""What the wizard that pays checks before: banks, accounts, doubles."""
from markupsafe import Markup
from odoo import _, api, fields, models

from ..actions import open_records


class AccountPaymentRegister(models.TransientModel):
    _inherit = "account.payment.register"

    actionable_errors = fields.Json(compute="_compute_actionable_errors")
    available_journal_ids = fields.Many2many(
        "account.journal", compute="_compute_available_journal_ids")
    available_partner_bank_ids = fields.Many2many(
        "res.partner.bank", compute="_compute_available_partner_bank_ids")
    available_payment_method_line_ids = fields.Many2many(
        "account.payment.method.line", compute="_compute_available_method_lines")
    partner_bank_id = fields.Many2one(
        "res.partner.bank", string="Recipient Bank Account",
        compute="_compute_partner_bank_id", store=True, readonly=False)
    duplicate_payment_ids = fields.Many2many(
        "account.payment", compute="_compute_duplicate_payment_ids")
    hide_writeoff_section = fields.Boolean(compute="_compute_hide_writeoff_section")
    installments_switch_html = fields.Html(compute="_compute_installments_switch_html")
    is_register_payment_on_draft = fields.Boolean(compute="_compute_is_on_draft")
    missing_account_partners = fields.Many2many(
        "res.partner", compute="_compute_bank_trust")
    untrusted_bank_ids = fields.Many2many(
        "res.partner.bank", compute="_compute_bank_trust")
    untrusted_payments_count = fields.Integer(compute="_compute_bank_trust")
    require_partner_bank_account = fields.Boolean(compute="_compute_bank_account_need")
    show_partner_bank_account = fields.Boolean(compute="_compute_bank_account_need")
    qr_code = fields.Html(string="QR Code URL", compute="_compute_qr_code")

    # ---- choices
    @api.depends("payment_type", "company_id")
    def _compute_available_journal_ids(self):
        for wizard in self:
            name = f"{wizard.payment_type or 'inbound'}_payment_method_line_ids"
            wizard.available_journal_ids = self.env["account.journal"].search([
                ("company_id", "=", wizard.company_id.id),
                ("type", "in", ("bank", "cash", "credit"))]).filtered(name)

    @api.depends("journal_id", "payment_type", "partner_id")
    def _compute_available_partner_bank_ids(self):
        for wizard in self:
            wizard.available_partner_bank_ids = wizard.journal_id.bank_account_id \
                if wizard.payment_type == "inbound" else wizard.partner_id.bank_ids

    @api.depends("journal_id", "available_partner_bank_ids")
    def _compute_partner_bank_id(self):
        for wizard in self:
            banks = wizard.available_partner_bank_ids
            wanted = wizard.line_ids.move_id.partner_bank_id & banks
            wizard.partner_bank_id = wanted[:1] or banks[:1]

    @api.depends("journal_id", "payment_type")
    def _compute_available_method_lines(self):
        for wizard in self:
            wizard.available_payment_method_line_ids = \
                wizard.journal_id[f"{wizard.payment_type or 'inbound'}"
                                  "_payment_method_line_ids"]

    # ---- checks
    @api.depends("amount", "partner_id", "payment_date", "payment_type")
    def _compute_duplicate_payment_ids(self):
        for wizard in self:
            wizard.duplicate_payment_ids = self.env["account.payment"].search([
                ("partner_id", "=", wizard.partner_id.id), ("amount", "=", wizard.amount),
                ("date", "=", wizard.payment_date), ("state", "in", ("draft", "in_process")),
                ("payment_type", "=", wizard.payment_type),
            ]) if wizard.partner_id else False

    @api.depends("early_payment_discount_mode")
    def _compute_hide_writeoff_section(self):
        for wizard in self:
            wizard.hide_writeoff_section = wizard.early_payment_discount_mode

    @api.depends("installments_mode", "installments_switch_amount")
    def _compute_installments_switch_html(self):
        for wizard in self:
            wizard.installments_switch_html = False
            if len(wizard.line_ids) == len(wizard.line_ids.move_id):
                continue
            text = _("This is the full amount.") if wizard.installments_mode == "full" \
                else _("This is the next unreconciled installment.")
            other = _("Consider paying in %(btn_start)sinstallments%(btn_end)s instead.") \
                if wizard.installments_mode == "full" \
                else _("Consider paying the %(btn_start)sfull amount%(btn_end)s.")
            other = Markup.escape(other) % {
                "btn_start": Markup('<span class="installments_switch_button btn-link">'),
                "btn_end": Markup("</span>")}
            wizard.installments_switch_html = Markup("<p>%s %s</p>") % (text, other)

    @api.depends("line_ids.parent_state")
    def _compute_is_on_draft(self):
        for wizard in self:
            wizard.is_register_payment_on_draft = any(
                line.parent_state == "draft" for line in wizard.line_ids)

    @api.depends("payment_method_code", "journal_id")
    def _compute_bank_account_need(self):
        needs = self.env["account.payment"]._get_methods_with_bank()
        for wizard in self:
            wizard.show_partner_bank_account = \
                wizard.journal_id.type != "cash" and bool(wizard.payment_method_line_id)
            wizard.require_partner_bank_account = \
                wizard.payment_method_code in needs

    @api.depends("line_ids", "payment_type", "require_partner_bank_account")
    def _compute_bank_trust(self):
        for wizard in self:
            missing = self.env["res.partner"]
            untrusted = self.env["res.partner.bank"]
            count = 0
            for batch in wizard._get_batches():
                if wizard.payment_type != "outbound" or \
                        not wizard.require_partner_bank_account:
                    continue
                partner = batch.partner_id[:1]
                bank = batch.move_id.partner_bank_id[:1] or partner.bank_ids[:1]
                if not bank:
                    missing |= partner
                elif not bank.allow_out_payment:
                    untrusted |= bank
                    count += 1
            wizard.missing_account_partners = missing
            wizard.untrusted_bank_ids = untrusted
            wizard.untrusted_payments_count = count

    @api.depends("missing_account_partners", "untrusted_bank_ids")
    def _compute_actionable_errors(self):
        for wizard in self:
            errors = {}
            if wizard.missing_account_partners:
                errors["missing_account_partners"] = {
                    "message": _("Some partners have no bank account"),
                    "action_text": _("View Partner(s)"),
                    "action": wizard.action_open_missing_account_partners()}
            if wizard.untrusted_bank_ids:
                errors["untrusted_bank_accounts"] = {
                    "message": _("Some bank accounts are not trusted"),
                    "action_text": _("View Bank Account(s)"),
                    "action": wizard.action_open_untrusted_bank_accounts()}
            wizard.actionable_errors = errors

    @api.depends("amount", "journal_id")
    def _compute_qr_code(self):
        self.qr_code = False        # needs the modules of national QR codes

    # ---- buttons
    def action_open_missing_account_partners(self):
        """Open the partners that have no bank account."""
        self.ensure_one()
        return open_records(self.missing_account_partners, _("Partners"))

    def action_open_untrusted_bank_accounts(self):
        """Open the bank accounts that no money may be sent to."""
        self.ensure_one()
        return open_records(self.untrusted_bank_ids, _("Bank Accounts"))
