"""Stand-ins for Odoo's own views: plain ones of ours, and opaque ones.

The views of our addons have archs of our own making under Odoo's external ids. A view
that we know by name only (data/catalogue/views.json) becomes opaque when something
extends it: the extension is kept and checked for form, nothing of it is applied.
"""

from __future__ import annotations

import json
from functools import lru_cache

from odoo import modules
from odoo.tools import read_catalogue

OPAQUE = "odoolite/opaque"


def is_standin(view):
    """Tell whether a view is one of our own making."""
    path = view.arch_fs or ""
    return path == OPAQUE or modules.is_builtin(path.partition("/")[0])


def is_generated(view):
    """Tell whether a view is being loaded as scripts/views made it: checked by tests."""
    return (
        bool(view.env.context.get("install_mode"))
        and (view.arch_fs or "").endswith("/views/ir.ui.view.csv")
        and is_standin(view)
    )


def is_opaque(view):
    """Tell whether a view is known by name only."""
    return view.arch_fs == OPAQUE


def note_skipped(view, spec):
    """Leave advice: a part of a view extends a node that our stand-in does not have."""
    attributes = "".join(f' {k}="{v}"' for k, v in spec.attrib.items() if k != "position")
    reason = (
        f"<{spec.tag}{attributes}> of {view.xml_id or view.name} "
        "is not in our stand-in for the view that it extends"
    )
    entries = view.env.registry.lint
    if any(entry["reason"] == reason for entry in entries):
        return
    view.env.registry.add_lint(
        code="V1",
        model="ir.ui.view",
        method="create",
        reason=reason,
        fix="check the extension against a live Odoo",
    )


@lru_cache(maxsize=1)
def _catalogue():
    return json.loads(read_catalogue("views.json"))


def make_opaque(env, xml_id):
    """Return a new stand-in for a view that Odoo has and we know by name; or none."""
    View = env["ir.ui.view"]
    found = _catalogue().get(xml_id)
    if not found:
        return View
    kind, model = found
    arch = '<t t-name="opaque"/>' if kind == "qweb" else f"<{kind}/>"
    view = View.with_context(install_mode=True).sudo().create(
        {
            "name": xml_id,
            "key": xml_id if kind == "qweb" else False,
            "type": kind,
            "model": model or False,
            "arch_db": arch,
            "arch_fs": OPAQUE,
        }
    )
    env["ir.model.data"]._update_xmlids(
        [{"xml_id": xml_id, "record": view, "noupdate": True}]
    )
    env.registry.add_lint(
        code="V2",
        model="ir.ui.view",
        method="create",
        reason=f"the view {xml_id} of Odoo is known by name only: extensions of it are "
        "kept, not applied",
        fix="check them against a live Odoo",
    )
    return view
