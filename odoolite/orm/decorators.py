"""Decorators of model methods: they only leave attributes for the registry to find."""
from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T", bound=Callable[..., Any])
Decorator = Callable[[T], T]
HANDED_ON = ("_api_model", "_api_private", "_readonly")      # marks that overrides have too


def _attribute(name: str, value: Any) -> Callable[[T], T]:
    def mark(method: T) -> T:
        setattr(method, name, value)
        return method
    return mark


def constrains(*args: Any) -> Callable[[T], T]:
    """Check the method after create and write of one of the given fields."""
    return _attribute("_constrains", args[0] if args and callable(args[0]) else args)


def onchange(*args: str) -> Callable[[T], T]:
    """Run the method when one of the given fields changes in a form."""
    return _attribute("_onchange", args)


def depends(*args: Any) -> Callable[[T], T]:
    """Name the fields (dotted paths) that a compute method reads."""
    if args and callable(args[0]):
        args = args[0]
    elif any("id" in arg.split(".") for arg in args):
        raise NotImplementedError("Compute method cannot depend on field 'id'.")
    return _attribute("_depends", args)


def depends_context(*args: str) -> Callable[[T], T]:
    """Name the context keys that a compute method reads."""
    return _attribute("_depends_context", args)


def ondelete(*, at_uninstall: bool) -> Callable[[T], T]:
    """Check the method before records are deleted."""
    return _attribute("_ondelete", at_uninstall)


def autovacuum(method: T) -> T:
    """Run the private method in the daily vacuum."""
    assert method.__name__.startswith("_"), f"{method.__name__} must be private"
    method._autovacuum = True  # type: ignore[attr-defined]
    return method


def model(method: T) -> T:
    """The method takes no record ids."""
    if method.__name__ == "create":
        return model_create_multi(method)
    method._api_model = True  # type: ignore[attr-defined]
    return method


def model_create_multi(method: T) -> T:
    """`create` of a list of values; a single dict is wrapped for it."""
    import functools

    @functools.wraps(method)
    def create(self: Any, vals_list: Any, **kwargs: Any) -> Any:
        if isinstance(vals_list, dict) or hasattr(vals_list, "keys"):
            vals_list = [vals_list]
        return method(self, vals_list, **kwargs)

    create._api_model = True  # type: ignore[attr-defined]
    return create  # type: ignore[return-value]


def private(method: T) -> T:
    """The method cannot be called over RPC."""
    method._api_private = True  # type: ignore[attr-defined]
    return method


def readonly(method: T) -> T:
    """The method needs no write transaction."""
    method._readonly = True  # type: ignore[attr-defined]
    return method


def returns(*_args: Any, **_kwargs: Any) -> Callable[[T], T]:
    """Accepted for older addons; means nothing since 19.0."""
    return lambda method: method


@functools.cache
def marked_names(cls: type) -> frozenset[str]:
    """Return the names of the methods of a class whose overrides take marks over."""
    return frozenset(
        name for name in dir(cls) if not name.startswith("__")
        and any(hasattr(getattr(cls, name, None), mark) for mark in HANDED_ON)
    )


def propagate(method1: Any, method2: T | None) -> T | None:
    """Copy the marks of `method1` onto its override `method2`."""
    if method1 and method2:
        for attr in HANDED_ON:
            if hasattr(method1, attr) and not hasattr(method2, attr):
                setattr(method2, attr, getattr(method1, attr))
    return method2
