"""Buttons of journals."""
from odoo import Command, _, api, models
from odoo.exceptions import UserError

from ..actions import open_new, open_records

# what the dashboard's card of a journal opens
ACTIONS = {
    "bank": "action_bank_statement_tree", "cash": "action_view_bank_statement_tree",
    "credit": "action_credit_statement_tree", "sale": "action_move_out_invoice_type",
    "purchase": "action_move_in_invoice_type", "general": "action_move_journal_line",
}
NEW = {"sale": "out_invoice", "purchase": "in_invoice"}


class AccountJournal(models.Model):
    _inherit = "account.journal"

    # ---- lists
    def open_action(self):
        """Open what the journal holds, or the action that the context names."""
        self.ensure_one()
        name = self.env.context.get("action_name") or ACTIONS[self.type]
        action = self.env["ir.actions.act_window"]._for_xml_id(f"account.{name}")
        context = {
            "default_journal_id": self.id, "search_default_journal_id": self.id}
        if self.type in NEW:
            context["default_move_type"] = NEW[self.type]
        action["context"] = context
        action["domain"] = [("journal_id", "=", self.id)] if self.type not in NEW else [
            ("journal_id", "=", self.id),
            ("move_type", "in", self.env["account.move"].get_sale_types(True)
             if self.type == "sale"
             else self.env["account.move"].get_purchase_types(True))]
        return action

    def open_action_with_context(self):
        """Open the action that the context names, filtered by the journal."""
        name = self.env.context.get("action_name")
        if not name:
            return False
        context = {key: value for key, value in self.env.context.items()
                   if key.startswith(("default_", "search_default_"))}
        action = self.env["ir.actions.act_window"]._for_xml_id(f"account.{name}")
        action["context"] = {**context, "default_journal_id": self.id}
        if self.env.context.get("use_domain"):
            action["domain"] = ["|", ("journal_id", "=", self.id),
                                ("journal_id", "=", False)]
        return action

    def open_payments_action(self, payment_type=False, mode="list"):
        """Open the payments of the journal, or all of a kind."""
        if payment_type == "outbound":
            name = "account.action_account_payments_payable"
        elif payment_type == "transfer":
            name = "account.action_account_payments_transfer"
        elif payment_type == "inbound":
            name = "account.action_account_payments"
        else:
            name = "account.action_account_all_payments"
        action = self.env["ir.actions.act_window"]._for_xml_id(name)
        action["context"] = {"default_journal_id": self.id,
                             "search_default_journal_id": self.id}
        if payment_type == "transfer":
            action["context"] |= {"default_partner_id": self.company_id.partner_id.id,
                                  "default_is_internal_transfer": True}
        if mode == "form":
            action["views"] = [[False, "form"]]
        return action

    def to_check_ids(self):
        """Return the bank lines of the journal that are not reviewed."""
        self.ensure_one()
        return self.env["account.bank.statement.line"].search([
            ("journal_id", "=", self.id), ("move_id.checked", "=", False),
            ("move_id.state", "=", "posted")])

    def show_sequence_holes(self):
        """Open the entries behind gaps in the numbers."""
        moves = self.env["account.move"]
        for journal in self:
            moves |= journal._find_sequence_holes()
        return {
            "type": "ir.actions.act_window", "name": _("Journal Entries"),
            "res_model": "account.move", "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "search_view_id": (self.env.ref("account.view_account_move_filter").id,
                               "search"),
            "domain": [("id", "in", moves.ids)],
            "context": {"search_default_group_by_sequence_prefix": 1, "expand": 1},
        }

    def show_unhashed_entries(self):
        """Open the posted entries that no hash secures."""
        self.ensure_one()
        moves = self._find_unhashed()
        return open_records(moves, _("Journal Entries to Hash"))

    def open_bank_difference_action(self):
        """Open the lines of the bank's account that no statement knows."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "account.action_account_moves_all_a")
        action["domain"] = [
            ("account_id", "=", self.default_account_id.id),
            ("parent_state", "=", "posted"), ("statement_line_id", "=", False)]
        action["context"] = {"search_default_account_id": self.default_account_id.id}
        return action

    def open_invalid_statements_action(self):
        """Open the statements whose balances do not fit."""
        self.ensure_one()
        statements = self.env["account.bank.statement"].search(
            [("journal_id", "=", self.id)])
        return open_records(statements.filtered(
            lambda statement: not (statement.is_valid and statement.is_complete)),
            _("Bank Statements"))

    # ---- new things
    def action_create_new(self):
        """Open a form for a new entry of the journal."""
        self.ensure_one()
        kind = NEW.get(self.type, "entry")
        if self.env.context.get("refund"):
            kind = {"sale": "out_refund", "purchase": "in_refund"}.get(self.type, kind)
        return open_new(
            "account.move", _("Create invoice/bill"),
            {"default_journal_id": self.id, "default_move_type": kind},
            view_id=self.env.ref("account.view_move_form").id)

    def action_create_vendor_bill(self):
        """Open a form for a new bill."""
        journal = self or self.env["account.journal"].search(
            [("type", "=", "purchase"), ("company_id", "=", self.env.company.id)], limit=1)
        if not journal:
            raise UserError(_("The chart of accounts must have a purchase journal."))
        return journal[:1].action_create_new()

    def create_customer_payment(self):
        """Open a form for money that comes in."""
        return self.open_payments_action("inbound", mode="form")

    def create_supplier_payment(self):
        """Open a form for money that goes out."""
        return self.open_payments_action("outbound", mode="form")

    def create_bank_statement(self):
        """Open a form for a new statement."""
        self.ensure_one()
        return open_new("account.bank.statement", _("Bank Statement"),
                        {"default_journal_id": self.id})

    def create_document_from_attachment(self, attachment_ids):
        """Make a draft of each attachment and open them."""
        attachments = self.env["ir.attachment"].browse(attachment_ids)
        if not attachments:
            raise UserError(_("No attachment was provided"))
        journal = self or self.env["account.journal"].browse(
            self.env.context.get("default_journal_id"))
        kind = self.env.context.get("default_move_type") or NEW.get(journal.type, "entry")
        moves = self.env["account.move"]
        for attachment in attachments:
            move = moves.create({"journal_id": journal.id, "move_type": kind})
            attachment.write({"res_model": "account.move", "res_id": move.id})
            move.message_post(attachment_ids=attachment.ids)
            moves |= move
        return open_records(moves, _("Generated Documents"),
                            context=self.env.context.copy() if self.env.context else {})

    def action_post_all_entries(self):
        """Open the wizard that posts the drafts of the journal."""
        self.ensure_one()
        return open_new(
            "validate.account.move", _("Confirm Entries"),
            {"active_model": "account.journal", "active_id": self.id,
             "active_ids": self.ids}, target="new")

    @api.model
    def is_sample_action_available(self):
        """Tell whether a sample bill can be made."""
        return False

    # ---- banks
    def action_configure_bank_journal(self):
        """Open the wizard that gives the journal a bank account."""
        return self.company_id.setting_init_bank_account_action()

    def set_bank_account(self, acc_number, bank_id=None):
        """Give the journal the company's bank account of a number."""
        self.ensure_one()
        banks = self.env["res.partner.bank"]
        partner = self.company_id.partner_id
        number = "".join(char for char in acc_number if char.isalnum()).upper()
        account = banks.search([("sanitized_acc_number", "=", number),
                                ("partner_id", "=", partner.id)], limit=1)
        self.bank_account_id = account or banks.create({
            "acc_number": acc_number, "bank_id": bank_id, "partner_id": partner.id,
            "currency_id": self.currency_id.id, "journal_id": [Command.link(self.id)]})

    # ---- invoices of networks
    def button_fetch_in_einvoices(self):
        """Fetch bills: there is no network without the module of one."""

    def button_refresh_out_einvoices_status(self):
        """Ask how invoices fare: there is no network without the module of one."""

    def button_unsubscribe_from_invoice_notifications(self):
        """Stop mails about bills that came in."""
        self.ensure_one()
        self.incoming_einvoice_notification_email = False
