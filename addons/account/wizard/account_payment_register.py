"""The wizard that pays invoices."""
from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError


class AccountPaymentRegister(models.TransientModel):
    _inherit = "account.payment.register"

    payment_date = fields.Date(default=fields.Date.context_today)
    line_ids = fields.Many2many("account.move.line")
    writeoff_label = fields.Char(default="Write-Off")
    partner_id = fields.Many2one("res.partner", compute="_compute_source", store=True)
    payment_type = fields.Selection(compute="_compute_source", store=True)
    partner_type = fields.Selection(compute="_compute_source", store=True)
    company_id = fields.Many2one("res.company", compute="_compute_source", store=True)
    source_currency_id = fields.Many2one(
        "res.currency", compute="_compute_source", store=True)
    source_amount = fields.Monetary(compute="_compute_source", store=True)
    source_amount_currency = fields.Monetary(compute="_compute_source", store=True)
    can_edit_wizard = fields.Boolean(compute="_compute_source", store=True)
    can_group_payments = fields.Boolean(compute="_compute_source", store=True)
    journal_id = fields.Many2one(
        "account.journal", compute="_compute_journal_id", store=True, readonly=False)
    currency_id = fields.Many2one(
        "res.currency", compute="_compute_currency_id", store=True, readonly=False)
    communication = fields.Char(
        compute="_compute_communication", store=True, readonly=False)
    payment_method_line_id = fields.Many2one(
        "account.payment.method.line", compute="_compute_method", store=True,
        readonly=False)

    @api.model
    def default_get(self, fields_list):
        """Take the lines to pay from the records of the context."""
        values = super().default_get(fields_list)
        if "line_ids" not in fields_list or "line_ids" in values:
            return values
        context = self.env.context
        records = self.env[context.get("active_model", "account.move")].browse(
            context.get("active_ids") or [context.get("active_id")])
        lines = records.line_ids if records._name == "account.move" else records
        due = lines.filtered(
            lambda line: line.account_type in ("asset_receivable", "liability_payable")
            and not line.reconciled)
        if not due:
            raise UserError(_(
                "You can't register a payment because there is nothing left to pay on "
                "the selected journal items."))
        if len(due.company_id) > 1:
            raise UserError(_(
                "You can't create payments for entries belonging to different "
                "companies."))
        if len(set(due.mapped("account_type"))) > 1:
            raise UserError(_(
                "You can't register payments for both inbound and outbound moves at the "
                "same time."))
        values["line_ids"] = [Command.set(due.ids)]
        return values

    @api.depends("line_ids")
    def _compute_source(self):
        for wizard in self:
            lines = wizard.line_ids
            rest = sum(lines.mapped("amount_residual"))
            wizard.partner_id = lines.partner_id[:1]
            wizard.company_id = lines.company_id[:1] or self.env.company
            wizard.payment_type = "inbound" if rest > 0 else "outbound"
            wizard.partner_type = "customer" if \
                lines[:1].account_type == "asset_receivable" else "supplier"
            wizard.source_currency_id = lines.currency_id[:1]
            wizard.source_amount = abs(rest)
            wizard.source_amount_currency = abs(
                sum(lines.mapped("amount_residual_currency")))
            batches = wizard._get_batches()
            wizard.can_edit_wizard = len(batches) == 1
            wizard.can_group_payments = any(
                len(batch.move_id) > 1 for batch in batches)

    @api.depends("company_id")
    def _compute_journal_id(self):
        for wizard in self:
            wizard.journal_id = self.env["account.journal"].search([
                ("type", "in", ("bank", "cash", "credit")),
                ("company_id", "=", wizard.company_id.id)], limit=1)

    @api.depends("journal_id", "source_currency_id")
    def _compute_currency_id(self):
        for wizard in self:
            wizard.currency_id = wizard.journal_id.currency_id or \
                wizard.source_currency_id or wizard.company_id.currency_id

    @api.depends("journal_id", "payment_type")
    def _compute_method(self):
        for wizard in self:
            journal = wizard.journal_id
            lines = journal.outbound_payment_method_line_ids \
                if wizard.payment_type == "outbound" \
                else journal.inbound_payment_method_line_ids
            wizard.payment_method_line_id = lines[:1]

    @api.depends("line_ids")
    def _compute_communication(self):
        for wizard in self:
            names = [
                line.move_id.payment_reference or line.move_id.ref or line.move_id.name
                for line in wizard.line_ids]
            wizard.communication = ", ".join(sorted({name for name in names if name}))

    def _get_batches(self):
        """Return the lines that one payment can be about, group by group."""
        groups = {}
        for line in self.line_ids:
            key = (line.partner_id, line.account_id, line.currency_id)
            groups[key] = groups.get(key, self.line_ids.browse()) | line
        return list(groups.values())

    def _create_payments(self):
        self.ensure_one()
        batches = self._get_batches()
        single = len(batches) == 1 and (
            self.group_payment or len(batches[0].move_id) == 1 or
            len(batches[0]) == 1)
        if not single and not self.group_payment:
            batches = [batch.filtered(lambda line, move=move: line.move_id == move)
                       for batch in batches for move in batch.move_id]
        # what is selected is of no use below, and long
        self = self.with_context(active_ids=[], active_id=False)
        payments = self.env["account.payment"].create(
            [self._prepare_payment(lines, single) for lines in batches])
        payments.action_post()
        for payment, lines in zip(payments, batches, strict=True):
            lines.filtered(
                lambda line: line.parent_state == "posted")._match_payment(payment)
        return payments

    def _prepare_payment(self, lines, single):
        """Return the values of the payment of some lines."""
        rest = sum(lines.mapped("amount_residual_currency"))
        currency = self.currency_id if single else lines.currency_id[:1]
        return {
            "destination_account_id": lines.account_id[:1].id,
            "write_off_line_vals": self._get_write_off(rest) if single else [],
            "date": self.payment_date, "amount": self.amount if single else abs(rest),
            "payment_type": "inbound" if rest > 0 else "outbound",
            "partner_type": self.partner_type, "partner_id": lines.partner_id[:1].id,
            "memo": self.communication if single else lines.move_id[:1].name,
            "journal_id": self.journal_id.id, "currency_id": currency.id,
            "payment_method_line_id": self.payment_method_line_id.id,
            "invoice_ids": [Command.set(lines.move_id.ids)],
        }

    def action_create_payments(self):
        """Make the payments and open them; True when told not to."""
        payments = self._create_payments()
        if self.env.context.get("dont_redirect_to_payments"):
            return True
        action = {
            "name": _("Payments"), "type": "ir.actions.act_window",
            "res_model": "account.payment", "context": {"create": False},
        }
        if len(payments) == 1:
            return {**action, "view_mode": "form", "res_id": payments.id}
        return {**action, "view_mode": "list,form",
                "domain": [("id", "in", payments.ids)]}
