"""The service `db`: the databases of the server."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..exceptions import AccessDenied
from .common import SERIE
from .registries import serving

OPEN_METHODS = ("db_exist", "list", "list_lang", "server_version")
GUARDED_METHODS = (
    "change_admin_password", "create_database", "drop", "dump", "duplicate_database",
    "list_countries", "migrate_databases", "rename", "restore",
)


def dispatch(method: str, params: Sequence[Any]) -> Any:
    """Call a method; the guarded ones take the master password first."""
    name = "exp_" + method
    if method in OPEN_METHODS:
        return METHODS[name](*params)
    if method in GUARDED_METHODS:
        check_master_password(tuple(params)[0])
        raise NotImplementedError(f"db.{method}")
    raise KeyError(f"Method not found: {method}")


def check_master_password(password: Any) -> None:
    """Raise AccessDenied for a wrong master password."""
    import hmac
    expected = serving.get().config.master_password
    if not password or not hmac.compare_digest(
        str(password).encode(), expected.encode()
    ):
        raise AccessDenied


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
    return SERIE


def exp_list_lang() -> list[tuple[str, str]]:
    """Return the languages a database can be created in."""
    raise NotImplementedError("db.list_lang")


METHODS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (exp_list, exp_db_exist, exp_server_version, exp_list_lang)
}
