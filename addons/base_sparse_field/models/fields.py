"""The field that sparse fields are kept in."""
from __future__ import annotations

import json

from odoo import fields


class Serialized(fields.Field):
    """A dict, kept as JSON text."""

    type = "serialized"
    _column_type = ("text", "text")

    def _setup_attrs(self, model, name, attrs):
        super()._setup_attrs(model, name, attrs)
        attrs.setdefault("prefetch", False)

    def convert_to_column(self, value, record, values=None, validate=True):
        return self.convert_to_cache(value, record, validate=validate)

    def convert_to_cache(self, value, record, validate=True):
        """Keep the text: what is taken out of it may be changed by the taker."""
        if isinstance(value, dict):
            return json.dumps(value)
        return value or None

    def convert_to_record(self, value, record):
        return json.loads(value or "{}")

    def convert_to_read(self, value, record, use_display_name=True):
        return value or {}

    def convert_to_export(self, value, record):
        return json.dumps(value) if value else ""


fields.Serialized = Serialized
