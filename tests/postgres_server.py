"""A PostgreSQL server for the tests: a cluster of their own, gone with them."""
from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def find_program(name: str) -> str | None:
    """Return the path of one of PostgreSQL's programs, wherever the system puts them."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _run(*command: str) -> None:
    # the server refuses to run as root
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*as_user, *command], check=True, stdout=subprocess.DEVNULL,
                   stdin=subprocess.DEVNULL)


@contextlib.contextmanager
def postgres_server() -> Iterator[str]:
    """Start a server on a free port; give its URI."""
    initdb, pg_ctl = find_program("initdb"), find_program("pg_ctl")
    assert initdb and pg_ctl, "PostgreSQL is not installed: scripts/test installs it"
    folder = tempfile.mkdtemp(prefix="odoolite-pg-")
    data = f"{folder}/data"
    port = free_port()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        _run(initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8")
        _run(pg_ctl, "-D", data, "-w", "-l", f"{folder}/log",
             "-o", f"{OPTIONS} -p {port} -k {folder}", "start")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}"
        finally:
            _run(pg_ctl, "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
