"""Partners: companies, people and the addresses below them.

Addresses and commercial fields (tax id, ...) are kept equal between a company and its
contacts, in both directions; see `_fields_sync`.
"""
from __future__ import annotations

import re
import zoneinfo
from collections import defaultdict

from odoo import _, api, fields, models, tools
from odoo.exceptions import RedirectWarning, UserError, ValidationError
from odoo.tools.mail import email_normalize_all, email_split_tuples, formataddr

ADDRESS_FIELDS = ("street", "street2", "zip", "city", "state_id", "country_id")
SYNC_TRIGGERS = frozenset({"parent_id", "type", "is_company"})
SUPERUSER_ID = 1


def _time_zones():
    names = zoneinfo.available_timezones() - {"localtime", "Factory", "posixrules"}
    return [
        (name, name) for name in
        sorted(names, key=lambda name: "_" if name.startswith("Etc/") else name)
    ]


@tools.lru_cache if hasattr(tools, "lru_cache") else (lambda function: function)
def _tz_list():
    return _time_zones()


_TIME_ZONES: list[tuple[str, str]] = []


def _tz_get(model):
    """Return the time zones as a selection, those of Etc/ last."""
    if not _TIME_ZONES:
        _TIME_ZONES.extend(sorted(_time_zones()))
        _TIME_ZONES.sort(key=lambda zone: zone[0].startswith("Etc/") and "_" or zone[0])
    return _TIME_ZONES


def _lang_get(model):
    return model.env["res.lang"].get_installed()
