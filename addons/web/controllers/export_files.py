"""The files that exports are made into."""
from __future__ import annotations

import csv
import datetime
import io
import json

from odoo import _, http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request
from odoo.tools.json import json_default
from odoo.tools.safe_eval import safe_eval

from .export import fetch_model

FORMULA_STARTS = ("=", "-", "+")
MAX_ROWS = 1_048_576
MAX_CELL = 32_767
GROUP = "base.group_allow_export"


class ExportFormat:
    """What the kinds of files have in common."""

    extension = ""
    content_type = ""

    def from_data(self, fields, headers, rows):
        """Return the file of rows."""
        raise NotImplementedError

    def from_group_data(self, fields, headers, groups):
        """Return the file of grouped rows."""
        raise NotImplementedError

    def filename(self, model):
        """Return the file's name without its ending."""
        name = request.env["ir.model"]._get(model).sudo().name
        return f"{name} ({model})"

    def base(self, data):
        """Answer with the records that the dialog's choice means."""
        if not request.env.user.has_group(GROUP):
            raise AccessError(_(
                "You don't have the rights to export data. Please contact an "
                "Administrator."
            ))
        params = json.loads(data)
        Model = fetch_model(params["model"]).with_context(
            import_compat=params.get("import_compat"), **(params.get("context") or {})
        )
        fields = params["fields"]
        if not Model._auto:
            fields = [field for field in fields if field["name"] != "id"]
        names = [field["name"] for field in fields]
        headers = names if params.get("import_compat") else [
            (field.get("label") or field["name"]).strip() for field in fields
        ]
        domain = params.get("domain") or []
        if isinstance(domain, str):
            domain = safe_eval(domain, {"uid": request.env.uid})
        ids, groupby = params.get("ids"), params.get("groupby") or []
        records = Model.browse(ids) if ids else Model.search(domain)
        if groupby and not params.get("import_compat"):
            if ids:
                domain = [("id", "in", ids)]
            groups = self._read_groups(Model, domain, groupby, names)
            content = self.from_group_data(fields, headers, groups)
        else:
            rows = records.export_data(names).get("datas", [])
            content = self.from_data(fields, headers, rows)
        return request.make_response(content, [
            ("Content-Disposition",
             content_disposition(f"{self.filename(params['model'])}{self.extension}")),
            ("Content-Type", self.content_type),
        ])

    def _read_groups(self, Model, domain, groupby, names, level=0):
        """Return (label, level, rows) of groups, groups within groups after them."""
        found = []
        for group in Model.formatted_read_group(domain, [groupby[0]], ["__count"]):
            value = group[groupby[0]]
            label = value[1] if isinstance(value, (list, tuple)) else value
            inside = [*domain, *group["__extra_domain"]]
            title = f"{label if label not in (False, None) else _('None')}"
            title = f"{title} ({group['__count']})"
            if len(groupby) > 1:
                found.append((title, level, []))
                found += self._read_groups(Model, inside, groupby[1:], names, level + 1)
            else:
                rows = Model.search(inside).export_data(names).get("datas", [])
                found.append((title, level, rows))
        return found


def guard(answer, data):
    """Answer an export; an error comes as the client's JSON, with status 500."""
    try:
        return answer(data)
    except Exception as error:
        payload = json.dumps({
            "code": 0, "message": "Odoo Server Error",
            "data": http.serialize_exception(error),
        }, default=json_default)
        from werkzeug.exceptions import InternalServerError
        raise InternalServerError(payload) from error


class CSVExport(ExportFormat, http.Controller):

    extension = ".csv"
    content_type = "text/csv;charset=utf8"

    @http.route("/web/export/csv", type="http", auth="user")
    def web_export_csv(self, data):
        """Answer with a CSV file."""
        return guard(self.base, data)

    def from_group_data(self, fields, headers, groups):
        raise UserError(_("Exporting grouped data to csv is not supported."))

    def from_data(self, fields, headers, rows):
        out = io.StringIO()
        writer = csv.writer(out, quoting=csv.QUOTE_ALL)
        writer.writerow(headers)
        for row in rows:
            writer.writerow([self._format(value) for value in row])
        return out.getvalue()

    def _format(self, value):
        if value is None or value is False:
            return ""
        if isinstance(value, bytes):
            return value.decode()
        if isinstance(value, str) and value.startswith(FORMULA_STARTS):
            return "'" + value      # a spreadsheet must not run it
        return value


class ExcelExport(ExportFormat, http.Controller):

    extension = ".xlsx"
    content_type = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )

    @http.route("/web/export/xlsx", type="http", auth="user")
    def web_export_xlsx(self, data):
        """Answer with a spreadsheet."""
        return guard(self.base, data)

    def from_data(self, fields, headers, rows):
        return self._write(headers, [("row", row) for row in rows])

    def from_group_data(self, fields, headers, groups):
        lines = []
        for title, level, rows in groups:
            lines.append(("group", ["    " * level + title]))
            lines += [("row", row) for row in rows]
        return self._write(headers, lines)

    def _write(self, headers, lines):
        import xlsxwriter
        if len(lines) >= MAX_ROWS:
            raise UserError(_(
                "There are too many rows (%(count)s rows, limit: %(limit)s) to export as "
                "Excel 2007-2013 (.xlsx) format. Consider splitting the export.",
                count=len(lines), limit=MAX_ROWS,
            ))
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        styles = {
            datetime.datetime: book.add_format(
                {"num_format": "yyyy-mm-dd hh:mm:ss"}
            ),
            datetime.date: book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        plain = book.add_format({"text_wrap": True})
        for column, header in enumerate(headers):
            sheet.write_string(0, column, header, bold)
            sheet.set_column(column, column, 30)
        for number, (kind, row) in enumerate(lines, 1):
            for column, value in enumerate(row):
                style = bold if kind == "group" else styles.get(type(value), plain)
                self._write_cell(sheet, number, column, value, style)
        book.close()
        return out.getvalue()

    def _write_cell(self, sheet, row, column, value, style):
        if isinstance(value, bytes):
            value = value.decode(errors="replace")
        if isinstance(value, (list, tuple, dict)):
            value = str(value)
        if value is None or value is False:
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            if len(value) > MAX_CELL:
                value = _(
                    "The content of this cell is too long for an XLSX file (more than "
                    "%s characters). Please use the CSV format for this export.",
                    MAX_CELL,
                )
            sheet.write_string(row, column, value.replace("\r", " "), style)
        else:
            sheet.write(row, column, value, style)
