"""Databases as archives: a script, the files of attachments, a manifest."""
from __future__ import annotations

import io
import json
import re
import sqlite3
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..release import series, version_info
from ..storage import sqlite

if TYPE_CHECKING:
    from ..orm.registry import Registry

SCRIPT, MANIFEST, FILES = "dump.sql", "manifest.json", "filestore"
HEADER = "-- odoolite: a script for SQLite\n"
DIGEST = re.compile(r"[0-9a-f]{40}")
MAX_SCRIPT = 4 * 1024**3
FILES_QUERY = """
    SELECT checksum, db_datas FROM ir_attachment
     WHERE checksum IS NOT NULL AND db_datas IS NOT NULL AND store_fname IS NULL
"""


class UnknownDump(Exception):
    """A file that is no dump of ours."""


def dump_zip(registry: Registry, filestore: bool = True) -> bytes:
    """Return an archive with the script, the manifest and the attachments' files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(SCRIPT, dump_script(registry))
        archive.writestr(MANIFEST, json.dumps(make_manifest(registry), indent=4))
        if filestore:
            archive.writestr(f"{FILES}/", b"")
            for name, content in _read_files(registry).items():
                archive.writestr(f"{FILES}/{name[:2]}/{name}", content)
    return out.getvalue()


def make_manifest(registry: Registry) -> dict[str, Any]:
    """Return what an archive says about itself."""
    with registry.cursor("read") as cr:
        cr.execute(
            "SELECT name, latest_version FROM ir_module_module "
            "WHERE state = 'installed' ORDER BY name"
        )
        modules = dict(cr.fetchall())
    version = "16.0"
    if registry.database.dialect.name != "sqlite":
        from . import postgres_dump
        database: Any = registry.database
        version = postgres_dump.server_version(database)
    return {
        "odoo_dump": "1",
        "db_name": registry.db_name,
        "version": series,
        "version_info": list(version_info),
        "major_version": series,
        "pg_version": version,
        "modules": modules,
    }


def dump_script(registry: Registry) -> bytes:
    """Return the statements that make the database anew."""
    if registry.database.dialect.name != "sqlite":
        from . import postgres_dump
        database: Any = registry.database
        return postgres_dump.dump_script(database)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.sqlite"
        registry.database.copy_to(path)
        connection = sqlite.connect(path, False)
        try:
            lines = [HEADER, *connection.iterdump()]
        finally:
            connection.close()
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def dump_plain(registry: Registry) -> bytes:
    """Return a dump without files: a script, of PostgreSQL the form of pg_restore."""
    if registry.database.dialect.name != "sqlite":
        from . import postgres_dump
        database: Any = registry.database
        return postgres_dump.dump_custom(database)
    return dump_script(registry)


def _read_files(registry: Registry) -> dict[str, bytes]:
    files = registry.database.files
    found = {} if files is None else {
        name.rpartition("/")[2]: files.read(name) for name in files.names()
    }
    with registry.cursor("read") as cr:
        cr.execute(FILES_QUERY)
        for name, content in cr.fetchall():
            found[name] = content if isinstance(content, bytes) else str(content).encode()
    return found


def restore_files(registry: Registry, stream: io.BytesIO) -> None:
    """Put the files of an archive beside a restored database, or into it."""
    if not zipfile.is_zipfile(stream):
        return
    files = registry.database.files
    with zipfile.ZipFile(stream) as archive, registry.cursor("write") as cr:
        for info in archive.infolist():
            digest = info.filename.rpartition("/")[2]
            if not info.filename.startswith(f"{FILES}/") or not DIGEST.fullmatch(digest):
                continue
            content = archive.read(info)
            if files is not None:
                files.write(content, digest)
            else:
                cr.execute(
                    "UPDATE ir_attachment SET db_datas = %s, store_fname = NULL "
                    "WHERE store_fname = %s", [content, f"{digest[:2]}/{digest}"],
                )


def read_script(stream: io.BytesIO) -> bytes:
    """Return the script of an archive, or a plain dump as it is; UnknownDump."""
    if not zipfile.is_zipfile(stream):
        return stream.getvalue()
    with zipfile.ZipFile(stream) as archive:
        try:
            info = archive.getinfo(SCRIPT)
        except KeyError:
            raise UnknownDump(f"the archive holds no {SCRIPT}") from None
        if info.file_size > MAX_SCRIPT:
            raise UnknownDump(f"{SCRIPT} is too large")
        return archive.read(info)


def run_script(path: Path, content: bytes) -> None:
    """Make a database file of a script; UnknownDump."""
    script = content.decode("utf-8", "surrogateescape")
    if not script.startswith(HEADER):
        raise UnknownDump(
            "this is no dump made by odoolite; dumps of PostgreSQL are restored where "
            "databases are on PostgreSQL (--postgres)"
        )
    connection = sqlite.connect(path, False)
    try:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.executescript(script)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise UnknownDump(f"the dump cannot be read: {error}") from error
    finally:
        connection.close()
