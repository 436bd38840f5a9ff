"""Bank accounts: trusted or not, and what QR codes say of them."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class ResPartnerBank(models.Model):
    _inherit = "res.partner.bank"

    duplicate_bank_partner_ids = fields.Many2many(
        "res.partner", compute="_compute_duplicate_bank_partner_ids")
    user_has_group_validate_bank_account = fields.Boolean(compute="_compute_trust_flags")
    lock_trust_fields = fields.Boolean(compute="_compute_trust_flags")
    money_transfer_service = fields.Char(compute="_compute_trust_flags")

    @api.depends("acc_number")
    def _compute_duplicate_bank_partner_ids(self):
        for bank in self:
            same = self.search([
                ("sanitized_acc_number", "=", bank.sanitized_acc_number),
                ("id", "!=", bank._origin.id)]) if bank.acc_number else self.browse()
            bank.duplicate_bank_partner_ids = same.partner_id - bank.partner_id

    @api.depends_context("uid")
    @api.depends("allow_out_payment")
    def _compute_trust_flags(self):
        able = self.env.su or self.env.user.has_group(
            "account.group_validate_bank_account")
        for bank in self:
            bank.user_has_group_validate_bank_account = able
            bank.lock_trust_fields = bool(
                bank._origin and bank._origin.allow_out_payment)
            bank.money_transfer_service = False

    def write(self, vals):
        """Change accounts; who may send money where is for some to say."""
        if "allow_out_payment" in vals and not (
                self.env.su or self.env.user.has_group(
                    "account.group_validate_bank_account")):
            raise UserError(_(
                "You do not have the right to trust or un-trust a bank account."))
        return super().write(vals)

    # ---- QR codes
    @api.model
    def get_available_qr_methods_in_sequence(self):
        """Return the (code, name) of each kind of QR code there is, the first one first."""
        return [(code, name) for code, name, _sequence in sorted(
            self._get_available_qr_methods(), key=lambda method: method[2])]

    @api.model
    def _get_available_qr_methods(self):
        """Return (code, name, sequence) of each kind (modules of countries add theirs)."""
        return []

    def _find_qr_method(self, currency, qr_method):
        if not self:
            return None
        self.ensure_one()
        if not currency:
            raise UserError(_(
                "Currency must always be provided in order to generate a QR-code"))
        known = [code for code, _name in self.get_available_qr_methods_in_sequence()]
        if qr_method:
            return qr_method if qr_method in known else None
        return known[0] if known else None

    def build_qr_code_url(self, amount, free_communication, structured_communication,
                          currency, debtor_partner, qr_method=None, silent_errors=True):
        """Return the address of a QR code's picture; None where no kind of code fits."""
        method = self._find_qr_method(currency, qr_method)
        return self._get_qr_code_url(method, amount, currency, debtor_partner,
                                     free_communication, structured_communication) \
            if method else None

    def build_qr_code_base64(self, amount, free_communication, structured_communication,
                             currency, debtor_partner, qr_method=None, silent_errors=True):
        """Return a QR code's picture; None where no kind of code fits."""
        method = self._find_qr_method(currency, qr_method)
        return self._get_qr_code_base64(method, amount, currency, debtor_partner,
                                        free_communication, structured_communication) \
            if method else None

    def _get_qr_code_url(self, qr_method, *args):
        raise NotImplementedError(
            "res.partner.bank.build_qr_code_url: see COVERAGE.md")

    def _get_qr_code_base64(self, qr_method, *args):
        raise NotImplementedError(
            "res.partner.bank.build_qr_code_base64: see COVERAGE.md")
