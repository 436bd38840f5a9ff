"""Template keys follow the sources; templates are built once."""
from __future__ import annotations

import os
import sqlite3
import threading
import time

import pytest

from odoolite.service import templates
from odoolite.service.templates import Recipe, hash_sources, template_key


@pytest.fixture
def addons(tmp_path):
    folder = tmp_path / "addons"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "__manifest__.py").write_text("{}")
    return folder


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def key(cache, addons, **more):
    return template_key(Recipe(("base",), addons_path=(addons,), **more), cache)


def test_the_key_stays_while_nothing_changes(addons, cache):
    first = key(cache, addons)
    os.utime(addons / "a" / "__manifest__.py", (1, 1))

    assert key(cache, addons) == first


def test_the_key_follows_the_content_of_files(addons, cache):
    first = key(cache, addons)
    (addons / "a" / "data.xml").write_text("<odoo/>")
    second = key(cache, addons)
    (addons / "a" / "data.xml").write_text("<odoo> </odoo>")

    assert len({first, second, key(cache, addons)}) == 3


def test_compiled_files_do_not_count(addons, cache):
    first = key(cache, addons)
    (addons / "a" / "__pycache__").mkdir()
    (addons / "a" / "__pycache__" / "x.pyc").write_text("x")

    assert key(cache, addons) == first


@pytest.mark.parametrize("more", [{"languages": ("fr_FR",)}, {"demo": True}])
def test_the_key_follows_the_recipe(addons, cache, more):
    assert key(cache, addons) != key(cache, addons, **more)


def test_files_are_read_again_only_when_touched(addons, cache, monkeypatch):
    list(hash_sources([addons], cache))
    monkeypatch.setattr(templates, "_digest", lambda path: pytest.fail(path))

    assert len(list(hash_sources([addons], cache))) == 1


def test_a_broken_memo_is_forgotten(addons, cache):
    first = key(cache, addons)
    (cache / "sources.json").write_text("{broken")

    assert key(cache, addons) == first


def test_the_key_takes_few_milliseconds(addons, cache):
    key(cache, addons)
    started = time.thread_time()        # of the processor: others may be busy too
    key(cache, addons)

    assert time.thread_time() - started < 0.1


def test_a_template_is_built_once_by_many(addons, cache, monkeypatch):
    built = []

    def build(recipe, path, progress):
        built.append(path)
        time.sleep(0.1)
        sqlite3.connect(path).close()
        path.touch()

    monkeypatch.setattr(templates, "_build", build)
    recipe = Recipe(("base",))
    threads = [
        threading.Thread(
            target=templates.ensure_template, args=(recipe, "k", cache)
        ) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(built) == 1


def test_old_templates_are_removed(addons, cache):
    folder = cache / "templates"
    folder.mkdir(parents=True)
    for number in range(templates.KEPT + 3):
        path = folder / f"{number}.sqlite"
        path.touch()
        os.utime(path, (number, number))

    templates._prune(folder, folder / "0.sqlite")

    left = {path.stem for path in folder.glob("*.sqlite")}
    assert "0" in left
    assert "1" not in left
    assert len(left) == templates.KEPT + 1


def test_what_an_ended_build_left_goes_after_a_day(tmp_path):
    fresh, old = tmp_path / "a.1.building", tmp_path / "b.lock"
    newest, pack = tmp_path / "c.sqlite", tmp_path / "c.0123.code"
    for path in (fresh, old, newest, pack):
        path.touch()
    for path in (old, pack):
        os.utime(path, (0, 0))
    templates._prune(tmp_path, newest)
    assert {path.name for path in tmp_path.iterdir()} == {
        fresh.name, newest.name, pack.name}
