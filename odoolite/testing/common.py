"""Test cases for addons, under the names that they have in Odoo (`odoo.tests.common`).

The runner (`odoolite test`) sets `runner.current`: the database the tests are about.
Each class works in one transaction that is rolled back; each test in a savepoint of it.
"""
from __future__ import annotations

import contextlib
import functools
import inspect
import logging
import secrets
import unittest
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

from ..orm.environments import SUPERUSER_ID, Environment
from ..tools.logs import mute_logger
from . import current
from .forms import Form, M2MProxy, O2MProxy
from .tags import TagsSelector, tagged

__all__ = [
    "HOST", "ADMIN_USER_ID", "BaseCase", "Form", "HttpCase", "Like", "M2MProxy", "O2MProxy",
    "Opener", "RecordCapturer", "SingleTransactionCase", "TagsSelector", "TransactionCase",
    "can_import", "freeze_time", "get_db_name", "loaded_demo_data", "mute_logger",
    "new_test_user", "no_retry", "patch", "standalone", "tagged", "users", "warmup",
]

_logger = logging.getLogger("odoo.tests.common")
HOST = "127.0.0.1"
ADMIN_USER_ID = SUPERUSER_ID
patch = mock.patch
DISABLED_MAIL = {
    "tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True,
    "mail_notrack": True, "no_reset_password": True,
}


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
        import re
        parts = [re.escape(part.strip()) for part in pattern.split("...")]
        self.regex = re.compile(".*".join(parts), re.S)

    def __eq__(self, other: object) -> bool:
        return bool(self.regex.fullmatch(str(other).strip()))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self.pattern)


class BaseCase(unittest.TestCase):
    """What all cases share: tags, comparing records, counting queries."""

    test_tags: frozenset[str] | set[str] = frozenset({"standard", "at_install"})
    registry: Any = None
    env: Any = None
    cr: Any = None
    warm = True
    maxDiff = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        module = cls.__module__
        if module.startswith("odoo.addons."):
            cls.test_module = module.split(".")[2]

    test_module = ""

    @property
    def uid(self) -> int:
        """The user that the test is."""
        uid: int = self.env.uid
        return uid

    @uid.setter
    def uid(self, value: Any) -> None:
        self.env = self.env(user=value)

    def ref(self, xid: str) -> int:
        """Return the database id of an external id."""
        return int(self.browse_ref(xid).id)

    def browse_ref(self, xid: str) -> Any:
        """Return the record of an external id."""
        if "." not in xid:
            raise AssertionError(
                "this method requires a fully qualified parameter, in the following form: "
                "'module.identifier'"
            )
        return self.env.ref(xid)

    def patch(self, obj: Any, key: str, val: Any) -> Any:
        """Replace an attribute until the test ends."""
        patcher = mock.patch.object(obj, key, val)
        mocked = patcher.start()
        self.addCleanup(patcher.stop)
        return mocked

    @classmethod
    def classPatch(cls, obj: Any, key: str, val: Any) -> Any:  # noqa: N802
        """Replace an attribute until the class ends."""
        patcher = mock.patch.object(obj, key, val)
        mocked = patcher.start()
        cls.addClassCleanup(patcher.stop)
        return mocked

    def startPatcher(self, patcher: Any) -> Any:  # noqa: N802
        """Start a patcher until the test ends."""
        mocked = patcher.start()
        self.addCleanup(patcher.stop)
        return mocked

    @classmethod
    def startClassPatcher(cls, patcher: Any) -> Any:  # noqa: N802
        """Start a patcher until the class ends."""
        mocked = patcher.start()
        cls.addClassCleanup(patcher.stop)
        return mocked

    @contextlib.contextmanager
    def with_user(self, login: str) -> Iterator[None]:
        """Be another user for a while."""
        before = self.uid
        user = self.env["res.users"].sudo().search([("login", "=", login)])
        assert user, f"Login {login} not found"
        self.uid = user.id
        try:
            yield
        finally:
            self.uid = before

    @contextlib.contextmanager
    def debug_mode(self) -> Iterator[None]:
        """Answer meanwhile as to a client in debug mode."""
        from types import SimpleNamespace

        from ..controllers.current import pop_request, push_request
        token = push_request(SimpleNamespace(
            session=SimpleNamespace(debug="1"), env=self.env, httprequest=None, db=None,
        ))
        try:
            self.env.invalidate_all()
            yield
        finally:
            pop_request(token)

    @contextlib.contextmanager
    def assertQueryCount(  # noqa: N802
        self, default: int = 0, flush: bool = True, **counters: int
    ) -> Iterator[None]:
        """Count queries; SQLite's differ from PostgreSQL's, so none are too many."""
        if flush:
            self.env.flush_all()
        yield
        if flush:
            self.env.flush_all()

    @contextlib.contextmanager
    def assertQueries(self, _expected: Any, flush: bool = True) -> Iterator[list[str]]:  # noqa: N802
        """Accept any queries: their text is SQLite's here."""
        yield []

    def assertRecordValues(  # noqa: N802
        self, records: Any, expected_values: Any, *, field_names: Any = None
    ) -> None:
        """Compare fields of records with dicts of values, in order."""
        names = field_names or list(dict.fromkeys(
            name for values in expected_values for name in values
        ))
        seen = []
        for record in records:
            row = {}
            for name in names:
                value = record[name]
                field = record._fields[name]
                if field.type == "many2one":
                    value = value.id
                elif field.relational:
                    value = set(value.ids)
                row[name] = value
            seen.append(row)
        wanted = []
        for values in expected_values:
            row = dict(values)
            for name, value in row.items():
                field = records._fields[name]
                if field.relational and hasattr(value, "ids"):
                    row[name] = value.id if field.type == "many2one" else set(value.ids)
                elif field.type in ("one2many", "many2many"):
                    row[name] = set(value or ())
            wanted.append(row)
        self.assertEqual(len(seen), len(wanted), f"{len(seen)} records: {seen}")
        for got, want in zip(seen, wanted, strict=True):
            self._assert_row(records, got, want)

    def _assert_row(self, records: Any, got: dict[str, Any], want: dict[str, Any]) -> None:
        for name, value in want.items():
            if isinstance(value, float):
                self.assertAlmostEqual(got[name], value, places=5, msg=f"{name}: {got}")
            elif records._fields[name].type in ("date", "datetime") \
                    and isinstance(value, str):
                self.assertEqual(str(got[name]), value, f"{name}: {got}")
            else:
                self.assertEqual(got[name] or False, value or False, f"{name}: {got}")

    def assertItemsEqual(self, first: Any, second: Any, msg: Any = None) -> None:  # noqa: N802
        """Compare items in any order."""
        self.assertCountEqual(first, second, msg)

    def assertXMLEqual(self, original: str, expected: str) -> None:  # noqa: N802
        """Compare XML, attributes in any order."""
        self.assertEqual(_plain_xml(original), _plain_xml(expected))

    assertHTMLEqual = assertXMLEqual  # noqa: N815

    def _callTestMethod(self, method: Any) -> None:  # noqa: N802
        result = method()
        if inspect.isawaitable(result):
            raise TypeError("tests are no coroutines")

    @contextlib.contextmanager
    def assertRaises(self, exception: Any, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]  # noqa: N802
        """Expect an error; what was done until then is undone."""
        func = args[0] if args else None
        with super().assertRaises(exception) as caught, self._undone():
            if func is not None:
                func(*args[1:], **kwargs)
            else:
                yield caught

    def _undone(self) -> Any:
        if self.env is None:
            return contextlib.nullcontext()
        return self.env.cr.savepoint()


