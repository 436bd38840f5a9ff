"""`odoolite serve`: answer until stopped."""
from __future__ import annotations

import argparse
import gc
import signal
import threading
from typing import TYPE_CHECKING

from .options import (
    add_server_options,
    or_fail,
    prepare_addons,
    read_config,
    set_up_logging,
    show_progress,
)

if TYPE_CHECKING:
    from ..server import Server


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_server_options(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until SIGINT or SIGTERM."""
    return or_fail(lambda: _serve(options))


def _serve(options: argparse.Namespace) -> int:
    gc.disable()        # what a start makes stays: looking for garbage in it is lost time
    from ..server import Server
    config = read_config(options)
    set_up_logging(config)
    prepare_addons(config)
    stop = threading.Event()

    def interrupt(*_args: object) -> None:
        stop.set()
        raise KeyboardInterrupt

    def progress(text: str) -> None:
        if stop.is_set():       # who was interrupted, a callback of SQLite's, hid it
            raise KeyboardInterrupt
        show_progress(text)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
    server = Server(
        port=config.port, db=config.databases[0], config=config, progress=progress
    )
    try:
        server.start()
    except Exception:
        if stop.is_set():       # what was interrupted failed in words of its own
            raise KeyboardInterrupt from None
        raise
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_args: stop.set())
        settings = {
            "ODOO_URL": server.url, "ODOO_DB": server.db,
            "ODOO_USERNAME": server.login, "ODOO_PASSWORD": server.password,
            "ODOO_API_KEY": server.api_key,
        }
        if config.env_file:
            config.env_file.write_text(
                "".join(f"{name}={value}\n" for name, value in settings.items()),
                encoding="utf-8",
            )
        print(f"odoolite answers at {server.url}")
        for label, name in (("database", "ODOO_DB"), ("login", "ODOO_USERNAME"),
                            ("password", "ODOO_PASSWORD"), ("API key", "ODOO_API_KEY")):
            print(f"  {label:9} {settings[name]}")
        _tell_modules(server)
        gc.freeze()
        gc.enable()
        print("Ctrl-C stops it.", flush=True)
        stop.wait()
    finally:
        server.stop()
    return 0


def _tell_modules(server: Server) -> None:
    """Tell which modules came without behaviour; nothing when all have theirs."""
    from ..modules.catalogue import declared_modules, empty_modules
    registry = server.registries.get(server.db)
    declared = declared_modules(registry)
    if declared:
        others = sorted(registry.loaded_modules - set(declared))
        print(f"  with behaviour  {', '.join(others)}")
        empty = empty_modules(registry)
        live = [name for name in declared if name not in empty]
        if live:
            print(f"  by declaration  {', '.join(live)} (see COVERAGE.md)")
        if empty:
            print(f"  by name alone   {', '.join(empty)} (none of their models is there)")
