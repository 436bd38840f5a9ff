"""What addons import as `odoo.http`: enough to declare controllers."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T", bound=Callable[..., Any])


class Controller:
    """Base of an addon's controllers; their routes are kept, not served yet."""

    routes: list[type[Controller]] = []

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        Controller.routes.append(cls)


def route(path: Any = None, **routing: Any) -> Callable[[T], T]:
    """Note the addresses of a controller's method."""
    def mark(method: T) -> T:
        method.original_routing = {"routes": path, **routing}  # type: ignore
        return method
    return mark


class _NoRequest:
    """Stands for the request outside of one."""

    def __bool__(self) -> bool:
        return False

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError("object is not bound: no HTTP request is being answered")


request = _NoRequest()
