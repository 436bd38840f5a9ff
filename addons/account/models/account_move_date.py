"""The accounting date: where lock dates and the day of the document put it."""
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from odoo import api, fields, models

RECURRENCE = {
    "monthly": relativedelta(months=1), "quarterly": relativedelta(months=3),
    "yearly": relativedelta(years=1),
}


class AccountMove(models.Model):
    _inherit = "account.move"

    tax_lock_date_message = fields.Char(compute="_compute_tax_lock_date_message")

    @api.depends("date", "journal_id", "state", "line_ids.tax_ids")
    def _compute_tax_lock_date_message(self):
        for move in self:
            locks = move.state == "draft" and move.date and move._get_violated_locks()
            if not locks:
                move.tax_lock_date_message = False
                continue
            day = move._get_accounting_date(move.invoice_date or move.date)
            move.tax_lock_date_message = self.env._(
                "The date is being set prior to: %(lock_date_info)s. The Journal Entry "
                "will be accounted on %(invoice_date)s upon posting.",
                lock_date_info=move.company_id._format_locks(locks),
                invoice_date=fields.Date.to_string(day))

    def _affects_tax_report(self):
        return bool(self.line_ids.tax_ids or self.line_ids.tax_line_id)

    def _get_violated_locks(self, date=None):
        """Return the (lock date, field name) that the entry lies before."""
        self.ensure_one()
        return self.company_id._get_violated_locks(
            date or self.date, self.journal_id.type, self._affects_tax_report())

    def _check_locks(self):
        """Refuse to touch what lies before a lock date; UserError."""
        for move in self:
            move.company_id._check_lock(
                move.date, move.journal_id.type, move._affects_tax_report())

    def _get_accounting_date(self, day):
        """Return the day to book a document of `day` on: after what is locked.

        What vendors send is booked when it comes, but within the month of its day.
        """
        self.ensure_one()
        today = fields.Date.context_today(self)
        locks = self._get_violated_locks(day)
        if locks:
            day = locks[-1][0] + timedelta(days=1)
        yearly = self._get_starting_sequence().count("/") < 3
        period = relativedelta(month=12, day=31) if yearly else relativedelta(day=31)
        if self.is_sale_document(True):
            return min(today, day + period) if locks else day
        if not yearly or not locks:
            over = (today.year, today.month) > (day.year, day.month) if not yearly \
                else today.year > day.year
            return day + period if over else max(day, today)
        return day

    def _copy_recurring_entries(self):
        """Make the next entry of those that come again and again."""
        for move in self.filtered(lambda move: move.auto_post in RECURRENCE):
            origin = move.auto_post_origin_id or move
            move.with_context(syncing=True).auto_post_origin_id = origin
            day = move._add_period(move.date, origin.date)
            if move.auto_post_until and day > move.auto_post_until:
                continue
            values = {"date": day, "auto_post": move.auto_post,
                      "auto_post_until": move.auto_post_until,
                      "auto_post_origin_id": origin.id,
                      "invoice_user_id": move.invoice_user_id.id}
            if move.invoice_date:
                values["invoice_date"] = move._add_period(
                    move.invoice_date, origin.invoice_date)
            move.copy(values)

    def _add_period(self, day, first):
        """Return a period later, on the day of the month of the first entry."""
        return day + RECURRENCE[self.auto_post] + relativedelta(day=first.day)
