"""The wizard that sets up a bank account of the company and its journal."""
from odoo import _, api, fields, models


class AccountSetupBankManualConfig(models.TransientModel):
    _inherit = "account.setup.bank.manual.config"
    _inherits = {"res.partner.bank": "res_partner_bank_id"}

    linked_journal_id = fields.Many2one(
        "account.journal", compute="_compute_linked_journal_id",
        inverse="set_linked_journal_id")
    new_journal_name = fields.Char(
        default=lambda self: self._find_unused("bank")[:1].name or _("Bank"),
        inverse="set_linked_journal_id", required=True)
    num_journals_without_account_bank = fields.Integer(
        default=lambda self: len(self._find_unused("bank")))
    num_journals_without_account_credit = fields.Integer(
        default=lambda self: len(self._find_unused("credit")))
    company_id = fields.Many2one("res.company", compute="_compute_company_id",
                                 required=True)

    @api.model
    def _find_unused(self, kind):
        return self.env["account.journal"].search([
            ("type", "=", kind), ("bank_account_id", "=", False),
            ("company_id", "=", self.env.company.id)])

    @api.model_create_multi
    def create(self, vals_list):
        """Make the wizard and the account of the company."""
        for vals in vals_list:
            vals["partner_id"] = self.env.company.partner_id.id
            vals.setdefault("new_journal_name", vals.get("acc_number"))
            vals["allow_out_payment"] = True
        return super().create(vals_list)

    def _compute_company_id(self):
        self.company_id = self.env.company

    @api.depends("journal_id")
    def _compute_linked_journal_id(self):
        for wizard in self:
            wizard.linked_journal_id = wizard.journal_id[:1] or \
                wizard.default_linked_journal_id(
                    self.env.context.get("default_linked_journal_type", "bank"))

    def default_linked_journal_id(self, journal_type):
        """Return the first journal of a type that has no account and no entries."""
        for journal in self._find_unused(journal_type):
            if not self.env["account.move"].search_count(
                    [("journal_id", "=", journal.id)], limit=1):
                return journal
        return self.env["account.journal"]

    def set_linked_journal_id(self):
        """Give the account to its journal, which is made if there is none."""
        for wizard in self:
            if wizard.bank_id and not wizard.currency_id:
                wizard.currency_id = wizard.company_id.currency_id
            journal = wizard.linked_journal_id
            account = wizard.res_partner_bank_id
            if journal:
                journal.write({"bank_account_id": account.id,
                               "name": wizard.new_journal_name or journal.name})
            else:
                self.env["account.journal"].create({
                    "name": wizard.new_journal_name, "company_id": wizard.company_id.id,
                    "type": self.env.context.get("default_linked_journal_type", "bank"),
                    "bank_account_id": account.id, "bank_statements_source": "undefined"})

    def validate(self):
        """Close the wizard; what it sets up is set up already."""
        self.ensure_one()
        return {"type": "ir.actions.client", "tag": "soft_reload"}