def _plain_xml(text: str) -> bytes:
    from lxml import etree
    root = etree.fromstring(text.encode() if isinstance(text, str) else text)
    for node in root.iter():
        node.text = (node.text or "").strip() or None
        node.tail = (node.tail or "").strip() or None
    return bytes(etree.tostring(root, method="c14n"))


class TransactionCase(BaseCase):
    """A class in one transaction, each test in a savepoint: nothing stays."""

    freeze_time: Any = None

    @classmethod
    def setUpClass(cls) -> None:
        """Begin the transaction of the class."""
        super().setUpClass()
        registry = current.registry()
        cls.registry = registry.fork(registry.database)
        cls.registry.lint = registry.lint
        cls.cr = cls.registry.cursor("write")
        cls.addClassCleanup(cls.cr.close)
        cls.env = Environment(cls.cr, SUPERUSER_ID, {})
        if cls.freeze_time:
            cls.startClassPatcher(freeze_time(cls.freeze_time))

    def setUp(self) -> None:
        """Begin a savepoint."""
        super().setUp()
        self.env = type(self).env
        self.env.flush_all()
        self._savepoint = f"test_{secrets.token_hex(4)}"
        self.cr.execute(f"SAVEPOINT {self._savepoint}")
        self.addCleanup(self._roll_back)

    def _roll_back(self) -> None:
        cr = self.cr
        cr.precommit.clear()
        cr.postcommit.clear()
        cr.transaction.clear()
        cr.execute(f"ROLLBACK TO {self._savepoint}")
        cr.execute(f"RELEASE {self._savepoint}")
        self.registry.clear_cache()


class SingleTransactionCase(BaseCase):
    """A class whose tests see what those before them did; nothing stays."""

    @classmethod
    def setUpClass(cls) -> None:
        """Begin the transaction of the class."""
        super().setUpClass()
        registry = current.registry()
        cls.registry = registry.fork(registry.database)
        cls.cr = cls.registry.cursor("write")
        cls.addClassCleanup(cls.cr.close)
        cls.env = Environment(cls.cr, SUPERUSER_ID, {})

    def setUp(self) -> None:
        """Take the environment of the class."""
        super().setUp()
        self.env = type(self).env


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


class Opener:
    """HTTP requests to the server of the tests."""

    def __init__(self, case: Any = None) -> None:
        raise unittest.SkipTest("odoolite's test cases serve no HTTP yet")


class HttpCase(TransactionCase):
    """Tests over HTTP: skipped, loudly, where they open an address."""

    def url_open(self, url: str, *args: Any, **kwargs: Any) -> Any:
        """Skip the test: its transaction is not served."""
        raise unittest.SkipTest(f"odoolite's test cases serve no HTTP yet: {url}")

    def authenticate(self, user: str | None, password: str | None, **kwargs: Any) -> Any:
        """Skip the test."""
        self.url_open("/web/session/authenticate")

    def start_tour(self, url_path: str, tour_name: str, *args: Any, **kwargs: Any) -> None:
        """Skip the test: there is no browser."""
        raise unittest.SkipTest(f"no browser for the tour {tour_name}")

    browser_js = start_tour

    @classmethod
    def base_url(cls) -> str:
        """Return the address that the server would have."""
        return f"http://{HOST}:8069"
