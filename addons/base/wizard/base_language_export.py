"""Writes translations into a file."""
from __future__ import annotations

from odoo import fields, models

NEW_LANGUAGE = "__new__"


class BaseLanguageExport(models.TransientModel):
    _name = "base.language.export"
    _description = "Language Export"

    def _get_languages(self):
        return [
            (NEW_LANGUAGE, "New Language (Empty translation template)"),
            *self.env["res.lang"].get_installed(),
        ]

    name = fields.Char("File Name", readonly=True)
    lang = fields.Selection(
        _get_languages, string="Language", required=True, default=NEW_LANGUAGE
    )
    format = fields.Selection(
        [("csv", "CSV File"), ("po", "PO File"), ("tgz", "TGZ Archive")],
        string="File Format",
        required=True,
        default="po",
    )
    export_type = fields.Selection(
        [("module", "Module"), ("model", "Model")],
        string="Export Type",
        required=True,
        default="module",
    )
    modules = fields.Many2many(
        "ir.module.module",
        "rel_modules_langexport",
        "wiz_id",
        "module_id",
        string="Apps To Export",
        domain=[("state", "=", "installed")],
    )
    model_id = fields.Many2one("ir.model", string="Model to Export")
    model_name = fields.Char(related="model_id.model", string="Model Name")
    domain = fields.Char(string="Model Domain", default="[]")
    data = fields.Binary("File", readonly=True, attachment=False)
    state = fields.Selection([("choose", "choose"), ("get", "get")], default="choose")

    def act_getfile(self):
        """Not built yet: NotImplementedError."""
        raise NotImplementedError("base.language.export.act_getfile")
