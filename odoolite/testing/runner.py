"""Running the tests of addons: at_install and post_install, by tags, on one database."""
from __future__ import annotations

import importlib
import time
import traceback
import unittest
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from . import current
from .tags import TagsSelector

if TYPE_CHECKING:
    from ..orm.registry import Registry

Error = tuple[type[BaseException], BaseException, TracebackType]


class Outcome(unittest.TestResult):
    """What became of each test: passed, failed, error, skipped; with its time."""

    def __init__(self, show: Any = None) -> None:
        super().__init__()
        self.rows: list[tuple[str, str, float, str]] = []
        self.show = show
        self._started = 0.0
        self._states: dict[str, tuple[str, str]] = {}

    def startTest(self, test: unittest.TestCase) -> None:  # noqa: N802
        """Note the time."""
        super().startTest(test)
        self._started = time.monotonic()
        self._states.pop(name_of(test), None)

    def _note(self, test: Any, state: str, text: str = "") -> None:
        if hasattr(test, "test_case"):      # a subtest tells of its test
            test = test.test_case
        self._states[name_of(test)] = (state, text)
        if not isinstance(test, unittest.TestCase):     # setUpClass and its kin
            self.rows.append((name_of(test), state, 0.0, text))

    def addError(self, test: Any, err: Any) -> None:  # noqa: N802
        """Note an error."""
        super().addError(test, err)
        self._note(test, "error", self._exc_info_to_string(err, test))  # type: ignore[attr-defined]

    def addFailure(self, test: Any, err: Any) -> None:  # noqa: N802
        """Note a failure."""
        super().addFailure(test, err)
        self._note(test, "failed", self._exc_info_to_string(err, test))  # type: ignore[attr-defined]

    def addSubTest(self, test: Any, subtest: Any, err: Any) -> None:  # noqa: N802
        """Note a failure in a part of a test."""
        super().addSubTest(test, subtest, err)
        if err is not None:
            text = self._exc_info_to_string(err, test)  # type: ignore[attr-defined]
            self._note(test, "failed", text)

    def addSkip(self, test: Any, reason: str) -> None:  # noqa: N802
        """Note why a test is left out."""
        super().addSkip(test, reason)
        self._note(test, "skipped", reason)

    def stopTest(self, test: unittest.TestCase) -> None:  # noqa: N802
        """Write the test down."""
        super().stopTest(test)
        state, text = self._states.pop(name_of(test), ("passed", ""))
        row = (name_of(test), state, time.monotonic() - self._started, text)
        self.rows.append(row)
        if self.show:
            self.show(row)

    def count(self, state: str) -> int:
        """Return how many tests came to a state."""
        return sum(row[1] == state for row in self.rows)

    def write_junit(self, path: Path, suite: str) -> None:
        """Write the outcome as JUnit's XML."""
        root = ElementTree.Element(
            "testsuite", name=suite, tests=str(len(self.rows)),
            failures=str(self.count("failed")), errors=str(self.count("error")),
            skipped=str(self.count("skipped")),
        )
        for name, state, seconds, text in self.rows:
            head, _dot, method = name.rpartition(".")
            case = ElementTree.SubElement(
                root, "testcase", classname=head, name=method, time=f"{seconds:.3f}"
            )
            if state != "passed":
                tag = {"failed": "failure", "error": "error"}.get(state, "skipped")
                ElementTree.SubElement(case, tag, message=text.strip()[-300:]).text = text
        ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def name_of(test: Any) -> str:
    """Return `test_file.Class.method` of a test."""
    module = type(test).__module__.rpartition(".")[2]
    if isinstance(test, unittest.TestCase):
        return f"{module}.{type(test).__name__}.{test._testMethodName}"
    return str(getattr(test, "description", test))


def run_tests(
    registry: Registry, addons: Iterable[str], tags: str = "", show: Any = None
) -> Outcome:
    """Run the tests of installed addons: those at install first."""
    selector = TagsSelector(tags) if tags else TagsSelector("standard")
    outcome = Outcome(show)
    cases = []
    for addon in addons:
        try:
            cases += [test for test in collect(addon) if selector.check(test)]
        except Exception:  # noqa: BLE001  whatever the code of the tests raises
            outcome.rows.append((f"{addon}.tests", "error", 0.0, traceback.format_exc()))
    current.begin(registry)
    try:
        for position in ("at_install", "post_install"):
            chosen = [t for t in cases if position in getattr(t, "test_tags", ())]
            if position == "post_install":
                chosen = [t for t in chosen if "at_install" not in t.test_tags]
            chosen.sort(key=lambda test: getattr(test, "test_sequence", 0))
            unittest.TestSuite(chosen).run(outcome)
    finally:
        current.end()
    return outcome


def collect(addon: str) -> Iterator[Any]:
    """Yield the test cases of an addon: of the modules that its `tests` names."""
    try:
        package = importlib.import_module(f"odoo.addons.{addon}.tests")
    except ModuleNotFoundError as error:
        if error.name == f"odoo.addons.{addon}.tests":
            return
        raise
    loader = unittest.TestLoader()
    for name, module in sorted(vars(package).items()):
        if name.startswith("test_") and isinstance(module, ModuleType):
            for suite in loader.loadTestsFromModule(module):
                yield from _cases(suite)


def _cases(suite: Any) -> Iterator[Any]:
    if isinstance(suite, unittest.TestCase):
        yield suite
    else:
        for item in suite:
            yield from _cases(item)
