"""What lists of lines show, and their buttons."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..sections import find_section_parents


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    allowed_uom_ids = fields.Many2many("uom.uom", compute="_compute_allowed_uom_ids")
    cumulated_balance = fields.Monetary(
        compute="_compute_cumulated_balance", currency_field="company_currency_id",
        exportable=False)
    is_same_currency = fields.Boolean(compute="_compute_is_same_currency")
    is_storno = fields.Boolean(
        string="Company Storno Accounting", compute="_compute_is_storno", store=True,
        readonly=False)
    has_invalid_analytics = fields.Boolean(compute="_compute_has_invalid_analytics")
    parent_id = fields.Many2one(
        "account.move.line", string="Parent Section Line", compute="_compute_parent_id")
    payment_date = fields.Date(
        string="Next Payment Date", compute="_compute_payment_date",
        search="_search_payment_date")
    reconciled_lines_ids = fields.Many2many(
        "account.move.line", compute="_compute_reconciled_lines_ids",
        inverse="_inverse_reconciled_lines_ids")
    reconciled_lines_excluding_exchange_diff_ids = fields.Many2many(
        "account.move.line", compute="_compute_reconciled_lines_ids")

    @api.depends("product_id.uom_id", "product_id.uom_ids")
    def _compute_allowed_uom_ids(self):
        for line in self:
            line.allowed_uom_ids = line.product_id.uom_id | line.product_id.uom_ids

    @api.depends_context("order_cumulated_balance", "domain_cumulated_balance")
    def _compute_cumulated_balance(self):
        order = self.env.context.get("order_cumulated_balance")
        if not order:
            self.cumulated_balance = 0
            return
        found = self.search(
            self.env.context.get("domain_cumulated_balance") or [], order=order)
        total, balances = 0.0, {}
        for line in reversed(found):
            total += line.balance
            balances[line.id] = total
        for line in self:
            line.cumulated_balance = balances.get(line.id, 0.0)

    @api.depends("currency_id", "company_currency_id")
    def _compute_is_same_currency(self):
        for line in self:
            line.is_same_currency = line.currency_id == line.company_currency_id

    @api.depends("move_id.is_storno")
    def _compute_is_storno(self):
        for line in self:
            line.is_storno = line.is_storno or line.move_id.is_storno

    @api.depends("analytic_distribution")
    def _compute_has_invalid_analytics(self):
        for line in self:
            keys = [int(part) for key in line.analytic_distribution or {}
                    for part in str(key).split(",") if part.strip().isdigit()]
            known = self.env["account.analytic.account"].browse(keys).exists()
            line.has_invalid_analytics = len(known) != len(set(keys))

    @api.depends("move_id.invoice_line_ids.sequence", "display_type")
    def _compute_parent_id(self):
        for move, lines in self.grouped("move_id").items():
            parents = find_section_parents(move.invoice_line_ids)
            for line in lines:
                line.parent_id = parents.get(line, False)

    @api.depends("date_maturity", "discount_date", "reconciled")
    def _compute_payment_date(self):
        today = fields.Date.context_today(self)
        for line in self:
            early = line.discount_date
            line.payment_date = early if early and early >= today else line.date_maturity

    def _search_payment_date(self, operator, value):
        return ["|", "&", ("discount_date", ">=", fields.Date.context_today(self)),
                ("discount_date", operator, value), ("date_maturity", operator, value)]

    @api.depends("matched_debit_ids", "matched_credit_ids")
    def _compute_reconciled_lines_ids(self):
        for line in self:
            others = (line.matched_debit_ids.debit_move_id
                      | line.matched_credit_ids.credit_move_id)
            exchange = (line.matched_debit_ids
                        | line.matched_credit_ids).exchange_move_id
            line.reconciled_lines_ids = others
            line.reconciled_lines_excluding_exchange_diff_ids = others.filtered(
                lambda other, moves=exchange: other.move_id not in moves)

    def _inverse_reconciled_lines_ids(self):
        for line in self:
            known = (line.matched_debit_ids.debit_move_id
                     | line.matched_credit_ids.credit_move_id)
            added = line.reconciled_lines_ids - known
            if added:
                (line | added).reconcile()

    # ---- sections
    def get_parent_section_line(self):
        """Return the section or subsection that the line stands in."""
        self.ensure_one()
        return self.parent_id

    def get_section_subtotal(self):
        """Return what the lines of a section come to, without taxes."""
        self.ensure_one()
        lines = self.move_id.invoice_line_ids.filtered(
            lambda line: self in (line.parent_id, line.parent_id.parent_id))
        return sum(lines.filtered(
            lambda line: line.display_type == "product").mapped("price_subtotal"))

    def get_column_to_exclude_for_colspan_calculation(self, taxes=None):
        """Return how many columns of the printed table stand beside a section's name."""
        return 2 if taxes else 1

    # ---- opening
    def open_reconcile_view(self):
        """Open the lines that are matched with these."""
        action = self.env["ir.actions.actions"]._for_xml_id(
            "account.action_account_moves_all_grouped_matching")
        action["domain"] = [("id", "in", self._get_matched().ids)]
        action["context"] = {}
        return action

    def action_open_business_doc(self):
        """Open the document that the line belongs to."""
        self.ensure_one()
        return self.move_id.action_open_business_doc()

    def action_automatic_entry(self, default_action=None):
        """Open the wizard that moves lines to another account or period."""
        action = self.env["ir.actions.actions"]._for_xml_id(
            "account.account_automatic_entry_wizard_action")
        action["context"] = {
            "active_ids": self.ids, "active_model": "account.move.line",
            **({"default_action": default_action} if default_action else {}),
        }
        return action

    def action_payment_items_register_payment(self):
        """Open the wizard that pays the lines."""
        if not self:
            raise UserError(_("Please select at least one item."))
        return self.action_register_payment()

    def action_add_from_catalog(self):
        """Open the products to add some to the document of the context."""
        move = self.env["account.move"].browse(self.env.context.get("order_id"))
        return move.with_context(child_field="line_ids").action_add_from_catalog()
