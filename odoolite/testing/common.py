"""What tests of addons use, under the names of Odoo (`odoo.tests.common`).

The runner (`odoolite test`) says which database the tests are about (`current`).
"""
from __future__ import annotations

import functools
import logging
import re
from collections.abc import Callable
from typing import Any
from unittest import mock

from ..orm.environments import SUPERUSER_ID, Environment
from ..tools.logs import mute_logger
from . import current
from .cases import HOST, BaseCase, SingleTransactionCase, TransactionCase
from .forms import Form, M2MProxy, O2MProxy
from .http_case import HttpCase
from .tags import TagsSelector, tagged

__all__ = [
    "HOST", "ADMIN_USER_ID", "BaseCase", "Form", "HttpCase", "Like", "M2MProxy", "O2MProxy",
    "RecordCapturer", "SingleTransactionCase", "TagsSelector", "TransactionCase",
    "can_import", "freeze_time", "get_db_name", "loaded_demo_data", "mute_logger",
    "new_test_user", "no_retry", "patch", "standalone", "tagged", "users", "warmup",
]

_logger = logging.getLogger("odoo.tests.common")
ADMIN_USER_ID = SUPERUSER_ID
patch = mock.patch
DISABLED_MAIL = {
    "tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True,
    "mail_notrack": True, "no_reset_password": True,
}


def __getattr__(name: str) -> Any:
    # these need the package requests, which other tests can do without
    if name in ("Opener", "JsonRpcException"):
        from . import opener
        return getattr(opener, name)
    raise AttributeError(name)


def get_db_name() -> str:
    """Return the name of the database that the tests run on."""
    return current.registry().db_name


def freeze_time(moment: Any, *args: Any, **kwargs: Any) -> Any:
    """Stop the clock, by the package freezegun."""
    import freezegun
    return freezegun.freeze_time(moment, *args, **kwargs)


def new_test_user(
    env: Environment, login: str = "", groups: str = "base.group_user",
    context: dict[str, Any] | None = None, **kwargs: Any,
) -> Any:
    """Return a new user with a login and groups (external ids, comma-separated)."""
    if not login:
        raise ValueError("New users require at least a login")
    if not groups:
        raise ValueError("New users require at least user groups")
    env = env(context={**DISABLED_MAIL, **(context or {})})
    group_ids = [env.ref(name.strip()).id for name in groups.split(",")]
    values = {"login": login, "group_ids": [(6, 0, group_ids)], **kwargs}
    values.setdefault("name", f"{login} ({groups})")
    if not values.get("email"):
        values["email"] = login if "@" in login else f"{login[0]}.{login[0]}@example.com"
    if not values.get("password"):
        values["password"] = login if len(login) >= 8 else login + "x" * (8 - len(login))
    users: Any = env["res.users"]
    return users.create(values)


def loaded_demo_data(env: Environment) -> bool:
    """Tell whether the database has demo data."""
    return bool(env.ref("base.user_demo", raise_if_not_found=False))


def standalone(*_tags: str) -> Callable[[Any], Any]:
    """Mark a function that is run by hand only."""
    return lambda func: func


def no_retry(obj: Any) -> Any:
    """Mark a test that is not tried again; ours never are."""
    return obj


def can_import(module: str) -> bool:
    """Tell whether a Python module can be imported."""
    import importlib.util
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def users(*logins: str) -> Callable[[Any], Any]:
    """Run a test once as each of some users, each time in a savepoint."""
    def decorate(func: Any) -> Any:
        @functools.wraps(func)
        def run(self: Any, *args: Any, **kwargs: Any) -> None:
            before = self.uid
            found = self.env["res.users"].with_context(active_test=False).search(
                [("login", "in", list(logins))]
            )
            ids = {user.login: user.id for user in found}
            try:
                for login in logins:
                    with self.subTest(login=login):
                        self.uid = ids[login]
                        func(self, *args, **kwargs)
                    self.env.flush_all()
                    self.env.invalidate_all()
            finally:
                self.uid = before
        return run
    return decorate


def warmup(func: Any) -> Any:
    """Run a test twice, to fill caches first; here once is enough."""
    @functools.wraps(func)
    def run(self: Any, *args: Any, **kwargs: Any) -> None:
        self.env.flush_all()
        self.env.invalidate_all()
        self.warm = True
        func(self, *args, **kwargs)
    return run


class Like:
    """A text that equals those of its pattern: `...` stands for anything."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        parts = [re.escape(part.strip()) for part in pattern.split("...")]
        self.regex = re.compile(".*".join(parts), re.S)

    def __eq__(self, other: object) -> bool:
        return bool(self.regex.fullmatch(str(other).strip()))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self.pattern)


class RecordCapturer:
    """Collects the records of a model that are made meanwhile."""

    def __init__(self, model: Any, domain: Any = None) -> None:
        self._model = model
        self._domain = domain or []
        self._before: Any = None
        self._after: Any = None

    def __enter__(self) -> RecordCapturer:
        self._before = self._model.search(self._domain, order="id")
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if kind is None:
            self._after = self._model.search(self._domain, order="id") - self._before

    @property
    def records(self) -> Any:
        """The new records."""
        if self._after is None:
            return self._model.search(self._domain, order="id") - self._before
        return self._after
