"""Reads translations from a file."""
from __future__ import annotations

from odoo import fields, models


class BaseLanguageImport(models.TransientModel):
    _name = "base.language.import"
    _description = "Language Import"

    name = fields.Char("Language Name", required=True)
    code = fields.Char(
        "ISO Code", size=6, required=True, help="ISO Language and Country code, e.g. en_US"
    )
    data = fields.Binary("File", required=True, attachment=False)
    filename = fields.Char("File Name", required=True)
    overwrite = fields.Boolean(
        "Overwrite Existing Terms",
        default=True,
        help="If you enable this option, existing translations (including custom ones) "
        "will be overwritten and replaced by those in this file",
    )

    def import_lang(self):
        """Not built yet: NotImplementedError."""
        raise NotImplementedError("base.language.import.import_lang")
