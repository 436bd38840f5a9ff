"""Tags of test cases, and which of them a run takes."""
from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

FILTER = re.compile(
    r"^([+-]?)(\*|\w*)(?:/([\w/]*?)(?:\.py)?)?(?::(\w*))?(?:\.(\w*))?(?:\[.*\])?$"
)


def tagged(*tags: str) -> Callable[[Any], Any]:
    """Give a test class tags; `-tag` takes one away."""
    include = {tag for tag in tags if not tag.startswith("-")}
    exclude = {tag[1:] for tag in tags if tag.startswith("-")}

    def mark(obj: Any) -> Any:
        known = set(getattr(obj, "test_tags", {"standard", "at_install"}))
        if "post_install" in include and "at_install" not in include:
            known.discard("at_install")
        obj.test_tags = (known | include) - exclude
        return obj
    return mark


class TagsSelector:
    """Tells by a text of tags (`+tag,-tag,/module:Class.method`) which tests to run."""

    def __init__(self, spec: str) -> None:
        self.include: list[tuple[str, str, str, str]] = []
        self.exclude: list[tuple[str, str, str, str]] = []
        for part in re.split(r",(?![^\[]*\])", spec):
            text = part.strip()
            if not text:
                continue
            match = FILTER.match(text)
            if match is None:
                raise ValueError(f"invalid tag {text!r}")
            sign, tag, module, cls, method = match.groups(default="")
            is_include = sign != "-"
            if not tag:
                tag = "standard" if is_include else ""
            item = (tag, module, cls, method)
            (self.include if is_include else self.exclude).append(item)
        if self.exclude and not self.include:
            self.include.append(("standard", "", "", ""))

    def check(self, test: Any) -> bool:
        """Tell whether a test is to be run."""
        return any(self._fits(test, item) for item in self.include) and \
            not any(self._fits(test, item) for item in self.exclude)

    def _fits(self, test: Any, item: tuple[str, str, str, str]) -> bool:
        tag, module, cls, method = item
        return (
            (not tag or tag == "*" or tag in getattr(test, "test_tags", ()))
            and (not module or getattr(test, "test_module", "") == module)
            and (not cls or type(test).__name__ == cls)
            and (not method or test._testMethodName == method)
        )
