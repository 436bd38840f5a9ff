"""The sessions of a server: kept, found again, forgotten."""
from __future__ import annotations

import time

import pytest

from odoolite.controllers.session import Session
from odoolite.wire import session_store
from odoolite.wire.session_store import SessionStore


def save(store, **values):
    session = Session(values)
    store.save(session)
    return session


def test_values_come_back_as_copies():
    store = SessionStore()
    sid = save(store, uid=7, context={"lang": "fr_FR"}).sid
    found = store.get(sid)
    assert (found.uid, found.context, found.is_new) == (7, {"lang": "fr_FR"}, False)
    found["uid"] = 8
    assert found.is_dirty and store.get(sid).uid == 7


@pytest.mark.parametrize("sid", [
    None, "", "short", "x" * 83, "x" * 85, "../" + "x" * 81, "x" * 83 + "\n", "é" * 84,
    "x" * 84,
])
def test_unknown_ids_give_a_new_session_under_another_id(sid):
    found = SessionStore().get(sid)
    assert found.is_new and found.sid != sid and len(found.sid) == 84


def test_a_rotated_session_is_gone_under_its_old_id():
    store = SessionStore()
    session = save(store, uid=1)
    old = session.sid
    session.rotate(None, keep=True)
    store.save(session)
    assert store.get(old).is_new and store.get(session.sid).uid == 1
    assert session.sid[:42] == old[:42] and session.sid != old


def test_sessions_of_an_identifier_are_deleted():
    store = SessionStore()
    one, two = save(store), save(store)
    store.delete_from_identifiers([one.sid[:42]])
    assert store.get(one.sid).is_new and not store.get(two.sid).is_new


def test_sessions_end_after_a_week(monkeypatch):
    store = SessionStore()
    sid = save(store).sid
    monkeypatch.setattr(time, "time", lambda now=time.time(): now + 8 * 24 * 3600)
    assert store.get(sid).is_new


def test_the_oldest_make_room(monkeypatch):
    monkeypatch.setattr(session_store, "MAX_SESSIONS", 3)
    store = SessionStore()
    saved = [save(store).sid for _ in range(5)]
    assert [store.get(sid).is_new for sid in saved] == [True, True, False, False, False]


def test_a_folder_keeps_them_for_the_next_run(tmp_path):
    folder = tmp_path / "sessions"
    sid = save(SessionStore(folder), uid=3).sid
    assert (folder / sid).stat().st_mode & 0o777 == 0o600
    store = SessionStore(folder)
    found = store.get(sid)
    assert found.uid == 3
    store.delete(found)
    assert not list(folder.iterdir()) and store.get(sid).is_new
