"""Building the model classes of a registry out of model definitions.

A definition is the class an addon's author writes; the metaclass collects it under its
module. A model class belongs to one registry: it inherits the definitions of its model
(the latest first) and the model classes of its mixins, so that `super()` runs through
every extension. Each registry makes its own field objects out of the definitions'.
"""
from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from .decorators import marked_names, propagate
from .fields.base import Field
from .unfounded import drop_unfounded

if TYPE_CHECKING:
    from ..storage.cursor import Cursor
    from .registry import Registry

_logger = logging.getLogger("odoo.registry")

module_to_models: defaultdict[str, list[type]] = defaultdict(list)
# Fields of declared (manual) models and fields; the loader room sets the hooks.
METHOD_MARKS = ("_constrains", "_onchange", "_ondelete", "_autovacuum")
manual_hooks: list[Callable[[Registry, Any], None]] = []


class UnknownModel(TypeError):
    """A definition extends a model that is not there."""


UnknownModel.__module__, UnknownModel.__qualname__ = "builtins", "TypeError"


class MetaModel(type):
    """Collects the definitions of every addon."""

    def __new__(
        meta, name: str, bases: tuple[type, ...], attrs: dict[str, Any]
    ) -> MetaModel:
        attrs.setdefault("__slots__", ())
        attrs.setdefault("_field_definitions", [])
        attrs.setdefault("_table_object_definitions", [])
        return super().__new__(meta, name, bases, attrs)

    def __init__(
        cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]
    ) -> None:
        super().__init__(name, bases, attrs)
        if attrs.get("_registry_class"):
            return
        if "_sql_constraints" in attrs:
            _logger.warning(
                "%s.%s: _sql_constraints is no longer read, use models.Constraint",
                cls.__module__, name,
            )
        if "__init__" in attrs and attrs.get("__module__", "").startswith("odoo."):
            _logger.warning("Method %s.__init__ should not be overridden", name)
        own = attrs.get("_name"), attrs.get("_inherit")
        inherit = own[1] or []
        cls._inherit = [inherit] if isinstance(inherit, str) else list(inherit)
        if not own[0]:
            cls._name = (
                cls._inherit[0] if len(cls._inherit) == 1 else _dotted(name)
            )
        module = attrs.get("__module__", "")
        if "_module" not in attrs:
            parts = module.split(".")
            cls._module = parts[2] if parts[:2] == ["odoo", "addons"] else None
        base = bases[0] if bases else object
        handed_on = marked_names(base)
        marked = []
        for key, val in attrs.items():
            if isinstance(val, Field):
                if val._module is None:
                    val._module = cls._module
            elif callable(val) and not key.startswith("__"):
                if key in handed_on:
                    propagate(getattr(base, key), val)
                if getattr(val, "__dict__", None) and any(
                        hasattr(val, mark) for mark in METHOD_MARKS):
                    marked.append(key)
        cls._marked_methods = tuple(marked)
        for obj in cls.__dict__["_table_object_definitions"]:
            obj.module = cls._module
        # models of tests are added by hand: `add_to_registry`
        if cls._module and attrs.get("_register", True) and ".tests." not in module:
            module_to_models[cls._module].append(cls)

    _name: str
    _inherit: list[str]
    _module: str | None
    _base_classes: tuple[type, ...]

    @property
    def _base_classes__(cls) -> tuple[type, ...]:
        """Odoo's name of the definitions and models that a model class consists of."""
        return cls._base_classes

    @_base_classes__.setter
    def _base_classes__(cls, value: tuple[type, ...]) -> None:
        cls._base_classes = tuple(value)
        cls.__bases__ = _linear(cls._base_classes)


def _dotted(class_name: str) -> str:
    import re
    return re.sub(r"(?<=[^_])([A-Z])", r".\1", class_name).lower()


def is_definition(cls: type) -> bool:
    """Tell a class of an author from a class built in a registry."""
    return cls.__class__ is MetaModel and "_registry_class" not in cls.__dict__


def _find_definitions(model: Any) -> list[Any]:
    return [
        cls for cls in model.__mro__
        if cls.__class__ is MetaModel and "_registry_class" not in cls.__dict__
    ]


