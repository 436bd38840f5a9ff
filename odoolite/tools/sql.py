"""SQL fragments that carry their parameters."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .schema_sql import (
    add_constraint,
    column_exists,
    convert_column,
    create_column,
    create_index,
    create_unique_index,
    drop_constraint,
    drop_index,
    drop_not_null,
    drop_view_if_exists,
    escape_psql,
    existing_tables,
    increment_fields_skiplock,
    index_exists,
    make_identifier,
    make_index_name,
    rename_column,
    reverse_order,
    set_not_null,
    table_columns,
    table_exists,
    table_kind,
)

__all__ = [
    "SQL", "add_constraint", "column_exists", "convert_column", "create_column",
    "create_index", "create_unique_index", "drop_constraint", "drop_index",
    "drop_not_null", "drop_view_if_exists", "escape_psql", "existing_tables",
    "increment_fields_skiplock", "index_exists", "make_identifier", "make_index_name",
    "rename_column", "reverse_order", "set_not_null", "table_columns", "table_exists",
    "table_kind",
]


class SQL:
    """A piece of SQL: `SQL("name = %s", value)`; arguments may be SQL again."""

    __slots__ = ("code", "params", "to_flush")

    code: str
    params: tuple[Any, ...]
    to_flush: Any

    def __new__(cls, code: Any = "", /, *args: Any, **kwargs: Any) -> SQL:
        if isinstance(code, SQL):
            return code
        self = object.__new__(cls)
        self.to_flush = kwargs.pop("to_flush", None)
        if kwargs:
            names = _Names(kwargs)
            code = code % names
            args = tuple(names.used)
        if not args:
            self.code = code % () if "%" in code and not kwargs and args else code
            self.params = ()
            return self
        parts: list[str] = []
        params: list[Any] = []
        plain = True
        for arg in args:
            if isinstance(arg, SQL):
                plain = False
                parts.append(arg.code)
                params.extend(arg.params)
            else:
                parts.append("%s")
                params.append(arg)
        if plain:
            if code.replace("%%", "").count("%s") != len(args):
                code % tuple(parts)     # raises TypeError
            self.code = code
        else:
            self.code = code.replace("%%", "%%%%") % tuple(parts)
        self.params = tuple(params)
        return self

    @classmethod
    def identifier(cls, name: str, subname: str | None = None, **_: Any) -> SQL:
        """Return a quoted name, or two joined by a dot."""
        for part in (name, subname):
            if part is not None and ('"' in part or "%" in part or "\x00" in part):
                raise ValueError(f"invalid SQL identifier {part!r}")
        return cls(f'"{name}"' if subname is None else f'"{name}"."{subname}"')

    def join(self, args: Iterable[Any]) -> SQL:
        """Return the arguments with this SQL between them."""
        items = list(args)
        if not items:
            return SQL("")
        if not self.params and all(isinstance(a, SQL) for a in items):
            result = object.__new__(SQL)
            result.code = self.code.join(a.code for a in items)
            result.params = tuple(p for a in items for p in a.params)
            result.to_flush = None
            return result
        code = self.code.replace("%", "%%") if not self.params else "%s"
        glue = [] if not self.params else [self]
        args_: list[Any] = []
        for index, item in enumerate(items):
            if index:
                args_.extend(glue)
            args_.append(item)
        return SQL(code.join(["%s"] * len(items)), *args_)

    def __bool__(self) -> bool:
        return bool(self.code)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, SQL) and self.code == other.code
            and self.params == other.params
        )

    def __hash__(self) -> int:
        return hash((self.code, self.params))

    def __iter__(self) -> Iterator[Any]:
        yield self.code
        yield list(self.params)

    def __repr__(self) -> str:
        return f"SQL({', '.join(map(repr, [self.code, *self.params]))})"


class _Names(dict[str, Any]):
    """Turns `%(name)s` into `%s`, noting the values in order of use."""

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__(values)
        self.used: list[Any] = []

    def __getitem__(self, key: str) -> Any:
        self.used.append(super().__getitem__(key))
        return "%s"
