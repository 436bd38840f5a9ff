"""The order in which modules load: each after those it depends on."""
from __future__ import annotations

from collections.abc import Iterable

from .manifest import UnknownModule, get_manifest, get_modules, read_manifest


class CycleError(ValueError):
    """Modules that depend on each other."""


def sort_modules(names: Iterable[str]) -> list[str]:
    """Return `names` and what they need, ordered; UnknownModule, CycleError."""
    order: dict[str, None] = {}
    for name in ["base", *sorted(names)]:
        _visit(name, order, (), None)
    return list(order)


def _visit(
    name: str, order: dict[str, None], trail: tuple[str, ...], needed_by: str | None
) -> None:
    if name in order:
        return
    if name in trail:
        cycle = " -> ".join([*trail[trail.index(name):], name])
        raise CycleError(f"modules depend on each other: {cycle}")
    manifest = get_manifest(name)
    if not manifest:
        raise UnknownModule(name, needed_by)
    depends = manifest["depends"]
    if name != "base" and not depends:
        depends = ["base"]
    for other in sorted(depends):
        _visit(other, order, (*trail, name), name)
    order[name] = None


def with_auto_install(names: Iterable[str]) -> list[str]:
    """Return sorted modules plus those that install themselves beside them."""
    chosen = set(sort_modules(names))
    while True:
        added = set()
        for name in get_modules():
            if name in chosen:
                continue
            manifest = read_manifest(name)
            if not manifest or manifest["countries"]:
                continue
            auto = manifest["auto_install"]
            if auto is not False and manifest["installable"] and set(auto) <= chosen \
                    and all(get_manifest(other) for other in manifest["depends"]):
                added.add(name)
        if not added:
            return sort_modules(chosen)
        chosen |= added
