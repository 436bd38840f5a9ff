"""Pivot tables as spreadsheets."""
from __future__ import annotations

import io
import json

from odoo import http
from odoo.http import content_disposition, request

COLUMN_WIDTH = 16
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TableExporter(http.Controller):

    @http.route("/web/pivot/export_xlsx", type="http", auth="user", readonly=True)
    def export_xlsx(self, data, **kw):
        """Answer with the table that a client draws, as a spreadsheet.

        `data` holds heads of columns (row by row, each with title, width and height),
        heads of measures, of origins when two times are compared, and rows.
        """
        table = json.load(data) if hasattr(data, "read") else json.loads(data)
        name = f"Pivot {table['title']} ({table['model']}).xlsx"
        return request.make_response(make_sheet(table), [
            ("Content-Type", XLSX), ("Content-Disposition", content_disposition(name)),
        ])


def make_sheet(table):
    """Return the spreadsheet of a table."""
    import xlsxwriter
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(_name_sheet(table["title"]))
    head = book.add_format({"bold": True, "pattern": 1, "bg_color": "#AAAAAA"})
    bold, plain = book.add_format({"bold": True}), book.add_format()
    sheet.set_column(0, 0, COLUMN_WIDTH * 2)
    line = _write_heads(sheet, table, head)
    for row in table.get("rows") or []:
        sheet.write(line, 0, "     " * row["indent"] + str(row["title"]), head)
        for column, cell in enumerate(row["values"], 1):
            style = bold if cell.get("is_bold") else plain
            value = cell.get("value")
            sheet.write(line, column, "" if value is None else value, style)
        line += 1
    book.close()
    return out.getvalue()


def _write_heads(sheet, table, style):
    """Write the heads, wide and high as they say; return the line under them."""
    line, taken = 0, set()
    for headers in table.get("col_group_headers") or []:
        column = 0
        for header in headers:
            while (line, column) in taken:
                column += 1
            width, height = header.get("width") or 1, header.get("height") or 1
            taken.update(
                (line + y, column + x) for y in range(height) for x in range(width)
            )
            title = header.get("title") or ""
            if width * height > 1:
                sheet.merge_range(
                    line, column, line + height - 1, column + width - 1, title, style
                )
            else:
                sheet.write(line, column, title, style)
            column += width
        line += 1
    for name in ("measure_headers", "origin_headers"):
        headers = table.get(name) or []
        if not headers:
            continue
        column = 1
        if (line, 0) not in taken:
            sheet.write(line, 0, "", style)
        for header in headers:
            width = header.get("width") or 1
            if width > 1:
                sheet.merge_range(
                    line, column, line, column + width - 1, header["title"], style
                )
            else:
                sheet.write(line, column, header["title"], style)
            sheet.set_column(column, column, COLUMN_WIDTH)
            column += width
        line += 1
    return line


def _name_sheet(title):
    """Return a title as a spreadsheet may call a page."""
    text = "".join(" " if char in "[]:*?/\\" else char for char in str(title))
    return text.strip("'")[:31] or "Sheet1"
