"""The catalogue: community modules that are known by declaration.

`data/catalogue/modules/<module>.json` (written by `scripts/catalogue`) says which models
a module has, and what it adds to others. A module without an addon of ours is installed
from it: its models are live, their fields plain. An addon of ours gets from there the
models that its Python does not define; one whose manifest says `"catalogue": True` rests
on its file wholly: fields that its Python does not define come from there too, and those
that it does need to name only what differs.
"""
from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..orm import model_classes
from ..orm.models.base import AbstractModel, Model, TransientModel
from .catalogue_files import read_entry
from .declared_fields import extend_field, make_field
from .manifest import get_manifest

if TYPE_CHECKING:
    from ..orm.registry import Registry

Entry = dict[str, Any]
BASES: dict[str, Any] = {
    "model": Model, "transient": TransientModel, "abstract": AbstractModel,
}
_done: set[str] = set()         # modules whose definitions stand in module_to_models
_below: dict[str, dict[str, None]] = {}         # module: itself after what it needs
_classes: dict[str, dict[str, list[Any]]] = {}      # module: its definitions by model


# ---- models ----------------------------------------------------------------------------
def define_models(module: str, whole: bool) -> None:
    """Add the definitions of the catalogue to those that the module's Python has.

    All of them, or (`whole` unset) only the models that Python does not have.
    """
    entry = read_entry(module)
    if entry is None or module in _done:
        return
    _done.add(module)
    known: list[Any] = list(model_classes.module_to_models[module])
    creators = {cls._name for cls in known if cls._name not in cls._inherit}
    below = _modules_below(module)
    before: list[type] = []
    after: list[type] = []
    for name, part in _sorted_models(entry.get("models", {})):
        new = name not in creators
        if not (new or whole):
            continue
        late = not new or any(mixin in creators for mixin in part["inherit"])
        definition = _define(module, name, part, new, below)
        (after if late else before).append(definition)
    for name, part in entry.get("extends", {}).items() if whole else ():
        after.append(_define(module, name, part, False, below))
    model_classes.module_to_models[module][:] = [*before, *known, *after]
    _classes.pop(module, None)


def forget_models(module: str) -> None:
    """Forget that a module's definitions were added; the next import adds them again."""
    _done.discard(module)
    _below.pop(module, None)
    _classes.pop(module, None)


def _modules_below(module: str) -> dict[str, None]:
    """Return a module after those that it needs, each after those that it needs."""
    if module not in _below:
        found: dict[str, None] = {}
        for name in sorted(get_manifest(module).get("depends", ())):
            found |= _modules_below(name)
        _below[module] = {**found, module: None}
    return _below[module]


def _definitions_of(name: str, modules: Iterable[str]) -> Iterable[Any]:
    """Yield the classes of some modules that define or extend a model."""
    for module in modules:
        if module not in _classes:
            found = _classes[module] = {}
            for cls in model_classes.module_to_models.get(module, ()):
                known: Any = cls
                found.setdefault(known._name, []).append(cls)
        yield from _classes[module].get(name, ())


def _sorted_models(models: dict[str, Entry]) -> Iterable[tuple[str, Entry]]:
    """Yield models after the mixins and parents that they inherit from."""
    done: dict[str, None] = {}

    def visit(name: str) -> None:
        if name not in done and name in models:
            for other in models[name].get("inherit", ()):
                visit(other)
            done[name] = None

    for name in models:
        visit(name)
    return [(name, models[name]) for name in done]


def _define(
    module: str, name: str, part: Entry, new: bool, below: Iterable[str]
) -> type:
    own = list(_definitions_of(name, [module]))
    mixed = {parent for cls in own for parent in cls._inherit}
    attrs: dict[str, Any] = {
        "_name": name, "_module": module, "_declared": True, "_register": False,
        "__module__": "odoolite.modules.catalogue",
        "_inherit": [*(mixin for mixin in part.get("inherit", ()) if mixin not in mixed),
                     *([] if new else [name])],
    }
    given = {key for cls in own for key in cls.__dict__}
    fields: dict[str, Entry] = part.get("fields", {})
    for key, attr in (("description", "_description"), ("order", "_order"),
                      ("rec_name", "_rec_name"), ("table", "_table"),
                      ("parent_store", "_parent_store"),
                      ("parent_name", "_parent_name"),
                      ("primary_email", "_primary_email"), ("inherits", "_inherits")):
        if key in part and attr not in given:
            attrs[attr] = part[key]
    missing = {key for key, spec in fields.items() if spec.get("virtual")} - given
    if attrs.get("_rec_name") in missing:
        del attrs["_rec_name"]
    if "_order" in attrs:
        missing |= {
            key for key, spec in fields.items()
            if spec.get("related") and not spec.get("store")
        } - given
        parts = attrs["_order"].split(",")
        attrs["_order"] = ",".join(
            part for part in parts if part.split()[0].partition(".")[0] not in missing
        ) or "id"
    others = [other for other in below if other != module]
    for field_name, spec in fields.items():
        if not new and field_name not in given:
            python = _field_in_python(name, field_name, below)
            if python is not None:
                added = extend_field(python, spec)
                if added is not None:
                    added._module = module
                    attrs[field_name] = added
                continue
        args: Entry = {}
        for cls in own:
            field = cls.__dict__.get(field_name)
            if field is not None:
                args |= getattr(field, "_args__", {"string": None})
        elsewhere = not new and _field_in_python(name, field_name, others) is not None
        field = make_field(field_name, spec, args, guess_default=not elsewhere)
        if field is not None:
            field._module = module
            attrs[field_name] = field
            if not new and field_name not in given:
                field.beside = functools.partial(extend_field, spec=spec)
    base = BASES[part["kind"]] if "kind" in part else BASES["model"]
    if not new:
        base = next((_kind_of(cls) for cls in _definitions_of(name, below)), base)
    return model_classes.MetaModel(name, (base,), attrs)


def _field_in_python(name: str, field_name: str, modules: Iterable[str]) -> Any:
    """Return the field that the Python of one of some addons gives a model.

    Those that a module depends on are always there with it; the Python of others goes
    before what is declared in each registry that has it (orm/model_classes.py).
    """
    for cls in _definitions_of(name, modules):
        if field_name in cls.__dict__ and not getattr(cls, "_declared", False):
            return cls.__dict__[field_name]
    return None


def _kind_of(cls: type) -> Any:
    return next(
        kind for kind in (TransientModel, AbstractModel, Model) if issubclass(cls, kind)
    )


# ---- methods ---------------------------------------------------------------------------
def knows_method(registry: Registry, model: str, method: str) -> bool:
    """Tell whether an installed module of Odoo's gives a model a public method."""
    if model not in registry:
        return False
    names = {getattr(cls, "_name", None) for cls in registry[model].__mro__}
    for module in registry.loaded_modules:
        entry = read_entry(module) or {}
        for kind in ("models", "extends"):
            parts = entry.get(kind, {})
            for name in names & set(parts):
                if method in parts[name].get("methods", ()):
                    return True
    return False


def declared_modules(registry: Registry) -> list[str]:
    """Return the installed modules that have no Python of ours, sorted."""
    return sorted(n for n in registry.loaded_modules if get_manifest(n)["declared"])


def empty_modules(registry: Registry) -> list[str]:
    """Return those of them of which no model or field is known, sorted."""
    entries = {name: read_entry(name) or {} for name in declared_modules(registry)}
    return [
        name for name, entry in entries.items()
        if not (entry.get("models") or entry.get("extends"))
    ]
