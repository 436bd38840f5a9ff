"""Manifests: defaults, versions, what they ask for."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError
from odoolite.modules import check_external_dependencies
from odoolite.modules.graph import CycleError, sort_modules
from odoolite.modules.manifest import (
    ManifestError,
    UnknownModule,
    adapt_version,
    get_manifest,
    has_python,
)
from odoolite.modules.migrations import find_scripts, parse_version


@pytest.mark.parametrize(("given", "full"), [
    ("1.0", "19.0.1.0"), ("1.2.3", "19.0.1.2.3"), ("19.0.1.0.3", "19.0.1.0.3"),
    ("18.0.1.0", "18.0.1.0"), ("19.0.2", "19.0.2"),
])
def test_versions_get_the_series_in_front(given, full):
    assert adapt_version(given) == full


def test_addon_of_another_series_cannot_be_installed(addon):
    addon.manifest(version="18.0.1.0.0")

    assert not get_manifest(addon.name)["installable"]


@pytest.mark.parametrize(("text", "message"), [
    ("{'name': 'x', 'depends': ['base'\n}", r"__manifest__\.py:2: "),
    ("['a list']", "a manifest is a dict"),
    ("{'depends': 'base'}", "'depends' is a list of texts"),
    ("{'version': 'one'}", "Invalid version 'one'"),
    ("{'depends': ['base'], 'auto_install': ['mail']}", "auto_install triggers"),
])
def test_broken_manifest_names_file_line_and_reason(addon, text, message):
    addon.write("__manifest__.py", text)

    with pytest.raises(ManifestError, match=message):
        get_manifest(addon.name)


def test_missing_and_cyclic_dependencies(addon, addons_folder):
    addon.manifest(depends=["no_such_module"])
    with pytest.raises(UnknownModule, match=r"'no_such_module' \(needed by .*addons-path"):
        sort_modules([addon.name])

    addon.manifest(depends=[addon.name])
    with pytest.raises(CycleError, match="depend on each other"):
        sort_modules([addon.name])


def test_external_dependencies(addon):
    addon.manifest(external_dependencies={"python": ["lxml"], "bin": ["sh"]})
    check_external_dependencies(addon.name)

    addon.manifest(external_dependencies={"python": ["no-such-package"]})
    with pytest.raises(UserError, match="external dependency is not met: no-such-package"):
        check_external_dependencies(addon.name)


def test_requirements_with_versions():
    assert has_python("lxml>=1.0")
    assert not has_python("lxml>=9999")


def test_scripts_between_two_versions(addon):
    for version in ("19.0.1.0", "1.1", "19.0.1.2", "0.0.0", "2.0"):
        addon.write(f"migrations/{version}/post-a.py", "")

    found = [p.parent.name for p in
             find_scripts(addon.folder, "19.0.1.0", "19.0.1.2", "post")]

    assert found == ["1.1", "19.0.1.2", "0.0.0"]
    assert parse_version("1.10") > parse_version("1.9")
