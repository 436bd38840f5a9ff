"""Fields out of the catalogue's specifications, and the defaults that can be told.

The facts say that a field has a default, not which. Where name and type leave no doubt
it is given; where they do not, the field is not required either, so that records can be
made as with Odoo.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..orm import fields
from .declared_models import KINDS

# what a specification may say, as the argument of the field
SAME = (
    "string", "required", "readonly", "related", "selection", "index", "translate",
    "size", "currency_field", "groups", "company_dependent", "copy", "tracking",
    "aggregator", "ondelete", "store", "inverse_name",
)
# flags whose default is to be off
_OFF = frozenset((
    "ab_testing_enabled", "add_by_default", "additional", "allday", "archive",
    "auto_validation_state", "collapse_composition", "collapse_prices",
    "display_mapping_tab",
    "filter_on_size", "fold", "follow_recurrence", "has_deadline_issue",
    "has_multiple_bank_accounts", "include_base_amount", "is_course",
    "is_custom_job_title", "is_note", "is_optional", "is_public", "is_reached",
    "is_storable", "limited_access", "locked", "monetary", "non_trade", "opt_out",
    "picked", "pipe_end", "propagate_carrier", "reward_realtime", "service_locked",
    "show_entire_packs", "show_operations", "to_delete", "weekly",
    "work_permit_scheduled_activity",
))


def make_field(
    name: str, spec: dict[str, Any], given: dict[str, Any], guess_default: bool = True
) -> Any:
    """Return a field, or None for one that has no value of its own.

    `given` are the arguments that the module's Python gives the same field: they win.
    A field that another module's Python has, has its default from there.
    """
    kind = spec["type"]
    if kind not in KINDS or kind == "properties" and "definition" not in given:
        return None
    if spec.get("virtual") and not given:
        return None
    args = {key: spec[key] for key in SAME if key in spec}
    if args.get("selection") == "timezones":
        args["selection"] = _timezones
    if "comodel" in spec:
        args["comodel_name"] = spec["comodel"]
    if "digits" in spec:
        args["digits"] = tuple(spec["digits"])
    if "relation" in spec:
        args |= dict(zip(("relation", "column1", "column2"), spec["relation"],
                         strict=True))
    if spec.get("computed"):
        # what is not computed here is kept as written, and copied if it can be set
        args.setdefault(
            "copy", not (spec.get("readonly", False) or spec.get("inverse", False)))
    if guess_default and not {"default", "compute", "related"} & set(given):
        _add_default(name, spec, args)
    if given:
        _give_way(args, spec, given)
    else:
        args["declared"] = True
    return KINDS[kind](**args)


def extend_field(python: Any, spec: dict[str, Any]) -> Any:
    """Return what a module adds to a field of another's Python: further options.

    All else is as the Python says; None when there is nothing to add.
    """
    options = spec.get("selection")
    known = getattr(python, "_args__", {}).get("selection")
    if spec["type"] != "selection" or not isinstance(options, list) \
            or not isinstance(known, (list, tuple)):
        return None
    values = {item[0] for item in known}
    added = [tuple(item) for item in options if item[0] not in values]
    if not added:
        return None
    return fields.Selection(
        selection_add=added, ondelete={value: "cascade" for value, _label in added}
    )


def _timezones(self: Any) -> Any:
    """Return the options of a time zone, as the partners' field has them."""
    return self.env["res.partner"]._fields["tz"]._description_selection(self.env)


def _give_way(
    args: dict[str, Any], spec: dict[str, Any], given: dict[str, Any]
) -> None:
    """Leave out what the Python definition says itself, or says otherwise."""
    if spec.get("computed") and "compute" not in given:
        args.pop("readonly", None)
    if "compute" in given or "related" in given:
        args.pop("related", None)
        if "copy" not in spec:
            args.pop("copy", None)
        args.setdefault("store", not any(
            spec.get(word) for word in ("virtual", "unstored", "related")))
        if spec.get("computed") and not {"inverse", "related"} & set(given):
            args["readonly"] = spec.get("readonly", False)
    for key in given:
        args.pop(key, None)
    if "selection_add" in given:
        args.pop("selection", None)


# ---- defaults ----------------------------------------------------------------------------
def _add_default(name: str, spec: dict[str, Any], args: dict[str, Any]) -> None:
    if not spec.get("default") or spec.get("related"):
        return
    found = _guess_default(name, spec)
    if found is not None:
        args["default"] = found
    else:
        args.pop("required", None)


def _guess_default(name: str, spec: dict[str, Any]) -> Any:
    kind = spec["type"]
    if kind == "boolean":
        return name not in _OFF
    if kind == "selection" and spec.get("required") and spec.get("selection"):
        return spec["selection"][0][0]
    if kind == "integer" and name == "sequence":
        return 10
    if kind == "many2one":
        return _RECORDS.get(spec.get("comodel", ""))
    if kind == "many2many" and spec.get("comodel") == "res.company":
        return lambda self: self.env.company
    if spec.get("required"):
        return _VALUES.get(kind)
    return None


_RECORDS: dict[str, Callable[[Any], Any]] = {
    "res.company": lambda self: self.env.company,
    "res.users": lambda self: self.env.user,
    "res.currency": lambda self: self.env.company.currency_id,
}
_VALUES: dict[str, Any] = {
    "date": fields.Date.context_today,
    "datetime": lambda self: fields.Datetime.now(),
    "integer": 0, "float": 0.0, "monetary": 0.0,
}
