"""Settings of a server, read once from a file, the environment and the command line.

The file is `odoo.conf`-like: an `[options]` section under Odoo's names or ours.
"""
from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from .bytecode import cache_home

PREFIX = "ODOOLITE_"
MAX_BODY = 128 * 1024 * 1024        # as Odoo's
MAX_PORT = 65535
LEVELS = ("debug", "info", "warning", "error", "critical")
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
# Odoo's names of settings that we call otherwise
ALIASES = {
    "http_interface": "host",
    "xmlrpc_interface": "host",
    "http_port": "port",
    "xmlrpc_port": "port",
    "db_name": "databases",
    "db": "databases",
    "init": "install",
    "admin_passwd": "master_password",
    "load_language": "languages",
    "log_handler": "log_handlers",
}


class ConfigError(ValueError):
    """A setting that cannot be read."""

    def __init__(self, name: str, value: Any, reason: str) -> None:
        super().__init__(f"setting {name!r}: {value!r} {reason}")


@dataclass(frozen=True)
class Config:
    """What `odoolite serve` can be told."""

    host: str = "127.0.0.1"
    port: int = 8069
    databases: tuple[str, ...] = ("odoolite",)
    install: tuple[str, ...] = ()
    update: tuple[str, ...] = ()
    reload: bool = False
    addons_path: tuple[Path, ...] = ()
    postgres: str | None = None         # how to reach a server; None: SQLite
    data_dir: Path | None = None        # None: in memory, gone with the server
    cache_dir: Path | None = None
    languages: tuple[str, ...] = ()
    demo: bool = False
    strict: bool = False
    admin_login: str = "admin"
    admin_password: str = "admin"
    master_password: str = "admin"
    api_key: str | None = None
    list_db: bool = True
    odoo_version: str = "19.0"          # see data/series
    password_rounds: int = 1
    env_file: Path | None = None
    log_level: str = "info"
    log_handlers: tuple[str, ...] = ()
    max_body: int = MAX_BODY
    max_tries: int = 5
    idle_timeout: float = 600.0
    read_timeout: float = 60.0
    mail: str = "capture"               # or "live": mail may leave the machine
    smtp_listen: str | None = None      # HOST:PORT that takes mail in
    lmtp_listen: str | None = None      # the same by LMTP
    smtp_max_size: int = 52_428_800     # bytes of a mail that is taken in
    smtp_strict: bool = False           # refuse recipients that nobody knows
    cron: bool = False                  # run scheduled actions that are due
    extra: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(
        cls,
        path: Path | None = None,
        environ: Mapping[str, str] | None = None,
        **given: Any,
    ) -> Config:
        """Read a file, then the environment; `given` wins, its Nones do not count."""
        values: dict[str, Any] = {}
        if path is not None:
            values.update(_read_file(Path(path)))
        environ = os.environ if environ is None else environ
        for key, text in environ.items():
            if key.startswith(PREFIX):
                values[key[len(PREFIX):].lower()] = text
        values.update({k: v for k, v in given.items() if v is not None})
        return cls().updated(**values)

    def updated(self, **values: Any) -> Config:
        """Return a copy with other values; unknown names go to `extra`."""
        kinds = {item.name: item.type for item in fields(self)}
        known: dict[str, Any] = {}
        extra = dict(self.extra)
        for key, value in values.items():
            name = ALIASES.get(key, key)
            if name in kinds:
                known[name] = _convert(name, str(kinds[name]), value)
            else:
                extra[key] = value
        for name, value in known.items():
            _check(name, value)
        return replace(self, **known, extra=extra)

    @property
    def cache_folder(self) -> Path:
        """Where database templates are kept between runs."""
        if self.cache_dir is not None:
            return self.cache_dir
        return Path(cache_home(), "odoolite")


def _check(name: str, value: Any) -> None:
    """Raise ConfigError for what a setting cannot be."""
    if name == "port" and not 0 <= value <= MAX_PORT:
        raise ConfigError(name, value, f"is not in 0 to {MAX_PORT}")
    if name in ("smtp_listen", "lmtp_listen") and value:
        port = value.rpartition(":")[2]
        if not (port.isascii() and port.isdigit() and int(port) <= MAX_PORT):
            raise ConfigError(name, value, "is not HOST:PORT")
    levels = {"log_level": [value], "log_handlers": value}
    for item in levels.get(name, ()):
        level = item.rpartition(":")[2] if name == "log_handlers" else item
        if level.lower() not in LEVELS and not (level == "" and ":" in item):
            raise ConfigError(name, item, f"is none of {', '.join(LEVELS)}")


def _read_file(path: Path) -> dict[str, str]:
    """Return the options of an `odoo.conf`-like file."""
    import configparser  # most starts have no such file
    parser = configparser.RawConfigParser()
    try:
        with open(path, encoding="utf-8") as file:
            parser.read_file(file)
    except OSError as err:
        raise ConfigError("config", str(path), f"cannot be read: {err}") from err
    except configparser.Error as err:
        reason = " ".join(str(err).split())
        raise ConfigError("config", str(path), f"is no settings file: {reason}") from err
    return dict(parser.items("options")) if parser.has_section("options") else {}


def _convert(name: str, kind: str, value: Any) -> Any:
    """Turn a text or a Python value into the setting's type."""
    try:
        if kind.startswith("tuple"):
            return _convert_items(kind, value)
        if "Path" in kind:
            return Path(value).expanduser() if value else None
        if kind == "bool":
            return _convert_flag(value)
        if kind == "int":
            return int(value)
        if kind == "float":
            return float(value)
    except ValueError as err:
        raise ConfigError(name, value, f"is no {kind}") from err
    if kind.startswith("Mapping"):
        return dict(value)
    return None if value is None else str(value)


def _convert_items(kind: str, value: Any) -> tuple[Any, ...]:
    items = value.split(",") if isinstance(value, str) else list(value)
    texts = [str(item).strip() for item in items if str(item).strip()]
    if "Path" in kind:
        return tuple(Path(text).expanduser() for text in texts)
    return tuple(texts)


def _convert_flag(value: Any) -> bool:
    text = str(value).strip().lower()
    if text in TRUE:
        return True
    if text in FALSE or text == "none":
        return False
    raise ValueError(value)
