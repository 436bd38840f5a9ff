"""The classes that tests of addons derive from.

Each class works in one transaction that is rolled back; each test in a savepoint of it.
"""
from __future__ import annotations

import contextlib
import inspect
import secrets
import threading
import unittest
from collections.abc import Iterator
from typing import Any
from unittest import mock

from ..modules.registry import finders
from ..orm.environments import SUPERUSER_ID, Environment
from . import current

HOST = "127.0.0.1"


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
        cls.registry.flush_pending = cls.cr.flush_orm
        cls.cr.commit = cls.cr.flush    # what code commits is undone with the rest
        cls.addClassCleanup(cls.cr.close)
        cls.env = Environment(cls.cr, SUPERUSER_ID, {})
        if cls.freeze_time:
            import freezegun
            cls.startClassPatcher(freezegun.freeze_time(cls.freeze_time))

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
        self.registry.caches.forget(())

    # ---- other cursors on the same transaction
    @classmethod
    def registry_enter_test_mode_cls(cls) -> None:
        """Let all cursors be parts of the transaction until the class ends."""
        context = _shared_transaction(cls.registry, cls.cr)
        context.__enter__()
        cls.addClassCleanup(context.__exit__, None, None, None)

    def registry_enter_test_mode(self) -> None:
        """Let all cursors be parts of the transaction until the test ends."""
        context = _shared_transaction(self.registry, self.cr)
        context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)

    @contextlib.contextmanager
    def enter_registry_test_mode(self) -> Iterator[None]:
        """Let all cursors that are opened meanwhile be parts of the transaction."""
        with _shared_transaction(self.registry, self.cr):
            yield


class SingleTransactionCase(BaseCase):
    """A class whose tests see what those before them did; nothing stays."""

    @classmethod
    def setUpClass(cls) -> None:
        """Begin the transaction of the class."""
        super().setUpClass()
        registry = current.registry()
        cls.registry = registry.fork(registry.database)
        cls.cr = cls.registry.cursor("write")
        cls.registry.flush_pending = cls.cr.flush_orm
        cls.cr.commit = cls.cr.flush    # what code commits is undone with the rest
        cls.addClassCleanup(cls.cr.close)
        cls.env = Environment(cls.cr, SUPERUSER_ID, {})

    def setUp(self) -> None:
        """Take the environment of the class."""
        super().setUp()
        self.env = type(self).env


@contextlib.contextmanager
def _shared_transaction(registry: Any, cr: Any) -> Iterator[None]:
    """Have the registry open its cursors within a transaction that is going on."""
    from .case_cursor import CaseCursor
    lock, before = threading.RLock(), registry.cursor_source

    def open_cursor() -> CaseCursor:
        if cr.transaction.has_pending():
            cr.flush()
        return CaseCursor(cr, registry, lock)

    def find(name: str) -> Any:
        return registry if name == registry.db_name else None

    registry.cursor_source = open_cursor
    finders.insert(0, find)
    try:
        yield
    finally:
        finders.remove(find)
        registry.cursor_source = before
