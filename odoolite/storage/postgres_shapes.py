"""Clauses that PostgreSQL has and SQLite says in another way."""
from __future__ import annotations

import re

from .errors import ProgrammingError
from .postgres_syntax import closing, find_outside, replace_calls, split_arguments

AS_NAME = re.compile(r"(?:\bAS\s+)?(\"[^\"]+\"|\w+)\s*$", re.I)
SERIES = re.compile(
    r"(?:\bFROM|\bJOIN|,)\s*(?:LATERAL\s+)?((generate_series|unnest)\s*\()", re.I)
SERIES_NAMES = re.compile(
    r"\s*(?:AS\s+)?(?!(?:WHERE|ON|ORDER|GROUP|LEFT|JOIN|INNER|CROSS|LIMIT|UNION)\b)(\w+)"
    r"(?:\s*\(\s*(\w+)\s*\))?", re.I)
DELETE_USING = re.compile(
    r"\s*DELETE\s+FROM\s+([\w\".]+)(?:\s+AS\s+(\w+))?\s+USING\s+(.+)", re.I | re.S)
AGGREGATES = {"string_agg": "text", "array_agg": "list", "json_agg": "json",
              "jsonb_agg": "json", "json_object_agg": "object",
              "jsonb_object_agg": "object"}


def reshape(text: str) -> str:
    """Return a statement in SQLite's clauses."""
    text = re.sub(r"\bLIMIT\s+ALL\b", "", text, flags=re.I)
    text = re.sub(r"\bFETCH\s+(?:FIRST|NEXT)\s+(\d+)\s+ROWS?\s+ONLY\b", r"LIMIT \1", text,
                  flags=re.I)
    text = re.sub(r"\bEXISTS\s*\(\s*SELECT\s+FROM\b", "EXISTS (SELECT 1 FROM", text,
                  flags=re.I)
    text = re.sub(r"^(\s*(?:WITH\b.*\)\s*)?UPDATE\s+(?:ONLY\s+)?[\w\".]+)\s+(?!AS\b|SET\b)"
                  r"(\w+)\s+SET\b", r"\1 AS \2 SET", text, flags=re.I | re.S)
    text = re.sub(r"^(\s*DELETE\s+FROM\s+[\w\".]+)\s+(?!(?:AS|WHERE|USING|RETURNING)\b)"
                  r"(\w+)", r"\1 AS \2", text, flags=re.I)
    text = _name_values(text)
    text = _series(text)
    text = replace_calls(text, "|".join(AGGREGATES), _aggregate)
    text = _delete_using(text)
    while re.search(r"\bSELECT\s+DISTINCT\s+ON\s*\(", text, re.I):
        text = _distinct_on(text)
    return text


def _name_values(text: str) -> str:
    """Name the columns of `(VALUES …) AS v(a, b)`."""
    pattern = re.compile(r"\(\s*VALUES\b", re.I)
    for match in reversed(list(pattern.finditer(text))):
        end = closing(text, match.start())
        names = re.compile(r"\s*(?:AS\s+)?(\w+)\s*\(([^()]*)\)", re.I).match(text, end + 1)
        if names and names.group(1).upper() not in ("WHERE", "ON", "SELECT", "JOIN"):
            columns = ", ".join(f"column{number} AS {name}" for number, name in enumerate(
                split_arguments(names.group(2)), 1))
            values = f"(SELECT {columns} FROM {text[match.start():end]}))"
            text = (f"{text[:match.start()]}{values} AS {names.group(1)}"
                    f"{text[names.end():]}")
    return text


def _series(text: str) -> str:
    """Put a query that counts in the place of generate_series() and unnest()."""
    for match in reversed(list(SERIES.finditer(text))):
        end = closing(text, match.end(1) - 1)
        names = SERIES_NAMES.match(text, end + 1)
        alias = names.group(1) if names else match.group(2)
        column = (names.group(2) or alias) if names else match.group(2)
        arguments = split_arguments(text[match.end(1):end])
        make = _count_up if match.group(2).lower() == "generate_series" else _items
        text = (f"{text[:match.start(1)]}({make(column, arguments)}) AS {alias}"
                f"{text[names.end() if names else end + 1:]}")
    return text


