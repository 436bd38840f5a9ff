"""`odoo.tests.HttpCase`: a server in the process answers on the test's transaction."""
from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from odoolite.cli import main

ADDONS = Path(__file__).resolve().parents[1] / "fixture_addons"


def test_tests_over_http_pass_and_tours_are_skipped_with_the_reason(tmp_path, capsys):
    junit = tmp_path / "out.xml"

    status = main([
        "test", "clubhouse", "--addons-path", str(ADDONS), "--junit", str(junit),
    ])

    assert status == 0, capsys.readouterr().out
    cases = {case.get("name"): case for case in ElementTree.parse(junit).getroot()}
    assert len(cases) == 7
    skipped = [name for name, case in cases.items() if case.find("skipped") is not None]
    assert skipped == ["test_tour"]
    assert "no browser" in (cases["test_tour"].find("skipped").text or "")