def add_to_registry(registry: Registry, definition: Any, link: bool = True) -> Any:
    """Build or extend the model class that `definition` is about; return it.

    Without `link` the class is finished by `link_models`, once for all definitions.
    A declared definition (modules/catalogue.py) goes without the mixins that are not
    there, and is left out when the model is not.
    """
    registry.detach()
    name = definition._name
    parents = list(definition._inherit)
    if definition.__dict__.get("_declared"):
        if name in parents and name not in registry.models:
            return None
        parents = [parent for parent in parents if parent in registry.models]
    if name in parents:
        if name not in registry.models:
            raise UnknownModel(f"Model {name!r} does not exist in registry.")
        model = registry.models[name]
    else:
        model = _new_model(registry, definition, name)
        registry.models[name] = model
        if name != "base":
            parents.append("base")
    bases: dict[type, None] = {definition: None}
    for parent in parents:
        if parent == name:
            bases.update(dict.fromkeys(model._base_classes))
            continue
        if parent not in registry.models:
            raise TypeError(
                f"Model {name!r} inherits from non-existing model {parent!r}."
            )
        parent_model = registry.models[parent]
        bases[parent_model] = None
        parent_model._inherit_children.add(name)
        model._inherit_modules.setdefault(parent, set()).add(definition._module)
    model._base_classes = tuple(bases)
    if link:
        _link(registry, model)
    return model


def link_models(registry: Registry) -> None:
    """Give the model classes their bases, parents before their children."""
    linked: set[Any] = set()

    def visit(model: Any) -> None:
        if model in linked:
            return
        linked.add(model)
        for base in model._base_classes:
            if not is_definition(base):
                visit(base)
        _link(registry, model)

    for model in registry.models.values():
        visit(model)


def _link(registry: Registry, model: Any) -> None:
    model.__bases__ = _linear(model._base_classes)
    _set_attributes(registry, model)


def _new_model(registry: Registry, definition: Any, name: str) -> Any:
    return MetaModel(name, (definition,), {
        "_name": name,
        "_registry_class": True,
        "_register": False,
        "_original_module": definition._module,
        "_module": definition._module,
        "_inherit_children": set(),
        "_inherits_children": set(),
        "_fields": {},
        "_table_objects": {},
        "_base_classes": (),
        "_inherit_modules": {},
        "__module__": definition.__module__,
    })


def _linear(bases: tuple[type, ...]) -> tuple[type, ...]:
    """Order bases so that Python's method resolution accepts them."""
    result = []
    for index, cls in enumerate(bases):
        later = bases[index + 1:]
        if any(cls in other.__mro__[1:] for other in later if cls is not other):
            continue
        result.append(cls)
    return tuple(result)


def _set_attributes(registry: Registry, model: Any) -> None:
    """Collect the class attributes that extensions may override."""
    model._definitions = _find_definitions(model)
    inherits: dict[str, str] = {}
    for cls in reversed(model._definitions):
        found = cls.__dict__.get("_inherits")
        if found:
            inherits.update(found)
    model._inherits = inherits
    own = [cls.__dict__ for cls in model._base_classes if is_definition(cls)]
    for attr in ("_description", "_table", "_log_access", "_rec_name", "_order"):
        for names in own:
            if attr in names:
                setattr(model, attr, names[attr])
                break
        else:
            if attr == "_table":
                model._table = model._name.replace(".", "_")
            elif attr == "_description":
                model._description = model._name
    if "_log_access" not in model.__dict__:
        model._log_access = model._auto
    for parent in inherits:
        if parent in registry.models:
            registry.models[parent]._inherits_children.add(model._name)


def descendants(registry: Registry, names: Iterable[str]) -> list[str]:
    """Return `names` and the models that inherit from them, in registry order."""
    todo, seen = list(names), set()
    while todo:
        name = todo.pop()
        if name in seen or name not in registry.models:
            continue
        seen.add(name)
        model = registry.models[name]
        todo.extend(model._inherit_children)
        todo.extend(model._inherits_children)
    return [name for name in registry.models if name in seen]


def rebuild(registry: Registry) -> dict[str, Any]:
    """Build the classes of all loaded modules anew and return them."""
    modules, registry.models = list(registry.load_order), {}
    for name in modules:
        registry.load(name, link=False)
    link_models(registry)
    return registry.models


# ---- setup -----------------------------------------------------------------------------
def setup_model_classes(registry: Registry, cr: Cursor) -> None:
    """Give every model its fields, set up and complete."""
    for hook in manual_hooks:
        hook(registry, cr)
    models = list(registry.models.values())
    for model in models:
        model._definitions = _find_definitions(model)
        model._functions_by_name = {}
        model._fields = {}
        model._setup_done = False
    for model in models:
        _setup_fields_of(registry, model)
    drop_unfounded(registry)
    env_model = {model: model._setup_record(registry, cr) for model in models}
    for model in models:
        env_model[model]._post_model_setup__()
    for model in models:
        for field in list(model._fields.values()):
            field.setup(env_model[model])
    registry.field_inverses = {}
    registry.many2one_to = defaultdict(list)
    for model in models:
        for field in model._fields.values():
            field.setup_inverses(registry)
    registry.field_inverses = {
        field: list(dict.fromkeys(found))
        for field, found in registry.field_inverses.items()
    }
    for model in models:
        _complete(registry, model)
    registry.views_shown = {
        model._table: _models_shown(model) for model in models
        if not model._auto and not model._abstract
    }


