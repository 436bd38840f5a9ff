"""Expenses that come by mail, and mails about them."""
import re

from odoo import _, api, models
from odoo.tools import email_normalize

NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)?)")


class HrExpense(models.Model):
    _inherit = "hr.expense"

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Make an expense of an employee's mail: category and price in the subject."""
        address = email_normalize(msg_dict.get("email_from") or msg_dict.get("from") or "")
        employee = self._get_employee_from_email(address)
        if not employee:
            return super().message_new(msg_dict, custom_values=custom_values)
        company = employee.user_id.company_id or employee.company_id
        self = self.with_company(company)
        currencies = employee.user_id.company_ids.currency_id or company.currency_id
        product, price, currency, name = self._parse_expense_subject(
            msg_dict.get("subject") or "", currencies)
        values = {
            "employee_id": employee.id, "name": name or _("New Expense"), "quantity": 1,
            "total_amount_currency": price, "company_id": company.id,
            "product_id": product.id, "currency_id": currency.id,
            **(custom_values or {}),
        }
        return super().message_new(msg_dict, custom_values=values)

    @api.model
    def _get_employee_from_email(self, address):
        if not address:
            return self.env["hr.employee"]
        return self.env["hr.employee"].search([
            ("user_id", "!=", False), "|", ("work_email", "ilike", address),
            ("user_id.email", "ilike", address)], limit=1)

    @api.model
    def _parse_expense_subject(self, subject, currencies):
        """Return product, price, currency and what is left of a subject."""
        product, subject = self._parse_product(subject)
        price, currency, subject = self._parse_price(subject, currencies)
        return product, price, currency, subject

    @api.model
    def _parse_product(self, subject):
        code = subject.split(" ")[0]
        product = self.env["product.product"].search([
            ("can_be_expensed", "=", True), ("default_code", "=ilike", code)], limit=1)
        if product:
            subject = subject.replace(code, "", 1)
        else:
            product = self.env.ref("hr_expense.product_product_no_cost",
                                   raise_if_not_found=False) or product
        return product, subject

    @api.model
    def _parse_price(self, subject, currencies):
        found = list(NUMBER.finditer(subject))
        currency = next((c for c in currencies if c.symbol and c.symbol in subject
                         or c.name in subject), currencies[:1])
        price = 0.0
        if found:
            price = float(found[-1].group().replace(",", "."))
            subject = subject[:found[-1].start()] + subject[found[-1].end():]
        for text in (currency.symbol, currency.name):
            subject = subject.replace(text or "", "") if text else subject
        return price, currency, re.sub(" +", " ", subject).strip()

    @api.model
    def _cron_send_submitted_expenses_mail(self):
        """Tell managers what waits for them."""
        expenses = self.search([("state", "=", "submitted"), ("manager_id", "!=", False)])
        for manager, waiting in expenses.grouped("manager_id").items():
            if not manager.email:
                continue
            self.env["mail.mail"].sudo().create({
                "subject": _("New expenses waiting for your approval"),
                "email_to": manager.email_formatted, "auto_delete": True,
                "email_from": self.env.company.email_formatted
                or self.env.user.email_formatted,
                "body_html": _("<p>%(count)s expenses wait for your approval.</p>",
                               count=len(waiting)),
            })
