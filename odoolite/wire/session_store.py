"""The sessions of a server, in memory; with a data folder also on disk."""
from __future__ import annotations

import json
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..controllers.session import LIFETIME, SID_LENGTH, STATIC_LENGTH, Session

MAX_SESSIONS = 20_000
KEY = re.compile(rf"[A-Za-z0-9_-]{{{SID_LENGTH}}}")


class SessionStore:
    """Keeps what sessions hold, by their ids."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._known: OrderedDict[str, tuple[float, dict[str, Any]]] = OrderedDict()
        self._lock = threading.Lock()

    def new(self) -> Session:
        """Return a session that nobody has yet."""
        return Session(new=True)

    def get(self, sid: str | None) -> Session:
        """Return the session of a cookie; a new one for an unknown or old cookie."""
        if not sid or not KEY.fullmatch(sid):
            return self.new()
        with self._lock:
            found = self._known.get(sid) or self._read(sid)
            if found is None or found[0] < time.time() - LIFETIME:
                return self.new()
            self._known.move_to_end(sid)
            data = json.loads(json.dumps(found[1]))
        return Session(data, sid)

    def save(self, session: Session) -> None:
        """Keep a session; the ids it had before are gone."""
        text = json.dumps(dict(session), default=str)
        with self._lock:
            for sid in session.replaced:
                self._forget(sid)
            self._known[session.sid] = (time.time(), json.loads(text))
            self._known.move_to_end(session.sid)
            while len(self._known) > MAX_SESSIONS:
                self._known.popitem(last=False)
            if self.folder is not None:
                self.folder.mkdir(parents=True, exist_ok=True)
                path = self.folder / session.sid
                path.write_text(text, encoding="utf-8")
                path.chmod(0o600)
        session.replaced = []
        session.is_dirty = False

    def delete(self, session: Session) -> None:
        """Forget a session."""
        with self._lock:
            self._forget(session.sid)

    def delete_from_identifiers(self, identifiers: Iterable[str]) -> None:
        """Forget the sessions whose ids begin with one of the identifiers."""
        wanted = {text[:STATIC_LENGTH] for text in identifiers if text}
        with self._lock:
            known = set(self._known)
            if self.folder is not None and self.folder.is_dir():
                known |= {path.name for path in self.folder.iterdir()}
            for sid in known:
                if sid[:STATIC_LENGTH] in wanted:
                    self._forget(sid)

    def _forget(self, sid: str) -> None:
        self._known.pop(sid, None)
        if self.folder is not None:
            (self.folder / sid).unlink(missing_ok=True)

    def _read(self, sid: str) -> tuple[float, dict[str, Any]] | None:
        """Return a session that an earlier run has left on disk."""
        if self.folder is None:
            return None
        path = self.folder / sid
        try:
            found = path.stat().st_mtime, json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        self._known[sid] = found
        return found
