"""Helpers around functions."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class reset_cached_property(Generic[T]):  # noqa: N801  Odoo's name
    """A property worked out once, until it is reset."""

    def __init__(self, func: Callable[[Any], T]) -> None:
        self.func = func
        self.name = func.__name__
        self.__doc__ = func.__doc__

    def __get__(self, obj: Any, _cls: Any = None) -> Any:
        if obj is None:
            return self
        value = obj.__dict__[self.name] = self.func(obj)
        return value

    @classmethod
    def reset_all(cls, obj: Any) -> None:
        """Forget the values that an object has of them."""
        for name in [
            n for c in type(obj).__mro__ for n, v in vars(c).items() if isinstance(v, cls)
        ]:
            obj.__dict__.pop(name, None)


lazy_property = reset_cached_property


class classproperty(Generic[T]):  # noqa: N801
    """A property of the class."""

    def __init__(self, func: Callable[[Any], T]) -> None:
        self.func = func

    def __get__(self, _obj: Any, cls: Any = None) -> T:
        return self.func(cls)


def conditional(condition: Any, decorator: Callable[[T], T]) -> Callable[[T], T]:
    """Return the decorator if the condition holds, else one that does nothing."""
    return decorator if condition else lambda func: func
