"""What the printed reference of a module shows."""
from __future__ import annotations

from odoo import api, models


class ReportBaseReportIrmodulereference(models.AbstractModel):
    _name = "report.base.report_irmodulereference"
    _description = "Module Reference Report (base)"

    @api.model
    def _object_find(self, module):
        """Return the models that a module defines or extends."""
        rows = self.env["ir.model.data"].sudo().search(
            [("model", "=", "ir.model"), ("module", "=", module.name)]
        )
        return self.env["ir.model"].sudo().browse(rows.mapped("res_id"))

    def _fields_find(self, model, module):
        """Return (name, description) of the fields that a module gives a model."""
        prefix = f"field_{model.replace('.', '_')}__"
        rows = self.env["ir.model.data"].sudo().search([
            ("model", "=", "ir.model.fields"),
            ("module", "=", module.name),
            ("name", "=like", prefix.replace("_", r"\_") + "%"),
        ])
        names = [name.removeprefix(prefix) for name in rows.mapped("name")]
        known = [name for name in names if name in self.env[model]._fields]
        return sorted(self.env[model].fields_get(known).items()) if known else []

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the report's template uses."""
        return {
            "doc_ids": docids,
            "doc_model": "ir.module.module",
            "docs": self.env["ir.module.module"].browse(docids),
            "findobj": self._object_find,
            "findfields": self._fields_find,
        }
