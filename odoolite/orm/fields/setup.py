"""A field set up with those it depends on, once for each setup of a registry."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .conversion import FieldConversion

if TYPE_CHECKING:
    from ..registry import Registry
    from ..types import Record


class FieldSetup(FieldConversion):
    """Dependencies, context keys and what hot paths ask for."""

    def setup(self, model: Record) -> None:
        """Set up relations, dependencies and defaults; run once per registry setup."""
        if self._setup_done:
            return
        self._setup_done = True
        if self.related:
            self.setup_related(model)
        else:
            self.setup_nonrelated(model)
        if self.string is None:
            self.string = (
                self.name[:-4] if self.name.endswith("_ids")
                else self.name[:-3] if self.name.endswith("_id") else self.name
            ).replace("_", " ").title()
        if self.compute or self.translate or self.company_dependent:
            self._setup_context_keys(model)
        self._make_fast()

    def setup_nonrelated(self, model: Record) -> None:
        """Set up a field of its own (hook for subclasses)."""

    def setup_inverses(self, registry: Registry) -> None:
        """Register with the fields of the comodel that mirror this one (hook)."""

    def _setup_context_keys(self, model: Record) -> None:
        keys: dict[str, None] = {}
        if self.company_dependent:
            keys["company"] = None
        if self.translate:
            keys["lang"] = None
        if self.compute and not (self.store and self.type != "many2many"):
            for func in self._compute_functions(model):
                keys.update(dict.fromkeys(getattr(func, "_depends_context", ())))
            keys.update(dict.fromkeys(self.__dict__.get("_depends_context") or ()))
            if self.related:
                keys.update(dict.fromkeys(self._related_context_keys(model)))
            if not self.compute_sudo and not self.store and self.related:
                keys["uid"] = None
        self.context_keys = tuple(keys)

    def _compute_functions(self, model: Record) -> list[Callable[..., Any]]:
        if not isinstance(self.compute, str):
            return [self.compute] if self.compute else []
        name = self.compute
        known: dict[str, list[Callable[..., Any]]] = type(model)._functions_by_name
        if name not in known:
            known[name] = [
                cls.__dict__[name] for cls in type(model).__mro__ if name in cls.__dict__
            ]
        return known[name]

    def get_depends(self, model: Record) -> tuple[str, ...]:
        """Return the dotted paths that the field is computed from, or hangs on."""
        if self.related:
            return (self.related,)
        if self._depends is not None:
            return tuple(self._depends)
        if not self.compute:
            return ()
        paths: list[str] = []       # again where an extension says what its base says
        for func in self._compute_functions(model):
            depends = getattr(func, "_depends", ())
            if callable(depends):
                depends = depends(model)
            elif depends and callable(depends[0]):
                depends = depends[0](model)
            paths += depends or ()
        return tuple(paths)

    def _make_fast(self) -> None:
        """Prepare what the hot paths ask for again and again."""
        self.is_column = self.has_column
        self.depends_on_context = bool(self.context_keys)
        self.is_computed_stored = bool(self.compute and self.store)
