"""Addons that change: `serve --update`, `serve --reload`, `module upgrade`."""
from __future__ import annotations

import os
import subprocess
import textwrap
import time
from pathlib import Path

import pytest

from tests.serving import COMMAND, clean_environ, execute, serving

CODE = """
    from odoo import fields, models

    class Thing(models.Model):
        _name = "t_change.thing"
        _description = "Thing"
        name = fields.Char(required=True)
        {extra}
    """
DATA = """
    <odoo>
        <record id="one" model="t_change.thing"><field name="name">{name}</field></record>
        <record id="access" model="ir.model.access">
            <field name="name">all</field>
            <field name="model_id" ref="model_t_change_thing"/>
            <field name="group_id" ref="base.group_user"/>
            <field name="perm_read" eval="1"/>
        </record>
    </odoo>
    """


class Addon:
    """The addon, in the state of a version."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "t_change"
        self.folder.mkdir(parents=True)

    def write(self, version: str, name: str, extra: str = "") -> None:
        manifest = {"name": "Change", "version": version, "depends": ["base"],
                    "data": ["data.xml"]}
        later = time.time() + 2     # whatever the file system's clock can tell apart
        for path, text in (
            ("__manifest__.py", repr(manifest)), ("__init__.py", CODE.format(extra=extra)),
            ("data.xml", DATA.format(name=name)),
        ):
            file = self.folder / path
            file.write_text(textwrap.dedent(text), encoding="utf-8")
            os.utime(file, (later, later))


@pytest.fixture
def addon(tmp_path):
    made = Addon(tmp_path / "addons")
    made.write("1.0", "One")
    return made


@pytest.fixture
def options(tmp_path, addon):
    return ["--data-dir", str(tmp_path / "data"), "--addons-path",
            str(tmp_path / "addons"), "--db", "kept"]


def names(printed, field="name"):
    rows = execute(printed, "t_change.thing", "search_read", [], [field])
    return [row[field] for row in rows]


def test_update_brings_an_addon_in_line_with_its_files(addon, options):
    with serving(*options, "--install", "t_change") as (_process, printed):
        assert names(printed) == ["One"]
    addon.write("1.1", "Uno", "size = fields.Integer(default=3)")

    with serving(*options, "--update", "t_change") as (_process, printed):
        assert names(printed) == ["Uno"]
        assert names(printed, "size") == [3]
        [module] = execute(printed, "ir.module.module", "search_read",
                           [["name", "=", "t_change"]], ["latest_version", "state"])
        assert (module["latest_version"], module["state"]) == ("19.0.1.1", "installed")


def test_module_commands_change_a_database_on_file(addon, options):
    def module(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND[:-1], "module", *arguments, *options], capture_output=True,
            text=True, timeout=120, env=clean_environ(), check=False,
        )
    with serving(*options):
        pass

    assert module("install", "t_change").returncode == 0
    addon.write("1.2", "Uno")
    done = module("upgrade", "t_change")

    assert done.returncode == 0, done.stderr
    with serving(*options) as (_process, printed):
        assert names(printed) == ["Uno"]
    assert module("uninstall", "t_change").returncode == 0
    assert "uninstalled" in module("list", "t_change").stdout


def test_failed_upgrade_is_told_and_leaves_the_database_as_it_was(addon, options):
    with serving(*options, "--install", "t_change"):
        pass
    addon.write("2.0", "Two</field><field name='nope'>x", "size = fields.Integer()")

    done = subprocess.run(
        [*COMMAND[:-1], "module", "upgrade", "t_change", *options], capture_output=True,
        text=True, timeout=120, env=clean_environ(), check=False,
    )

    assert done.returncode != 0
    assert "nope" in done.stderr and "Traceback" not in done.stderr
    addon.write("1.0", "One")
    with serving(*options) as (_process, printed):
        assert names(printed) == ["One"]
        assert "size" not in execute(printed, "t_change.thing", "fields_get")


def test_reload_follows_changes_of_code_and_data(addon, options):
    with serving(*options, "--install", "t_change", "--reload") as (_process, printed):
        assert names(printed) == ["One"]

        addon.write("1.0", "Uno", "size = fields.Integer(default=3)")

        deadline = time.monotonic() + 60
        while names(printed) != ["Uno"]:
            assert time.monotonic() < deadline, "the change was not followed"
            time.sleep(0.2)
        assert names(printed, "size") == [3]
