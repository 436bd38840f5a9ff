"""Changes of tables in PostgreSQL's words, made on SQLite.

Hooks and migration scripts of addons alter tables themselves. What SQLite has no word for
becomes the steps that lead to the same table; what it cannot have is refused by name.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from .errors import NotNullViolation, ProgrammingError

if TYPE_CHECKING:
    from .cursor import Cursor

NAME = r'(?:(?:public|"public")\s*\.\s*)?(?P<{}>"[^"]+"|\w+)'
FIRST_WORD = re.compile(
    r"(?:\s|--[^\n]*\n|/\*.*?\*/)*(ALTER|COMMENT|TRUNCATE|CREATE|DROP|LOCK|SET|REFRESH|DO)\b",
    re.I | re.S,
)
ALTER_TABLE = re.compile(
    rf"ALTER\s+TABLE\s+(?P<lenient>IF\s+EXISTS\s+)?(?:ONLY\s+)?{NAME.format('table')}\s+"
    r"(?P<rest>.+)", re.I | re.S,
)
CREATE_VIEW = re.compile(
    rf"CREATE\s+(?:OR\s+REPLACE\s+)?(?:RECURSIVE\s+)?VIEW\s+{NAME.format('view')}"
    r"(?P<columns>\s*\([^)]*\))?\s+AS\s+(?P<body>.+)", re.I | re.S,
)
SAID_BY_SQLITE = re.compile(r"(?:RENAME\s+(?!CONSTRAINT)|ADD\s+(?!CONSTRAINT\b))", re.I)
# what has no effect on one file that one program uses
IDLE = re.compile(
    r"(?:COMMENT\s+ON\s|CREATE\s+EXTENSION\s|LOCK\s+(?:TABLE\s)?|SET\s+(?:LOCAL\s+|SESSION\s+)?"
    r"(?:statement_timeout|lock_timeout|session_replication_role|CONSTRAINTS|TRANSACTION)\b"
    r"|REFRESH\s+MATERIALIZED\s+VIEW\s)", re.I,
)
FOREIGN = re.compile(
    r"(?:CREATE\s+(?:OR\s+REPLACE\s+)?(?:FUNCTION|PROCEDURE|TYPE|DOMAIN|ROLE|SCHEMA|RULE"
    r"|CONSTRAINT\s+TRIGGER|TRIGGER\b.*\bEXECUTE\b)|DO\b|ALTER\s+(?:TYPE|SEQUENCE|FUNCTION"
    r"|DATABASE|ROLE|VIEW|INDEX))", re.I | re.S,
)
Step = Callable[["Cursor", Any], None]


class Script(str):
    """A statement whose effect takes several steps."""

    steps: list[Step]
    alters = False      # a table is copied into another form: not beside other work


def translate(query: str) -> str:
    """Return a change of tables as SQLite takes it: a statement, or a Script of steps."""
    if not FIRST_WORD.match(query):
        return query
    text = re.sub(r"--[^\n]*\n|/\*.*?\*/", " ", query, flags=re.S).strip().rstrip("; \n")
    if IDLE.match(text):
        return _script(query, [])
    if FOREIGN.match(text):
        raise ProgrammingError(f"SQLite cannot do this, PostgreSQL is needed: {text[:80]}")
    if re.match(r"TRUNCATE\b", text, re.I):
        return _script(query, [_truncate(text)])
    match = ALTER_TABLE.match(text)
    if match:
        return _alter(query, match)
    if re.match(r"(?:CREATE|DROP)\s", text, re.I):
        return _create_or_drop(query, text)
    return query


def _script(query: str, steps: list[Step]) -> Script:
    script = Script(query)
    script.steps = steps
    return script


def _statement(text: str) -> Step:
    return lambda cr, params: cr.execute(text, params)


def _plain(name: str) -> str:
    return name.strip().strip('"')


def split_list(text: str) -> Iterator[str]:
    """Return the parts of a text between commas that stand in no parentheses or quotes."""
    depth, start, quoted = 0, 0, ""
    for index, char in enumerate(text):
        if quoted:
            quoted = "" if char == quoted else quoted
        elif char in "'\"":
            quoted = char
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char == "," and not depth:
            yield text[start:index].strip()
            start = index + 1
    yield text[start:].strip()


# ---- tables that are there, and not
def _truncate(text: str) -> Step:
    names = re.sub(r"^TRUNCATE\s+(?:TABLE\s+)?(?:ONLY\s+)?|\s+(?:CASCADE|RESTRICT|RESTART"
                   r"\s+IDENTITY|CONTINUE\s+IDENTITY)\b", "", text, flags=re.I)

    def truncate(cr: Cursor, _params: Any) -> None:
        for name in split_list(names):
            cr.execute(f'DELETE FROM "{_plain(name)}"')
    return truncate


def _create_or_drop(query: str, text: str) -> str:
    changed = re.sub(
        r"(DROP\s+(?:TABLE|VIEW|INDEX|SEQUENCE)\b.*?)\s+(?:CASCADE|RESTRICT)$", r"\1", text,
        flags=re.I | re.S)
    changed = re.sub(r"^(CREATE|DROP)\s+MATERIALIZED\s+VIEW\b", r"\1 VIEW", changed,
                     flags=re.I)
    changed = re.sub(r"^(CREATE\s+(?:UNIQUE\s+)?INDEX)\s+CONCURRENTLY\b", r"\1", changed,
                     flags=re.I)
    changed = re.sub(r"^(CREATE\s+(?:UNIQUE\s+)?INDEX\b.*?\bON\s+\S+)\s+USING\s+\w+\s*\(",
                     r"\1 (", changed, flags=re.I | re.S)
    changed = re.sub(r"^(CREATE\s+(?:UNIQUE\s+)?INDEX\b.*)\b\w+_(?:pattern_)?ops\b", r"\1",
                     changed, flags=re.I | re.S)
    if re.match(r"CREATE\s+(?:TEMP(?:ORARY)?\s+|UNLOGGED\s+)?TABLE\b", changed, re.I):
        changed = _table_definition(changed)
    view = CREATE_VIEW.match(changed)
    if view:
        name = _plain(view["view"])
        made = f'CREATE VIEW "{name}"{view["columns"] or ""} AS {_bare(view["body"])}'
        if not re.match(r"CREATE\s+OR", changed, re.I):
            return made
        drop = f'DROP VIEW IF EXISTS "{name}"'
        return _script(query, [_statement(drop), _statement(made)])
    return query if changed == text else changed


def _bare(body: str) -> str:
    """Return a query without the parentheses around it, which SQLite does not take."""
    body = body.strip()
    while body.startswith("(") and body.endswith(")"):
        depth = 0
        for index, char in enumerate(body):
            depth += {"(": 1, ")": -1}.get(char, 0)
            if not depth and index < len(body) - 1:
                return body
        body = body[1:-1].strip()
    return body


def _table_definition(text: str) -> str:
    text = re.sub(r"\bUNLOGGED\s+", "", text, flags=re.I)
    text = re.sub(r"\b(?:BIG|SMALL)?SERIAL\b(?P<key>\s+(?:NOT\s+NULL\s+)?PRIMARY\s+KEY)?",
                  lambda m: "INTEGER PRIMARY KEY AUTOINCREMENT" if m["key"] else "INTEGER",
                  text, flags=re.I)
    moment = r"now\(\)(?:\s+AT\s+TIME\s+ZONE\s+'\w+')?"
    text = re.sub(rf"\bDEFAULT\s+(?:{moment}|\({moment}\))", "DEFAULT CURRENT_TIMESTAMP",
                  text, flags=re.I)
    text = re.sub(r"\bWITH(?:OUT)?\s+TIME\s+ZONE\b", "", text, flags=re.I)
    return re.sub(r"\)\s*ON\s+COMMIT\s+(?:DROP|DELETE\s+ROWS|PRESERVE\s+ROWS)\s*$", ")",
                  text, flags=re.I)


# ---- tables that change
def _alter(query: str, match: re.Match[str]) -> str:
    table, rest = _plain(match["table"]), match["rest"]
    actions = list(split_list(rest))
    simple = len(actions) == 1 and not match["lenient"] and SAID_BY_SQLITE.match(rest)
    if simple and not re.match(r"ADD\s+(?:COLUMN\s+)?IF\b|ADD\s+(?:UNIQUE|CHECK|FOREIGN"
                               r"|PRIMARY)\b", rest, re.I):
        return query
    found = [_action(table, action) for action in actions]
    steps = [step for step, _copies in found]
    copies = any(copies for _step, copies in found)
    if not match["lenient"]:
        return _altering(query, steps, copies)

    def if_there(cr: Cursor, params: Any) -> None:
        if cr.schema.table_exists(table):
            for step in steps:
                step(cr, params)
    return _altering(query, [if_there], copies)


def _altering(query: str, steps: list[Step], copies: bool) -> Script:
    script = _script(query, steps)
    script.alters = copies
    return script


def _action(table: str, action: str) -> tuple[Step, bool]:
    """Return what an action does, and whether it copies the table."""
    for pattern, make in ACTIONS:
        match = pattern.fullmatch(action)
        if match:
            return make(table, match), make not in (_add_column, _drop_column)
    raise ProgrammingError(
        f"SQLite cannot do this to table {table}, PostgreSQL is needed: {action[:80]}")


def _add_column(table: str, match: re.Match[str]) -> Step:
    name, lenient = _plain(match["column"]), bool(match["lenient"])
    kind = _table_definition(match["kind"])

    def add(cr: Cursor, params: Any) -> None:
        if not (lenient and name in cr.schema.columns(table)):
            cr.execute(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {kind}', params)
    return add


def _drop_column(table: str, match: re.Match[str]) -> Step:
    name, lenient = _plain(match["column"]), bool(match["lenient"])

    def drop(cr: Cursor, _params: Any) -> None:
        if name in cr.schema.columns(table):
            if cr.mode == "schema":
                cr.schema.drop_column(table, name)
            else:       # beside other work as SQLite itself can: no index, no reference
                cr.schema.operations.execute(f'ALTER TABLE "{table}" DROP COLUMN "{name}"')
        elif not lenient:
            raise ProgrammingError(
                f'column "{name}" of relation "{table}" does not exist')
    return drop


def _retype(table: str, match: re.Match[str]) -> Step:
    name, using = _plain(match["column"]), match["using"]
    kind = KINDS.get(re.sub(r"\(.*", "", match["kind"]).strip().lower(), "text")

    def retype(cr: Cursor, params: Any) -> None:
        from .column_types import to_sqlalchemy  # a start does without SQLAlchemy
        cr.schema.alter_column(table, name, type_=to_sqlalchemy(kind))
        if using:
            cr.execute(f'UPDATE "{table}" SET "{name}" = {using}', params)
    return retype


def _require(table: str, match: re.Match[str]) -> Step:
    name, required = _plain(match["column"]), match["word"].upper() == "SET"

    def require(cr: Cursor, _params: Any) -> None:
        if required:
            cr.execute(f'SELECT 1 FROM "{table}" WHERE "{name}" IS NULL LIMIT 1')
            if cr.fetchone():
                raise NotNullViolation(
                    f'column "{name}" of relation "{table}" contains null values', table,
                    name)
        cr.schema.alter_column(table, name, nullable=not required)
    return require


def _set_default(table: str, match: re.Match[str]) -> Step:
    name, default = _plain(match["column"]), match["default"]
    return lambda cr, _params: cr.schema.alter_column(table, name, server_default=default)


def _add_constraint(table: str, match: re.Match[str]) -> Step:
    kind, what = match["kind"].upper().split()[0], match["what"]
    name = _plain(match["constraint"] or f"{table}_{kind.lower()}")
    if kind == "UNIQUE":
        return _statement(f'CREATE UNIQUE INDEX "{name}" ON "{table}" ({what})')
    return lambda cr, _params: cr.schema.add_check(table, name, what)


def _drop_constraint(table: str, match: re.Match[str]) -> Step:
    name, lenient = _plain(match["constraint"]), bool(match["lenient"])

    def drop(cr: Cursor, _params: Any) -> None:
        if name in cr.schema.indexes():
            cr.execute(f'DROP INDEX "{name}"')
        elif not cr.schema.drop_check(table, name) and not lenient:
            raise ProgrammingError(
                f'constraint "{name}" of relation "{table}" does not exist')
    return drop


def _rename(table: str, match: re.Match[str]) -> Step:
    return _statement(f'ALTER TABLE "{table}" {match.group()}')


COLUMN, IF_NOT = NAME.format("column"), r"(?P<lenient>IF\s+(?:NOT\s+)?EXISTS\s+)?"
ACTIONS: list[tuple[re.Pattern[str], Callable[[str, re.Match[str]], Step]]] = [
    (re.compile(pattern, re.I | re.S), make) for pattern, make in [
        (rf"ADD\s+(?:CONSTRAINT\s+{NAME.format('constraint')}\s+)?(?P<kind>UNIQUE|CHECK)"
         r"\s*\((?P<what>.+)\)(?:\s+(?:NOT\s+VALID|DEFERRABLE.*))?", _add_constraint),
        (rf"ADD\s+(?!CONSTRAINT\b|FOREIGN\b|PRIMARY\b)(?:COLUMN\s+)?{IF_NOT}{COLUMN}\s+"
         r"(?P<kind>.+)", _add_column),
        (rf"DROP\s+CONSTRAINT\s+{IF_NOT}{NAME.format('constraint')}"
         r"(?:\s+(?:CASCADE|RESTRICT))?", _drop_constraint),
        (rf"DROP\s+(?:COLUMN\s+)?{IF_NOT}{COLUMN}(?:\s+(?:CASCADE|RESTRICT))?",
         _drop_column),
        (rf"ALTER\s+(?:COLUMN\s+)?{COLUMN}\s+(?:SET\s+DATA\s+)?TYPE\s+"
         r"(?P<kind>[\w ]+?(?:\([\d, ]+\))?)(?:\s+USING\s+(?P<using>.+))?", _retype),
        (rf"ALTER\s+(?:COLUMN\s+)?{COLUMN}\s+(?P<word>SET|DROP)\s+NOT\s+NULL", _require),
        (rf"ALTER\s+(?:COLUMN\s+)?{COLUMN}\s+(?:SET\s+DEFAULT\s+(?P<default>.+)"
         r"|DROP\s+DEFAULT)", _set_default),
        (r"RENAME\s+(?!CONSTRAINT).+", _rename),
    ]
]
KINDS = {
    "int": "int4", "integer": "int4", "int4": "int4", "smallint": "int4", "bigint": "int8",
    "int8": "int8", "boolean": "bool", "bool": "bool", "numeric": "numeric",
    "decimal": "numeric", "float": "float8", "float8": "float8", "real": "float8",
    "double precision": "float8", "bytea": "bytea", "jsonb": "jsonb", "json": "jsonb",
    "date": "date", "timestamp": "timestamp", "timestamp without time zone": "timestamp",
}
