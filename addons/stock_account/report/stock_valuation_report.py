"""The valuation of stock: what the books say it is worth, what it is worth, the rest."""
import io

from odoo import _, api, fields, models
from odoo.exceptions import UserError

PARTS = ("initial_balance", "ending_stock", "stock_variation")


class StockValuationReport(models.AbstractModel):
    _inherit = "stock_account.stock.valuation.report"

    @api.model
    def get_report_values(self, date=False):
        """Return the report of a day (today, without one) as the client shows it."""
        return {"data": self._get_report_data(date),
                "context": {"date": date, "company_id": self.env.company.id}}

    def _get_report_data(self, date=False):
        company = self.env.company
        accounts = company._get_accounts_by_product()
        worth = company.stock_value(accounts, date or None)
        booked = company.stock_accounting_value(accounts, date or None)
        known = self.env["account.account"].browse(
            sorted({account.id for account in [*worth, *booked] if account}))
        return {
            "company_id": company.id, "currency_id": company.currency_id.id,
            "date": fields.Date.to_string(fields.Date.to_date(date)
                                          or fields.Date.context_today(self)),
            "initial_balance": self._show_lines(known, booked),
            "ending_stock": self._show_lines(known, worth),
            "stock_variation": self._show_lines(known, {
                account: worth[account] - booked[account] for account in known}),
            "accounts_by_id": {str(account.id): {
                "id": account.id, "code": account.code, "name": account.name,
                "display_name": account.display_name} for account in known},
        }

    def _show_lines(self, accounts, values):
        rounded = self.env.company.currency_id.round
        lines = [{"account_id": account.id, "value": rounded(values.get(account, 0.0))}
                 for account in accounts]
        return {"lines": lines, "value": rounded(sum(line["value"] for line in lines))}

    def _get_titles(self):
        return dict(zip(PARTS, (
            _("Initial Balance"), _("Ending Stock"), _("Stock Variation")), strict=True))

    def action_print_as_pdf(self):
        """Return the action that prints the report."""
        report = self.env.ref("stock_account.action_report_stock_valuation")
        return report.report_action(self.env.company, data={
            "titles": self._get_titles(),
            "report": self._get_report_data(self.env.context.get("date"))}, config=False)

    def action_print_as_xlsx(self):
        """Make a workbook of the report, and return the action that downloads it."""
        try:
            import xlsxwriter
        except ModuleNotFoundError as error:
            raise UserError(_("The library xlsxwriter is not installed.")) from error
        data = self._get_report_data(self.env.context.get("date"))
        out, row = io.BytesIO(), 2
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            sheet = book.add_worksheet(_("Stock Valuation"))
            sheet.write_row(0, 0, [_("Stock Valuation"), data["date"]])
            for part, title in self._get_titles().items():
                sheet.write_row(row, 0, [title, data[part]["value"]])
                for line in data[part]["lines"]:
                    row += 1
                    account = data["accounts_by_id"][str(line["account_id"])]
                    sheet.write_row(row, 0, [account["display_name"], line["value"]])
                row += 2
        attachment = self.env["ir.attachment"].create({
            "name": "stock_valuation.xlsx", "raw": out.getvalue(), "mimetype":
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})
        return {"type": "ir.actions.act_url", "target": "download",
                "url": f"/web/content/{attachment.id}?download=true"}

