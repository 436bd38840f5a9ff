"""An emulator of Odoo for people who write programs against it."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .bytecode import keep_bytecode

if TYPE_CHECKING:
    from .release import version as __version__
    from .server import Server
    from .wire.app import create_app

__all__ = ["Server", "__version__", "create_app"]

_NAMES = {
    "Server": ("server", "Server"),
    "create_app": ("wire.app", "create_app"),
    "__version__": ("release", "version"),
}


keep_bytecode(__path__[0])


def __getattr__(name: str) -> Any:
    """Import what is asked for, and only then: the pytest plugin must cost little."""
    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _NAMES[name]
    value = globals()[name] = getattr(import_module(f".{module}", __name__), attribute)
    return value