def _models_shown(model: Any) -> set[str] | None:
    """Return the models whose rows the SQL view of a model shows; None: it does not say.

    The query of one that has no view in the database names its tables itself.
    """
    definitions = [vars(cls) for cls in model._definitions]
    said = {name for names in definitions for name in names.get("_depends") or ()}
    inline = any("_table_query" in names for names in definitions)
    return said if said or inline else None


def _setup_fields_of(registry: Registry, model: Any) -> None:
    """Merge the field definitions of a model, its mixins and its parents."""
    if model._setup_done:
        return
    model._setup_done = True
    definitions: defaultdict[str, list[Field]] = defaultdict(list)
    for cls in reversed(model._definitions):
        for field in cls._field_definitions:
            definitions[field.name].append(field)
    for name, fields in definitions.items():
        if len(fields) > 1:
            fields = _prefer_python(fields)
        add_field(model, name, type(fields[-1])(_base_fields__=tuple(fields)))
    _add_magic_fields(model)
    for field in model._manual_fields.values():
        add_field(model, field.name, field)
    for old, new in registry.renamed_fields.get(model._name, {}).items():
        if new in model._fields and old not in model._fields:
            field = model._fields[new]
            add_field(model, old, type(field)(
                related=new, related_sudo=False, readonly=False, copy=False,
            ))
    for parent, link in model._inherits.items():
        parent_model = registry.models.get(parent)
        if parent_model is None:
            raise TypeError(f"Model {model._name!r} delegates to unknown {parent!r}")
        _setup_fields_of(registry, parent_model)
        for name, field in parent_model._fields.items():
            if name not in model._fields:
                add_field(model, name, type(field)(
                    inherited=True, inherited_field=field,
                    related=f"{link}.{name}", related_sudo=False,
                    copy=field.copy, readonly=field.readonly, manual=field.manual,
                ))
    model._table_objects = {}
    for cls in reversed(model._definitions):
        for obj in cls._table_object_definitions:
            model._table_objects[obj.full_name(model)] = obj
    if not model._rec_name and "name" in model._fields:
        model._rec_name = "name"
    elif not model._rec_name and "x_name" in model._fields:
        model._rec_name = "x_name"
    for candidate in ("active", "x_active"):
        if candidate in model._fields and not model.__dict__.get("_active_name"):
            model._active_name = candidate
            break


def _prefer_python(fields: list[Field]) -> list[Field]:
    """Return definitions without declared ones that an addon's Python came before.

    Such a one (modules/catalogue.py) says what it adds to the Python beside it, if
    anything.
    """
    kept: list[Field] = []
    python: Field | None = None
    for field in fields:
        beside = field.__dict__.get("beside")
        if beside is not None and python is not None:
            added = beside(python)
            if added is not None:
                added._module = field._module
                kept.append(added)
            continue
        if not field._args__.get("declared"):
            python = field
        kept.append(field)
    return kept


def add_field(model: Any, name: str, field: Field) -> None:
    """Give a model class a field."""
    field.bind(model, name)
    model._fields[name] = field
    setattr(model, name, field)


def _add_magic_fields(model: Any) -> None:
    for name, make in model._magic_fields():
        if name not in model._fields:
            add_field(model, name, make())
    # Odoo lists the automatic columns in this order
    fields = model._fields
    model._fields = {"id": fields["id"], **{k: v for k, v in fields.items() if k != "id"}}


def _complete(registry: Registry, model: Any) -> None:
    """Find methods by their decorators and prepare what hot paths need."""
    marked: dict[str, list[tuple[str, Any]]] = {mark: [] for mark in METHOD_MARKS}
    names = dict.fromkeys(
        name
        for cls in reversed(model._definitions)
        for name in cls._marked_methods
    )
    for name in names:
        func = getattr(model, name, None)
        for mark in METHOD_MARKS:
            if hasattr(func, mark):
                marked[mark].append((name, getattr(func, mark)))
    model._methods_by_mark = marked
    model._complete_setup(registry)
