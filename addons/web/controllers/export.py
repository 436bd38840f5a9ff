"""Exports of records as files, and what a dialog for them needs."""
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

FORMULA_STARTS = ("=", "-", "+")
MAX_ROWS = 1_048_576
MAX_CELL = 32_767
GROUP = "base.group_allow_export"


def fetch_model(model):
    """Return a model with its id; UserError for an unknown one."""
    if model not in request.env:
        raise UserError(_("Object %s doesn't exist", model))
    return request.env[model]


class Export(http.Controller):

    @http.route("/web/export/formats", type="jsonrpc", auth="user", readonly=True)
    def formats(self):
        """Return the kinds of files that can be made."""
        try:
            import xlsxwriter  # noqa: F401
            error = None
        except ImportError:
            error = "XlsxWriter 0.9.3 required"
        return [
            {"tag": "xlsx", "label": "XLSX", "error": error},
            {"tag": "csv", "label": "CSV"},
        ]

    @http.route("/web/export/get_fields", type="jsonrpc", auth="user", readonly=True)
    def get_fields(
        self, model, domain=None, prefix="", parent_name="", import_compat=True,
        parent_field_type=None, parent_field=None, exclude=None,
    ):
        """Return the fields that can be exported, one level of relations at a time."""
        found = self._exportable_fields(model, import_compat, parent_field_type)
        result = []
        for name, values in found:
            if import_compat and exclude and name in exclude:
                continue
            path = f"{prefix}/{name}" if prefix else name
            label = values["string"]
            if parent_name:
                label = f"{parent_name}/{label}"
            entry = {
                "id": path, "string": label,
                "value": path, "children": False,
                "field_type": values.get("type"),
                "required": values.get("required"),
                "relation_field": values.get("relation_field"),
                "default_export": import_compat and values.get(
                    "default_export_compatible"
                ),
            }
            if len(path.split("/")) < 4 and "relation" in values:
                entry["value"] += "/id"
                entry["params"] = {
                    "model": values["relation"], "prefix": path, "name": label,
                    "parent_field": values,
                }
                entry["children"] = True
            result.append(entry)
        return result

    def _exportable_fields(self, model, import_compat, parent_field_type):
        fields = fetch_model(model).fields_get(attributes=[
            "type", "string", "required", "relation_field", "default_export_compatible",
            "relation", "definition_record", "definition_record_field", "exportable",
            "readonly",
        ])
        if import_compat and parent_field_type in ("many2one", "many2many"):
            name = request.env[model]._rec_name_fallback() \
                if hasattr(request.env[model], "_rec_name_fallback") else "name"
            fields = {key: fields[key] for key in ("id", name) if key in fields}
        fields["id"]["string"] = _("External ID") if import_compat else _("ID")
        if not import_compat:
            fields[".id"] = {**fields["id"]}
            fields["id"]["string"] = _("External ID")
            fields[".id"]["string"] = _("ID")
        kept = {
            name: values for name, values in fields.items()
            if values.get("exportable", True)
            and not (import_compat and name != "id" and values.get("readonly"))
        }
        return sorted(kept.items(), key=lambda item: (
            item[0] != "id", item[1].get("string", "").lower()
        ))

    @http.route("/web/export/namelist", type="jsonrpc", auth="user", readonly=True)
    def namelist(self, model, export_id):
        """Return the fields of a saved list."""
        export = request.env["ir.exports"].browse([export_id])
        labels = {
            entry["id"]: entry for entry in self.get_fields(model, import_compat=False)
        }
        found = []
        for line in export.export_fields:
            entry = labels.get(line.name) or self._describe_path(model, line.name)
            if entry:
                found.append({
                    "id": line.name, "string": entry["string"],
                    "field_type": entry["field_type"],
                })
        return found

    def _describe_path(self, model, path):
        """Return label and type of a path through relations."""
        labels, current = [], request.env[model]
        kind = None
        for name in path.split("/"):
            field = current._fields.get("id" if name == ".id" else name)
            if field is None:
                return None
            labels.append(current.fields_get([field.name], ["string"])[field.name]["string"])
            kind = field.type
            if field.comodel_name:
                current = request.env[field.comodel_name]
        return {"string": "/".join(labels), "field_type": kind}


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
