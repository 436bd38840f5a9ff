"""A dict that cannot be changed, and so can be a key."""
from __future__ import annotations

from typing import Any, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class frozendict(dict[K, V]):  # noqa: N801  Odoo's name
    """An immutable dict."""

    __slots__ = ("_hash",)

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise NotImplementedError("'frozendict' cannot be changed")

    __setitem__ = __delitem__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        try:
            return self._hash  # type: ignore[has-type, no-any-return]
        except AttributeError:
            self._hash = hash(frozenset((k, freeze(v)) for k, v in self.items()))
            return self._hash


def freeze(value: Any) -> Any:
    """Return an immutable equivalent of a value."""
    if isinstance(value, dict):
        return frozendict(value)
    if isinstance(value, (list, tuple)):
        return tuple(freeze(v) for v in value)
    if isinstance(value, set):
        return frozenset(value)
    return value
