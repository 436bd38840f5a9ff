"""Contents of attachments as files, each once, named by the digest of its content."""
from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

YOUNG = 3600        # seconds in which the transaction that wrote a file may be running


class FileStore:
    """The files of one database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, content: bytes, digest: str) -> str:
        """Keep a content and return its name; a content that is there is not rewritten."""
        name = f"{digest[:2]}/{digest}"
        path = self.folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            number, part = tempfile.mkstemp(dir=path.parent, prefix=".")
            with os.fdopen(number, "wb") as file:
                file.write(content)
            os.replace(part, path)
        else:
            os.utime(path)      # wanted again: young for the next sweep
        return name

    def read(self, name: str) -> bytes:
        """Return a content; FileNotFoundError."""
        return (self.folder / name).read_bytes()

    def sweep(self, wanted: set[str]) -> int:
        """Delete the files that nobody wants and that are not young; return how many."""
        limit = time.time() - YOUNG
        gone = 0
        for name in list(self.names()):
            path = self.folder / name
            if name not in wanted and path.stat().st_mtime < limit:
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def names(self) -> Iterator[str]:
        """Yield the names of all files."""
        for path in self.folder.glob("??/*"):
            if not path.name.startswith("."):
                yield f"{path.parent.name}/{path.name}"

    def copy_to(self, folder: Path) -> None:
        """Give another database the files: as links, for contents never change."""
        if self.folder.is_dir():
            shutil.copytree(self.folder, folder, copy_function=_link, dirs_exist_ok=True)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
