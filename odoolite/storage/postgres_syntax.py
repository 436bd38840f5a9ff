"""Where calls and operands stand in a statement whose quoted texts have been put aside."""
from __future__ import annotations

import re
from collections.abc import Callable

HELD = re.compile(r"\x00(\d+)\x00")
# the last operand of a text: a call or parentheses, a name, a number, a parameter
LAST = re.compile(r"(?:%\(\w+\)s|%s|\x00\d+\x00|[\w.\"]+)\s*$")
FIRST = re.compile(r"\s*(?:%\(\w+\)s|%s|\x00\d+\x00|[\w.\"]+)")
KEYWORDS = frozenset(
    "and or not where on in when then else select from set by having is like between case "
    "returning using values limit union all any as over filter distinct join".split()
)


def closing(text: str, opening: int) -> int:
    """Return where the parenthesis closes that opens at a place (-1: it does not)."""
    depth = 0
    for index in range(opening, len(text)):
        depth += {"(": 1, ")": -1, "[": 1, "]": -1}.get(text[index], 0)
        if not depth:
            return index
    return -1


def opening(text: str, end: int) -> int:
    """Return where the parenthesis opens that closes at a place (-1: it does not)."""
    depth = 0
    for index in range(end, -1, -1):
        depth += {")": 1, "(": -1, "]": 1, "[": -1}.get(text[index], 0)
        if not depth:
            return index
    return -1


def operand_before(text: str) -> int:
    """Return where the operand begins that a text ends with; its end when there is none."""
    end = len(text.rstrip())
    if end and text[end - 1] == ")":
        start = opening(text, end - 1)
        name = re.search(r"\w+\s*$", text[:start]) if start >= 0 else None
        if name and name.group().strip().lower() not in KEYWORDS:
            return name.start()
        return start if start >= 0 else end
    match = LAST.search(text[:end])
    return match.start() if match else end


def operand_after(text: str) -> int:
    """Return where the operand ends that a text begins with; 0 when there is none."""
    match = FIRST.match(text)
    rest = match.end() if match else len(text) - len(text.lstrip())
    if text[rest:rest + 1] == "(":
        return closing(text, rest) + 1
    return rest if match else 0


def replace_calls(text: str, names: str, change: Callable[[str, str], str | None]) -> str:
    """Put something else in the place of calls, inner ones first.

    `change` gets the name in small letters and what stands between the parentheses; None
    leaves the call as it is.
    """
    pattern = re.compile(rf"(?<![\w.\"])({names})\s*\(", re.I)
    places = [match.span() + (match.group(1),) for match in pattern.finditer(text)]
    for start, after, name in reversed(places):
        end = closing(text, after - 1)
        if end < 0:
            continue
        changed = change(name.lower(), text[after:end])
        if changed is not None:
            text = text[:start] + changed + text[end + 1:]
    return text


def split_arguments(text: str) -> list[str]:
    """Return the arguments of a call."""
    parts, depth, start = [], 0, 0
    for index, char in enumerate(text):
        depth += {"(": 1, ")": -1, "[": 1, "]": -1}.get(char, 0)
        if char == "," and not depth:
            parts.append(text[start:index].strip())
            start = index + 1
    return [*parts, text[start:].strip()]


def find_outside(text: str, pattern: str, start: int = 0) -> re.Match[str] | None:
    """Return the first match of a pattern that stands in no parentheses."""
    for match in re.compile(pattern, re.I).finditer(text, start):
        before = text[start:match.start()]
        if before.count("(") == before.count(")"):
            return match
    return None
