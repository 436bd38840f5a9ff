"""Python's collector of garbage, put aside while what is made stays."""
from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Let nobody look for garbage in what is being made, again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.unfreeze()
            gc.enable()


def collect_new() -> None:
    """Look for garbage, where nobody else does, in what was made since the last time."""
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
