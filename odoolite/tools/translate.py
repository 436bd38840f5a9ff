"""Terms to be translated; without a translation they are themselves."""
from __future__ import annotations

from typing import Any


def _(source: str, *args: Any, **kwargs: Any) -> str:
    """Return the term, formatted with the arguments."""
    if args:
        return source % args
    return source % kwargs if kwargs else source


class LazyTranslate:
    """Makes terms that are translated when they are shown."""

    def __init__(self, module: str = "", **_kwargs: Any) -> None:
        self.module = module

    def __call__(self, source: str, *args: Any, **kwargs: Any) -> str:
        return _(source, *args, **kwargs)


_lt = LazyTranslate()
