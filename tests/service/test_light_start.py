"""What a start from a template does without."""
from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ADDONS = Path(__file__).resolve().parents[2] / "addons"
HEAVY = {
    "sqlalchemy", "alembic", "psycopg", "weasyprint", "werkzeug", "cryptography",
    "imaplib", "configparser", "dateutil.parser", "urllib.request",
}


def test_heavy_libraries_are_not_imported():
    first = "from odoolite import Server\nwith Server(install=['mail']): pass\n"
    subprocess.run([sys.executable, "-c", first], check=True, capture_output=True)
    again = first + f"import sys\nprint({HEAVY} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", again], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "set()"


def test_addons_import_neither_them_nor_their_controllers():
    found = []
    for path in ADDONS.rglob("*.py"):
        place = path.relative_to(ADDONS)
        if {"controllers", "tests"} & set(place.parts):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            for name in imported(node):
                if name in HEAVY or name.split(".")[0] in HEAVY or name == ".controllers":
                    found.append(f"{place}:{node.lineno} {name}")
    assert found == []


def imported(node):
    """Return the names of the modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = "." * node.level + (node.module or "")
        inside = [f"{base.rstrip('.')}.{alias.name}" for alias in node.names]
        lazy = "odoo.tools.safe_eval.dateutil" in inside
        return [base, *inside, *(["dateutil.parser"] if lazy else [])]
    return []
