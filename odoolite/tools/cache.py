"""`ormcache`: results of model methods, kept by the registry."""
from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T", bound=Callable[..., Any])


class ormcache:  # noqa: N801  Odoo's name
    """Keep a method's results per registry, keyed by expressions over its arguments."""

    def __init__(self, *args: str, cache: str = "default", skiparg: int = 0,
                 **_kwargs: Any) -> None:
        self.args = args
        self.cache = cache

    def __call__(self, method: T) -> T:
        names = list(inspect.signature(method).parameters)
        parameters = ", ".join(str(p) for p in _bare(method))
        code = f"lambda {parameters}: ({''.join(arg + ', ' for arg in self.args)})"
        key_of = eval(code, {})     # the expressions are the author's own code
        cache_name, path = self.cache, f"{method.__module__}.{method.__qualname__}"

        @functools.wraps(method)
        def lookup(model: Any, *args: Any, **kwargs: Any) -> Any:
            cache = model.env.transaction.caches[cache_name]
            key = (model._name, path, key_of(model, *args, **kwargs))
            try:
                return cache[key]
            except KeyError:
                value = cache[key] = method(model, *args, **kwargs)
                return value
            except TypeError:       # an argument that cannot be hashed
                return method(model, *args, **kwargs)

        lookup.__cache__ = self     # type: ignore[attr-defined]
        _ = names
        return lookup  # type: ignore[return-value]


def _bare(method: Callable[..., Any]) -> list[inspect.Parameter]:
    """Return the parameters without annotations and defaults that code cannot show."""
    found = []
    for parameter in inspect.signature(method).parameters.values():
        parameter = parameter.replace(annotation=inspect.Parameter.empty)
        if parameter.default is not inspect.Parameter.empty:
            parameter = parameter.replace(default=_Shown(parameter.default))
        found.append(parameter)
    return found


class _Shown:
    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        literal = (int, str, bool, float, type(None), tuple)
        return repr(self.value) if isinstance(self.value, literal) else "None"


ormcache_context = ormcache
