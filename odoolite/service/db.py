"""The service `db`: the databases of the server.

The functions are called by name with what the client sent, so that a wrong number of
parameters reads as it does in Odoo.
"""
from __future__ import annotations

import base64
import csv
import hmac
import logging
import re
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from ..exceptions import AccessDenied
from ..namespace import builtin_folders
from . import database_setup
from .registries import serving

_logger = logging.getLogger("odoo.service.db")
OPEN_METHODS = ("db_exist", "list", "list_lang", "server_version")
GUARDED_METHODS = (
    "change_admin_password", "create_database", "drop", "dump", "duplicate_database",
    "list_countries", "migrate_databases", "rename", "restore",
)
NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.-]+")


class DatabaseExists(Warning):
    """There is a database of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"database {name!r} already exists!")


DatabaseExists.__module__ = "odoo.service.db"


def dispatch(method: str, params: Sequence[Any]) -> Any:
    """Call a method; the guarded ones take the master password first."""
    name = "exp_" + method
    if method in OPEN_METHODS:
        return METHODS[name](*params)
    if method in GUARDED_METHODS:
        password, *rest = (tuple(params)[0], *tuple(params)[1:])
        check_master_password(password)
        return METHODS[name](*rest)
    raise KeyError(f"Method not found: {method}")


def check_master_password(password: Any) -> None:
    """Raise AccessDenied for a wrong master password."""
    if not is_master_password(password):
        raise AccessDenied


def is_master_password(password: Any) -> bool:
    """Tell whether this is the master password."""
    expected = serving.get().master_password
    return bool(password) and hmac.compare_digest(
        str(password).encode(), expected.encode()
    )


def check_management() -> None:
    """Raise AccessDenied where the server does not show its databases."""
    if not serving.get().config.list_db:
        _logger.error(
            "Database management functions blocked, admin disabled database listing"
        )
        raise AccessDenied


def _check_free(name: Any) -> None:
    """Raise for a name that is taken or impossible."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise ValueError(f"Invalid database name {name!r}")
    if serving.get().exists(name):
        raise DatabaseExists(name)


# ---- what anybody may ask --------------------------------------------------------------
def exp_list(document: bool = False) -> list[str]:
    """Return the names of the databases."""
    registries = serving.get()
    if not registries.config.list_db:
        raise AccessDenied
    return registries.list()


def exp_db_exist(db_name: str) -> bool:
    """Tell whether there is such a database."""
    return serving.get().exists(db_name)


def exp_server_version() -> str:
    """Return the version of the server."""
    return serving.get().series.server_version


def exp_list_lang() -> list[tuple[str, str]]:
    """Return code and name of the languages a database can have, by name."""
    path = builtin_folders()[0] / "base" / "data" / "res.lang.csv"
    with open(path, encoding="utf-8", newline="") as file:
        found = [(row["code"], row["name"]) for row in csv.DictReader(file)]
    return sorted(found, key=lambda pair: pair[1])


# ---- what the master password opens ----------------------------------------------------
def exp_list_countries() -> list[tuple[str, str]]:
    """Return code (in lower case) and name of the countries, by name."""
    from lxml import etree
    path = builtin_folders()[0] / "base" / "data" / "res_country_data.xml"
    found = []
    for record in etree.parse(str(path)).iterfind(".//record[@model='res.country']"):
        code = record.find("field[@name='code']")
        name = record.find("field[@name='name']")
        if code is not None and name is not None:
            found.append(((code.text or "").lower(), name.text or ""))
    return sorted(found, key=lambda pair: pair[1])


def exp_create_database(
    db_name: str, demo: Any, lang: str, user_password: str = "admin",
    login: str = "admin", country_code: str | None = None, phone: str | None = None,
) -> bool:
    """Make a database with base and what installs itself."""
    check_management()
    _check_free(db_name)
    _logger.info("Create database `%s`.", db_name)
    registry = serving.get().create(db_name, demo=bool(demo), bare=True)
    try:
        database_setup.set_up(registry, lang, login, user_password, country_code, phone)
    except BaseException:
        serving.get().drop(db_name)
        raise
    return True


def exp_duplicate_database(
    db_original_name: str, db_name: str, neutralize_database: bool = False
) -> bool:
    """Copy a database; the copy gets an identity of its own."""
    check_management()
    _check_free(db_name)
    _logger.info("Duplicate database `%s` to `%s`.", db_original_name, db_name)
    registry = serving.get().fork(db_original_name, db_name)
    if neutralize_database:
        database_setup.neutralize(registry)
    return True


def exp_drop(db_name: str) -> bool:
    """Delete a database; False when there is none."""
    check_management()
    dropped = serving.get().drop(db_name)
    if dropped:
        _logger.info("DROP DB: %s", db_name)
    return dropped


def exp_rename(old_name: str, new_name: str) -> bool:
    """Give a database another name."""
    check_management()
    _check_free(new_name)
    serving.get().rename(old_name, new_name)
    _logger.info("RENAME DB: %s -> %s", old_name, new_name)
    return True


def exp_dump(db_name: str, format: str, with_filestore: bool = True) -> str:  # noqa: A002
    """Return a dump of a database in base64."""
    check_management()
    return base64.b64encode(dump_db(db_name, format, with_filestore)).decode()


def dump_db(db_name: str, format: str = "zip", filestore: bool = True) -> bytes:  # noqa: A002
    """Return a dump: a zip with manifest and files, else the plain script."""
    from . import database_dump
    check_management()
    _logger.info("DUMP DB: %s format %s", db_name, format)
    registry = serving.get().get(db_name)
    if format == "zip":
        return database_dump.dump_zip(registry, filestore)
    return database_dump.dump_plain(registry)


def exp_restore(db_name: str, data: Any, copy: Any = False) -> bool:
    """Make a database of a dump in base64."""
    if isinstance(data, str):
        data = data.encode()
    content = getattr(data, "data", data)
    restore_db(db_name, base64.b64decode(content), bool(copy))
    return True


def restore_db(
    db_name: str, content: bytes, copy: bool = False, neutralize: bool = False
) -> None:
    """Make a database of a dump; `copy` gives it an identity of its own."""
    from . import database_dump
    check_management()
    if serving.get().exists(db_name):
        _logger.warning("RESTORE DB: %s already exists", db_name)
        raise Exception("Database already exists")
    _check_free(db_name)
    script = database_dump.read_script(BytesIO(content))
    registry = serving.get().restore(db_name, script, renew=copy)
    database_dump.restore_files(registry, BytesIO(content))
    if neutralize:
        database_setup.neutralize(registry)
    _logger.info("RESTORE DB: %s", db_name)


def exp_change_admin_password(new_password: str) -> bool:
    """Set the master password."""
    serving.get().master_password = str(new_password)
    return True


def exp_migrate_databases(databases: Sequence[str]) -> bool:
    """Bring the modules of databases up to date."""
    for name in databases:
        _logger.info("migrate database %s", name)
        database_setup.upgrade(serving.get().get(name))
    return True


METHODS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        exp_list, exp_db_exist, exp_server_version, exp_list_lang, exp_list_countries,
        exp_create_database, exp_duplicate_database, exp_drop, exp_rename, exp_dump,
        exp_restore, exp_change_admin_password, exp_migrate_databases,
    )
}
