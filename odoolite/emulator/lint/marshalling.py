"""Advice on values that the wire carries here and plain clients do not send."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...service.registries import Registries

NONE_REASON = (
    "None in call arguments: xmlrpc.client refuses it (TypeError: cannot marshal None "
    "unless allow_none is enabled)"
)
NONE_FIX = "send False instead of None"


def note_none(registries: Registries, params: Sequence[Any]) -> None:
    """Note a call of the service `object` that carries None."""
    if len(params) < 5 or not registries.exists(params[0]):
        return
    if any(holds_none(value) for value in params[5:]):
        registries.get(params[0]).add_lint(
            code="A2", model=str(params[3]), method=str(params[4]),
            reason=NONE_REASON, fix=NONE_FIX,
        )


def holds_none(value: Any) -> bool:
    """Tell whether there is a None somewhere in a value."""
    if value is None:
        return True
    if isinstance(value, Mapping):
        return any(holds_none(item) for item in value.values())
    if isinstance(value, (list, tuple)):
        return any(holds_none(item) for item in value)
    return False
