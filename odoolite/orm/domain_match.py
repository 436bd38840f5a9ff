"""Domains judged on records, without SQL."""
from __future__ import annotations

import operator as py
import re
from typing import Any

from . import domain_values
from .domain_sql import search_domain
from .domains import (
    NEGATIVE,
    And,
    Bool,
    Condition,
    Custom,
    Domain,
    Not,
    Or,
)

COMPARE = {"<": py.lt, "<=": py.le, ">": py.gt, ">=": py.ge}


def matches(record: Any, domain: Domain) -> bool:
    """Tell whether a record satisfies a domain."""
    if isinstance(domain, Bool):
        return domain.value
    if isinstance(domain, And):
        return all(matches(record, child) for child in domain.children)
    if isinstance(domain, Or):
        return any(matches(record, child) for child in domain.children)
    if isinstance(domain, Not):
        return not matches(record, domain.child)
    if isinstance(domain, Custom):
        if domain.predicate is None:
            raise NotImplementedError("custom domain without a predicate")
        return bool(domain.predicate(record))
    if isinstance(domain, Condition):
        return _condition(record, domain)
    raise TypeError(f"not a domain: {domain!r}")


def _condition(record: Any, cond: Condition) -> bool:
    name, _dot, rest = cond.field_expr.partition(".")
    field = record._fields.get(name)
    if field is None:
        raise ValueError(
            f"Invalid field {record._name}.{name} in condition {cond.text()}"
        )
    if rest and field.relational:
        inner = Condition.make(rest, cond.operator, cond.value)
        return any(matches(line, inner) for line in record[name])
    operator, value = cond.operator, cond.value
    if field.type == "json" and field.search:
        return matches(record, search_domain(record, field, operator, value))
    positive = NEGATIVE.get(operator, operator)
    if operator == "=?":
        return not value or _equal(record, field, record[name], [value])
    if positive in ("=", "in"):
        values = domain_values.as_collection(value, positive)
        actual = _value(record, field, rest)
        if rest:
            found = actual is not False and actual in [int(v) for v in values if v]
        else:
            found = _equal(record, field, actual, list(values))
    elif positive in ("any", "any!"):
        found = any(matches(line, value) for line in record[name])
    elif positive in ("like", "ilike", "=like", "=ilike"):
        found = _like(record[name], positive, value)
    elif positive in ("child_of", "parent_of"):
        found = _in_tree(record, field, positive, value)
    else:
        return _ordered(record, field, operator, value, rest)
    return found != (positive != operator)


def _value(record: Any, field: Any, part: str) -> Any:
    value = record[field.name]
    if part and value:
        from ..storage.sqlite import DATE_PARTS
        return DATE_PARTS[part](value)
    return value


def _equal(record: Any, field: Any, actual: Any, values: list[Any]) -> bool:
    if field.relational:
        ids, names, empty, filled = domain_values.split_links(values)
        return (
            bool(empty and not actual) or bool(filled and actual)
            or any(i in ids for i in actual._ids)
            or bool(names) and any(line.display_name in names for line in actual)
        )
    if field.name == "id":
        return actual in [domain_values.to_number(v) for v in values if v]
    falsy = domain_values.FALSY.get(field.type)
    wanted, null = domain_values.to_column_values(record.env, field, values)
    if field.type == "boolean":
        return bool(actual) in {bool(v) for v in wanted} | ({False} if null else set())
    if actual is False or actual is None or (falsy is not None and actual == falsy):
        return null
    column = field.convert_to_column(actual, record, validate=False)
    return column in wanted


def _like(actual: Any, operator: str, value: Any) -> bool:
    if hasattr(actual, "_ids"):
        if not value:
            return True
        return any(_like(line.display_name, operator, value) for line in actual)
    pattern = "" if value is False or value is None else str(value)
    if not pattern:
        return not actual if operator.startswith("=") else True
    if actual is False or actual is None:
        return False
    if not operator.startswith("="):
        pattern = f"%{pattern}%"
    regex = "".join(_pattern_parts(pattern))
    flags = re.S | (re.I if operator.endswith("ilike") else 0)
    return re.fullmatch(regex, str(actual), flags) is not None


def _pattern_parts(pattern: str) -> list[str]:
    parts, index = [], 0
    while index < len(pattern):
        char = pattern[index]
        if char == "\\" and index + 1 < len(pattern):
            index += 1
            parts.append(re.escape(pattern[index]))
        else:
            parts.append({"%": ".*", "_": "."}.get(char) or re.escape(char))
        index += 1
    return parts


def _ordered(record: Any, field: Any, operator: str, value: Any, part: str) -> bool:
    actual = _value(record, field, part)
    if part:
        return bool(actual is not False and COMPARE[operator](actual, value))
    operator, bound = domain_values.to_bound(record.env, field, operator, value)
    if actual is False or actual is None:
        falsy = domain_values.FALSY.get(field.type)
        return falsy is not None and bool(COMPARE[operator](falsy, bound))
    column = field.convert_to_column(actual, record, validate=False)
    return bool(COMPARE[operator](column, bound))


def _in_tree(record: Any, field: Any, operator: str, value: Any) -> bool:
    own = field.name == record._parent_name and field.comodel_name == record._name
    target = record if own or field.name == "id" else record[field.name]
    ids = domain_values.hierarchy_ids(target.browse(), value)
    parent = target._parent_name
    for line in target:
        if operator == "child_of":
            node = line
            while node:
                if node.id in ids:
                    return True
                node = node[parent]
        else:
            for start in target.browse(ids):
                node = start
                while node:
                    if node == line:
                        return True
                    node = node[parent]
    return False
