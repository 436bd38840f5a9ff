"""Conditions on plain columns, compared as the type of the field demands."""
from __future__ import annotations

import operator as py
from typing import TYPE_CHECKING, Any

from ..tools.sql import SQL
from . import domain_values
from .domains import NEGATIVE, Condition

if TYPE_CHECKING:
    from ..storage.dialect import Dialect
    from .fields.base import Field

COMPARE = {"<": py.lt, "<=": py.le, ">": py.gt, ">=": py.ge}
LIKES = {
    "like": (False, True), "ilike": (True, True),
    "=like": (False, False), "=ilike": (True, False),
}


class ColumnConditions:
    """The part of the compiler that needs no more than a column."""

    dialect: Dialect

    def compare(self, model: Any, field: Field, column: SQL, cond: Condition) -> SQL:
        """Compare a column with a value, as the type of the field demands."""
        operator, value = cond.operator, cond.value
        positive = NEGATIVE.get(operator, operator)
        if positive in LIKES:
            return self.like(field, column, operator, value)
        if positive in ("=", "in"):
            values = domain_values.as_collection(value, positive)
            if hasattr(values, "subselect"):
                word = "IN" if positive == operator else "NOT IN"
                return SQL(f"%s {word} %s", column, values.subselect())
            return self.membership(model, field, column, values, positive != operator)
        return self.inequality(model, field, column, operator, value, cond)

    def membership(
        self, model: Any, field: Field, column: SQL, values: Any, negate: bool
    ) -> SQL:
        """Return `column IN values`; falsy values stand for NULL as well."""
        wanted, null = domain_values.to_column_values(model.env, field, values)
        if field.type == "boolean":
            return self.boolean(column, wanted, null, negate)
        if not wanted and not null:
            return SQL("TRUE" if negate else "FALSE")
        never_null = field.required or field.name == "id"
        if not wanted:
            return SQL("%s IS NOT NULL" if negate else "%s IS NULL", column)
        inside = self.dialect.in_list(column, wanted)
        if negate:
            outside = SQL("NOT (%s)", inside)
            if null:
                return SQL("(%s IS NOT NULL AND %s)", column, outside)
            return outside if never_null else SQL("(%s IS NULL OR %s)", column, outside)
        return SQL("(%s OR %s IS NULL)", inside, column) if null else inside

    def boolean(self, column: SQL, wanted: list[Any], null: bool, negate: bool) -> SQL:
        """Return a condition on a truth value, where NULL is false."""
        truths = {bool(v) for v in wanted}
        if null:
            truths.add(False)
        if negate:
            truths = {True, False} - truths
        if len(truths) == 2:
            return SQL("TRUE")
        if not truths:
            return SQL("FALSE")
        if truths == {True}:
            return self.dialect.is_true(column)
        return SQL("%s IS NOT TRUE", column)

    def inequality(
        self, model: Any, field: Field, column: SQL, operator: str, value: Any,
        cond: Condition,
    ) -> SQL:
        """Compare by order; NULL counts as the falsy value of the type."""
        if value is False or value is None:
            if field.type in ("integer", "float", "monetary", "many2one_reference"):
                value = 0
            elif field.is_text:
                value = ""
            else:
                return SQL("FALSE")
        operator, value = domain_values.to_bound(model.env, field, operator, value)
        sql = SQL(f"%s {operator} %s", column, value)
        falsy = domain_values.FALSY.get(field.type)
        if falsy is not None and not field.required and field.name != "id" \
                and COMPARE[operator](falsy, value):
            return SQL("(%s OR %s IS NULL)", sql, column)
        return sql

    def like(self, field: Field, column: SQL, operator: str, value: Any) -> SQL:
        """Match a pattern; without one everything matches, unset values too."""
        positive = NEGATIVE.get(operator, operator)
        negate = positive != operator
        ci, wrap = LIKES[positive]
        text = "" if value is False or value is None else str(value)
        if not text:
            if wrap:
                return SQL("FALSE" if negate else "TRUE")
            return SQL("%s <> ''" if negate else "(%s = '' OR %s IS NULL)", column,
                       *([] if negate else [column]))
        pattern = f"%{text}%" if wrap else text
        sql = self.dialect.like(column, pattern, ci, negate)
        return SQL("(%s OR %s IS NULL)", sql, column) if negate else sql
