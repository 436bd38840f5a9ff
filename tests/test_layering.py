"""A room imports only rooms below it, and no file imports itself in a circle."""
from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "odoolite"
LAYERS = {
    "bytecode": -2, "code_pack": -2, "exceptions": -2, "release": -2, "clock": -2,
    "tools": -1, "config": 0,
    "storage": 1, "mail": 1, "orm": 2, "controllers": 2.5, "modules": 3, "namespace": 3,
    "api": 3, "fields": 3, "models": 3, "http": 3, "tests": 3,
    "service": 4, "emulator": 5, "wire": 6, "web": 7, "server": 8,
    "testing": 9, "cli": 10, "__main__": 11, "__init__": 11,
}
# The import hook names facades as strings; the loader installs it before addons load.
SAME_LEVEL = {("modules", "namespace")}


def test_tests_without_a_package_have_names_of_their_own():
    """Pytest imports them by their name alone."""
    names = [
        path.name for path in (ROOT / "tests").rglob("test_*.py")
        if not (path.parent / "__init__.py").exists()
    ]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


class Imports(ast.NodeVisitor):
    """Collects the modules of ours that a file imports, hints left out."""

    def __init__(self, name: str, is_package: bool) -> None:
        self.package = name if is_package else name.rpartition(".")[0]
        self.top: set[str] = set()
        self.found: set[str] = set()
        self.depth = 0

    def visit_If(self, node: ast.If) -> None:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            for child in node.orelse:
                self.visit(child)
        else:
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.level:
            base = self.package.split(".")
            base = base[: len(base) - node.level + 1]
            target = ".".join([*base, node.module] if node.module else base)
        else:
            target = node.module or ""
        if target.split(".")[0] == "odoolite":
            names = {f"{target}.{alias.name}" for alias in node.names}
            self.found |= {target} | names
            if not self.depth:
                self.top |= {target} | names


FILES = sorted(PACKAGE.rglob("*.py"))


def imports_of(path: Path) -> Imports:
    visitor = Imports(module_name(path), path.name == "__init__.py")
    visitor.visit(ast.parse(path.read_text()))
    return visitor


def room(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_file_imports_only_rooms_below(path: Path) -> None:
    own = room(module_name(path))
    assert own in LAYERS, f"{own} is not in the table of layers"

    for target in imports_of(path).found:
        other = room(target)
        if other in (own, "__init__") or other not in LAYERS:
            continue
        assert LAYERS[other] < LAYERS[own] or (own, other) in SAME_LEVEL, (
            f"{path}: {own} imports {target}"
        )


def test_no_import_cycles() -> None:
    known = {module_name(path): path for path in FILES}
    graph = {
        name: {t for t in imports_of(path).top if t in known and t != name}
        for name, path in known.items()
    }
    state: dict[str, int] = {}

    def visit(name: str, trail: list[str]) -> None:
        state[name] = 1
        for other in graph[name]:
            if name.startswith(other + "."):
                continue        # a package's own __init__
            assert state.get(other) != 1, " -> ".join([*trail, name, other])
            if other not in state:
                visit(other, [*trail, name])
        state[name] = 2

    for name in graph:
        if name not in state:
            visit(name, [])