def _count_up(column: str, arguments: list[str]) -> str:
    first, last, *rest = arguments      # each stands once: they may hold parameters
    step = rest[0] if rest else "1"
    following = "odoo_plus(n, step)" if "odoo_interval" in step else "n + step"
    return ("WITH RECURSIVE odoo_bounds(first, last, step) AS "
            f"(SELECT {first}, {last}, {step}), "
            "odoo_series(n) AS (SELECT first FROM odoo_bounds WHERE first <= last "
            f"UNION ALL SELECT {following} FROM odoo_series, odoo_bounds "
            f"WHERE {following} <= last) "
            f"SELECT n AS {column} FROM odoo_series")


def _items(column: str, arguments: list[str]) -> str:
    what = re.sub(r"^(%s|%\(\w+\)s)$", r"json_array\1", arguments[0])
    return f"SELECT value AS {column} FROM json_each({what})"


def _aggregate(name: str, inside: str) -> str:
    """Return the call of our own aggregate, which knows an order."""
    order = find_outside(inside, r"\bORDER\s+BY\b")
    keys = split_arguments(inside[order.end():]) if order else []
    inside = inside[:order.start()] if order else inside
    distinct = re.match(r"\s*DISTINCT\b", inside, re.I)
    arguments = split_arguments(inside[distinct.end():] if distinct else inside)
    if len(arguments) < 2:
        arguments.append("NULL")
    told = [f"'{AGGREGATES[name]}'", "1" if distinct else "0", *arguments]
    for key in keys:
        match = re.match(r"(.+?)(?:\s+(ASC|DESC))?(?:\s+NULLS\s+(?:FIRST|LAST))?$", key,
                         re.I | re.S)
        assert match
        told += [match[1], "1" if (match[2] or "").upper() == "DESC" else "0"]
    return f"odoo_aggregate({', '.join(told)})"


def _delete_using(text: str) -> str:
    match = DELETE_USING.match(text)
    if match is None:
        return text
    table, alias, rest = match.group(1), match.group(2), match.group(3)
    end = find_outside(rest, r"\bRETURNING\b")
    body, tail = (rest[:end.start()], rest[end.start():]) if end else (rest, "")
    name = alias or table
    source = f"{table} AS {alias}" if alias else table
    where = find_outside(body, r"\bWHERE\b")
    others = f"{body[:where.start()]} {body[where.start():]}" if where else body
    return (f"DELETE FROM {table} WHERE rowid IN "
            f"(SELECT {name}.rowid FROM {source}, {others}) {tail}")


def _distinct_on(text: str) -> str:
    """Number the rows of each group and keep the first."""
    match = re.search(r"\bSELECT\s+DISTINCT\s+ON\s*\(", text, re.I)
    assert match
    keys_end = closing(text, match.end() - 1)
    keys = text[match.end():keys_end]
    end = _end_of_query(text, match.start())
    body = text[keys_end + 1:end]
    source = find_outside(body, r"\bFROM\b")
    if source is None or find_outside(body, r"\b(?:UNION|EXCEPT|INTERSECT)\b"):
        raise ProgrammingError("DISTINCT ON of this form is not known here")
    limit = find_outside(body, r"\b(?:LIMIT|OFFSET)\b")
    tail = body[limit.start():] if limit else ""
    body = body[:limit.start()] if limit else body
    order = find_outside(body, r"\bORDER\s+BY\b")
    by = body[order.end():] if order else keys
    body = body[:order.start()] if order else body
    items = split_arguments(body[:source.start()])
    if any(item.endswith("*") for item in items):
        raise ProgrammingError("DISTINCT ON with * is not known here: name the columns")
    names = []
    for item in items:
        name = AS_NAME.search(item)
        names.append(name.group(1) if name else item)
    inner = (f"SELECT {', '.join(items)}, "
             f"row_number() OVER (PARTITION BY {keys} ORDER BY {by}) AS odoo_rank, "
             f"row_number() OVER (ORDER BY {by}) AS odoo_place {body[source.start():]}")
    return (f"{text[:match.start()]}SELECT {', '.join(names)} FROM ({inner}) AS "
            f"odoo_ranked WHERE odoo_rank = 1 ORDER BY odoo_place {tail}{text[end:]}")


def _end_of_query(text: str, start: int) -> int:
    depth = 0
    for index in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if depth < 0 or text[index] == ";":
            return index
    return len(text)
