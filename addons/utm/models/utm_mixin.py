"""Records that know where they came from."""
from __future__ import annotations

import re
from collections import defaultdict

from odoo import api, fields, models
from odoo.http import request


class UtmMixin(models.AbstractModel):
    _name = "utm.mixin"
    _description = "UTM Mixin"

    campaign_id = fields.Many2one("utm.campaign", index="btree_not_null")
    medium_id = fields.Many2one("utm.medium", index="btree_not_null")
    source_id = fields.Many2one("utm.source", index="btree_not_null")

    @api.model
    def default_get(self, fields):
        """What brought a visitor is read from the visitor's cookies."""
        values = super().default_get(fields)
        if not request:
            return values
        for _parameter, name, cookie in self.tracking_fields():
            value = request.httprequest.cookies.get(cookie) if name in fields else None
            if value:
                values[name] = self.find_or_create_record(
                    self._fields[name].comodel_name, value
                ).id
        return values

    @api.model
    def tracking_fields(self):
        """Return parameter of an address, field, and cookie of what is tracked."""
        return [
            ("utm_campaign", "campaign_id", "odoo_utm_campaign"),
            ("utm_source", "source_id", "odoo_utm_source"),
            ("utm_medium", "medium_id", "odoo_utm_medium"),
        ]

    @api.model
    def find_or_create_record(self, model_name, name):
        """Return the campaign, medium or source of a name, whatever its case."""
        model = self.env[model_name]
        wanted = name.strip()
        if not wanted:
            return model
        field = "title" if "title" in model._fields else "name"
        found = model.with_context(active_test=False).search(
            [(field, "=ilike", wanted)], limit=1
        )
        return found or model.create({field: wanted, **(
            {"is_auto_campaign": True} if "is_auto_campaign" in model._fields else {}
        )})

    # ---- names that are not taken
    @api.model
    def _split_name_and_count(self, name):
        """Return a name without the number that ends it, and the number (1 for none)."""
        match = re.match(r"(.*) \[([0-9]+)\]$", name or "")
        return (match[1], int(match[2])) if match else (name, 1)

    @api.model
    def _get_unique_names(self, model_name, names):
        """Return names for new records of a model; those that are taken get a number.

        Records of the context's `utm_check_skip_record_ids` take no name.
        """
        bases = {self._split_name_and_count(name)[0] for name in names if name}
        taken = defaultdict(set)
        model = self.env[model_name].sudo().with_context(active_test=False, lang=None)
        skipped = self.env.context.get("utm_check_skip_record_ids") or []
        for base in bases:
            for record in model.search([
                    ("name", "=ilike", _as_prefix(base)), ("id", "not in", skipped)]):
                known, number = self._split_name_and_count(record.name)
                taken[known.lower()].add(number)
        return [self._take_name(name, taken) if name else False for name in names]

    def _take_name(self, name, taken):
        base, number = self._split_name_and_count(name)
        numbers = taken[base.lower()]
        if number in numbers:
            number = next(n for n in range(1, len(numbers) + 2) if n not in numbers)
        numbers.add(number)
        return f"{base} [{number}]" if number > 1 else base

    @api.model
    def _with_unique_names(self, model, vals_list):
        """Return values whose names are not taken in a model."""
        names = self._get_unique_names(
            model._name, [vals.get("name") for vals in vals_list])
        return [{**vals, "name": name} if name else vals
                for vals, name in zip(vals_list, names, strict=True)]


def _as_prefix(text):
    for letter in "\\%_":
        text = text.replace(letter, f"\\{letter}")
    return f"{text}%"
