"""Databases of PostgreSQL as scripts, and back.

`pg_dump` writes the script where it is installed; else we write one of our own, of the
same kind: statements with the rows in COPY. Reading one needs no program.
"""
from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import psycopg

from .database_dump import UnknownDump

if TYPE_CHECKING:
    from ..storage.postgres_databases import PostgresDatabase

HEADER = "-- odoolite: a script for PostgreSQL\n"
CUSTOM = b"PGDMP"
COPY = re.compile(r"COPY .* FROM stdin;$", re.IGNORECASE)
DOLLARS = re.compile(r"\$\w*\$")
PREFIX = """SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;
SELECT pg_catalog.set_config('search_path', '', false);
"""
EXTENSIONS = "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1"
FUNCTIONS = """
    SELECT pg_get_functiondef(p.oid) FROM pg_proc p
      JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'public'
     WHERE p.prokind = 'f' AND NOT EXISTS (
        SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
     ORDER BY p.oid
"""
SEQUENCES = """
    SELECT sequencename, data_type, start_value, min_value, max_value, increment_by,
           cycle, cache_size, last_value
      FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1
"""
TABLES = """
    SELECT c.oid, c.relname FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
     WHERE c.relkind = 'r' ORDER BY c.relname
"""
COLUMNS = """
    SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
           pg_get_expr(d.adbin, d.adrelid), a.attgenerated <> ''
      FROM pg_attribute a
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""
OWNED = """
    SELECT s.relname, t.relname, a.attname FROM pg_depend d
      JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
      JOIN pg_class t ON t.oid = d.refobjid
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
     WHERE d.deptype IN ('a', 'i') ORDER BY 1
"""
CONSTRAINTS = """
    SELECT t.relname, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c
      JOIN pg_class t ON t.oid = c.conrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public'
     WHERE c.contype IN ('p', 'u', 'c', 'x', 'f')
     ORDER BY c.contype = 'f', c.contype = 'c', t.relname, c.conname
"""
INDEXES = """
    SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i
      JOIN pg_class t ON t.oid = i.indrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public'
     WHERE NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
     ORDER BY 1
"""
VIEWS = """
    SELECT c.relname, pg_get_viewdef(c.oid) FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
     WHERE c.relkind = 'v' ORDER BY c.oid
