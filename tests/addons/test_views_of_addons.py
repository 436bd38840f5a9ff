"""The views that scripts/views made still fit the models of our addons."""
from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = ROOT.glob("addons/*/views/ir.ui.view.csv")
MODULES = sorted(path.parents[1].name for path in FILES)


@pytest.fixture(scope="module")
def env():
    from odoolite import Server
    with Server(install=MODULES, strict=True) as server, server.env(uid=1) as env:
        yield env


def test_views_fit_their_models(env):
    views = env["ir.ui.view"].with_context(active_test=False).search(
        [("arch_fs", "like", "views/ir.ui.view.csv"), ("type", "!=", "qweb")]
    )
    assert len(views) > 500
    wrong = {}
    for view in views:
        try:
            view._check_xml()
        except Exception as error:  # noqa: BLE001  told below
            wrong[view.xml_id] = str(error).splitlines()[-1]

    assert not wrong, "run scripts/views"
