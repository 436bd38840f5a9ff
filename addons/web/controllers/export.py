"""What a dialog for exports needs."""
from __future__ import annotations

from odoo import _, http
from odoo.exceptions import UserError
from odoo.http import request


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