"""


def dump_script(database: PostgresDatabase) -> bytes:
    """Return the statements that make the database anew."""
    program = shutil.which("pg_dump")
    if program is not None:
        return _run_program([program, "--no-owner", "--no-acl"], database)
    return write_script(database)


def dump_custom(database: PostgresDatabase) -> bytes:
    """Return a dump in the form of pg_restore; a script where pg_dump is missing."""
    program = shutil.which("pg_dump")
    if program is None:
        return write_script(database)
    return _run_program([program, "--no-owner", "--no-acl", "--format=c"], database)


def server_version(database: PostgresDatabase) -> str:
    """Return the version of the server, as manifests of dumps have it."""
    with psycopg.connect(database.conninfo) as connection:
        number = connection.info.server_version
    return f"{number // 10000}.{number % 10000}"


def _run_program(command: list[str], database: PostgresDatabase) -> bytes:
    done = subprocess.run(
        [*command, f"--dbname={database.conninfo}"], capture_output=True, check=False,
    )
    if done.returncode:
        raise RuntimeError(
            f"{os.path.basename(command[0])} failed: {done.stderr.decode(errors='replace')}"
        )
    return done.stdout


# ---- a script of our own
def write_script(database: PostgresDatabase) -> bytes:
    """Return a script of the database, made of what its catalogue says."""
    with psycopg.connect(database.conninfo) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        connection.execute("SET LOCAL search_path TO ''")
        return HEADER.encode() + b"".join(_write_parts(connection))


def _write_parts(connection: psycopg.Connection[Any]) -> Iterator[bytes]:
    def query(statement: str, *parameters: Any) -> list[Any]:
        return connection.execute(statement.encode(), parameters or None).fetchall()

    yield PREFIX.encode()
    for (name,) in query(EXTENSIONS):
        yield f'CREATE EXTENSION IF NOT EXISTS "{name}" WITH SCHEMA public;\n'.encode()
    for (text,) in query(FUNCTIONS):
        yield f"{text.rstrip()};\n".encode()
    sequences = query(SEQUENCES)
    for name, kind, start, low, high, step, cycle, cache, _last in sequences:
        yield (
            f'CREATE SEQUENCE public."{name}" AS {kind} START WITH {start} '
            f"INCREMENT BY {step} MINVALUE {low} MAXVALUE {high} CACHE {cache}"
            f"{' CYCLE' if cycle else ''};\n"
        ).encode()
    tables = []
    for oid, name in query(TABLES):
        columns = query(COLUMNS, oid)
        tables.append((name, [column[0] for column in columns if not column[4]]))
        lines = ",\n".join(_write_column(*column) for column in columns)
        yield f'CREATE TABLE public."{name}" (\n{lines}\n);\n'.encode()
    for sequence, table, column in query(OWNED):
        yield (f'ALTER SEQUENCE public."{sequence}" OWNED BY public."{table}"."{column}";\n'
               ).encode()
    for name, text in query(VIEWS):
        yield f'CREATE VIEW public."{name}" AS {text.strip()}\n'.encode()
    for name, columns in tables:
        yield from _write_rows(connection, name, columns)
    for name, *_more, last in sequences:
        if last is not None:
            yield f"SELECT pg_catalog.setval('public.\"{name}\"', {last}, true);\n".encode()
    for table, name, text in query(CONSTRAINTS):
        yield (f'ALTER TABLE ONLY public."{table}" ADD CONSTRAINT "{name}" {text};\n'
               ).encode()
    for (text,) in query(INDEXES):
        yield f"{text};\n".encode()


def _write_column(
    name: str, kind: str, required: bool, default: str | None, generated: bool
) -> str:
    text = f'    "{name}" {kind}'
    if generated:
        text += f" GENERATED ALWAYS AS ({default}) STORED"
    elif default:
        text += f" DEFAULT {default}"
    return text + (" NOT NULL" if required else "")


def _write_rows(
    connection: psycopg.Connection[Any], table: str, columns: list[str]
) -> Iterator[bytes]:
    names = ", ".join(f'"{column}"' for column in columns)
    yield f'COPY public."{table}" ({names}) FROM stdin;\n'.encode()
    if columns:
        statement = f'COPY public."{table}" ({names}) TO STDOUT'.encode()
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for block in copy:
                yield bytes(block)
    yield b"\\.\n"


# ---- reading one
def run_script(database: PostgresDatabase, content: bytes) -> None:
    """Fill an empty database with what a dump holds; UnknownDump."""
    if content.startswith(CUSTOM):
        _restore_custom(database, content)
        return
    script = content.decode("utf-8", "surrogateescape")
    if "PostgreSQL" not in script[:200]:
        raise UnknownDump("this is no dump of PostgreSQL")
    try:
        with psycopg.connect(database.conninfo) as connection:
            for statement, rows in split_script(script):
                if rows is None:
                    connection.execute(statement.encode("utf-8", "surrogateescape"))
                    continue
                with connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
                    copy.write(rows.encode("utf-8", "surrogateescape"))
    except psycopg.Error as error:
        raise UnknownDump(f"the dump cannot be read: {error}") from error


def _restore_custom(database: PostgresDatabase, content: bytes) -> None:
    program = shutil.which("pg_restore")
    if program is None:
        raise UnknownDump("this dump needs pg_restore, which is not installed")
    done = subprocess.run(
        [program, "--no-owner", "--no-acl", f"--dbname={database.conninfo}"],
        input=content, capture_output=True, check=False,
    )
    if done.returncode:
        raise UnknownDump(f"pg_restore failed: {done.stderr.decode(errors='replace')}")


def split_script(script: str) -> Iterator[tuple[str, str | None]]:
    """Yield the statements of a script, each with the rows of its COPY."""
    lines = iter(script.split("\n"))
    parts: list[str] = []
    quote = ""          # the dollars that a body began with
    for line in lines:
        if not parts and (not line.strip() or line.startswith(("--", "\\"))):
            continue        # remarks, and what is for psql
        for mark in DOLLARS.findall(line):
            quote = mark if not quote else "" if mark == quote else quote
        parts.append(line)
        if quote or not line.rstrip().endswith(";"):
            continue
        statement = "\n".join(parts)
        parts = []
        if COPY.match(statement):
            yield statement, "".join(f"{row}\n" for row in iter(lines.__next__, "\\."))
        elif not statement.startswith("SET transaction_timeout"):
            yield statement, None
