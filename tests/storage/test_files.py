"""Contents kept once, as files beside a database."""
from __future__ import annotations

import os
import time

import pytest

from odoolite.storage.files import YOUNG, FileStore

DIGEST = "aa" * 20


@pytest.fixture
def files(tmp_path):
    return FileStore(tmp_path / "files")


def test_content_is_kept_once(files):
    name = files.write(b"one", DIGEST)

    assert files.write(b"one", DIGEST) == name == f"aa/{DIGEST}"
    assert list(files.names()) == [name]
    assert files.read(name) == b"one"


def test_sweep_spares_wanted_and_young_files(files):
    names = [files.write(b"x", digit * 40) for digit in "abc"]
    old = time.time() - YOUNG - 1
    for name in names[:2]:
        os.utime(files.folder / name, (old, old))

    assert files.sweep({names[0]}) == 1
    assert sorted(files.names()) == [names[0], names[2]]


def test_copy_has_the_files_and_a_life_of_its_own(files, tmp_path):
    name = files.write(b"one", DIGEST)
    copy = FileStore(tmp_path / "copy")

    files.copy_to(copy.folder)
    (files.folder / name).unlink()

    assert copy.read(name) == b"one"
