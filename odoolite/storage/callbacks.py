"""What runs at a moment of a transaction."""
from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any


class Callbacks:
    """Functions to run at a moment of a transaction."""

    def __init__(self) -> None:
        self._funcs: deque[Callable[[], Any]] = deque()
        self.data: dict[Any, Any] = {}

    def add(self, func: Callable[[], Any]) -> None:
        """Run `func` when the moment comes."""
        self._funcs.append(func)

    def run(self) -> None:
        """Run the functions, in order, those they add included."""
        while self._funcs:
            self._funcs.popleft()()
        self.data.clear()

    def clear(self) -> None:
        """Forget the functions."""
        self._funcs.clear()
        self.data.clear()

    def __len__(self) -> int:
        return len(self._funcs)
