"""Access rights and record rules: the mechanism; the records are in the addon `base`."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..exceptions import AccessError, MissingError

if TYPE_CHECKING:
    from .types import Record

Refusal = tuple[Any, Callable[[], Exception]]


def find_refusal(records: Record, operation: str) -> Refusal | None:
    """Return the records that may not be accessed and a function making the error."""
    env = records.env
    if env.su:
        return None
    access = env["ir.model.access"]
    if not access.check(records._name, operation, raise_exception=False):
        return records, lambda: access._make_access_error(records._name, operation)
    if not any(records._ids):
        return None
    domain = env["ir.rule"]._compute_domain(records._name, operation)
    if domain is None or _is_true(domain):
        return None
    ids = [i for i in records._ids if isinstance(i, int) and i]
    if env.transaction.has_pending():
        env.flush_for(records)
    allowed = set(records.browse(ids)._records_query(operation))
    missing = [i for i in ids if i not in allowed]
    if not missing:
        return None
    lost = records.browse(missing)
    existing = lost.exists()
    if len(existing) < len(missing):
        gone = lost - existing
        return lost, lambda: missing_error(gone)
    rules = env["ir.rule"]
    return lost, lambda: rules._make_access_error(operation, lost)


def missing_error(records: Record) -> MissingError:
    """Return Odoo's error for records that are not there."""
    return MissingError(
        "Record does not exist or has been deleted.\n"
        f"(Record: {records}, User: {records.env.uid})"
    )


def field_access_error(records: Record, field: Any, operation: str) -> AccessError:
    """Return Odoo's error for a field that is reserved to other groups."""
    env = records.env
    groups = []
    for name in (field.groups or "").split(","):
        name = name.strip()
        if name and name != ".":
            group = env.ref(name.lstrip("!"), raise_if_not_found=False)
            groups.append(group.sudo().full_name if group else name)
    text = (
        f"You do not have enough rights to access the field \"{field.name}\" on "
        f"{records._description} ({records._name}). "
        "Please contact your system administrator."
        f"\n\nOperation: {operation}"
    )
    if env.user._has_group("base.group_no_one"):
        text += f"\nUser: {env.uid}"
        text += "\nGroups: " + (
            "always forbidden" if field.groups == "." else
            "allowed for groups " + ", ".join(repr(g) for g in groups)
        )
    return AccessError(text)


def _is_true(domain: Any) -> bool:
    is_true = getattr(domain, "is_true", None)
    return bool(is_true()) if is_true else not domain
