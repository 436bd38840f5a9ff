"""What can be asked of the models of a database, worked out from their classes."""
from __future__ import annotations

import functools
import inspect
import re

from odoo.service.model import is_private

CORE = "core"       # where methods of all models come from
READONLY = frozenset({
    "formatted_read_group", "formatted_read_grouping_sets", "get_view", "get_views",
    "name_search", "read", "read_group", "read_progress_bar", "search", "search_count",
    "search_panel_select_multi_range", "search_panel_select_range", "search_read",
    "web_name_search", "web_read", "web_read_group", "web_search_read",
})
RAISED = re.compile(r"\b([A-Z]\w*(?:Error|Denied|Warning))\b")


@functools.lru_cache(maxsize=4096)
def list_methods(cls):
    """Return the names of the public methods of a model's class, sorted."""
    names = []
    for name in dir(cls):
        if name.startswith("_") or is_private(cls, name):
            continue
        if inspect.isfunction(inspect.getattr_static(cls, name, None)):
            names.append(name)
    return names


def describe_index(env):
    """Return the modules, and the models that the user may read."""
    models = []
    rows = env["ir.model"].sudo().search_read([], ["model", "name"])
    labels = {row["model"]: row["name"] for row in rows}
    for name in sorted(env.registry.models):
        model = env[name]
        if not _is_open(model):
            continue
        models.append({
            "model": name,
            "name": labels.get(name) or model._description or name,
            "fields": _field_labels(model),
            "methods": list_methods(type(model)),
        })
    return {"modules": sorted(env.registry.loaded_modules), "models": models}


def _is_open(model):
    return model._abstract or model.has_access("read")


def _field_labels(model):
    found = model.fields_get(None, ["string"])
    return {name: {"string": values.get("string", name)} for name, values in found.items()}


def describe_model(env, name):
    """Return fields and methods of a model."""
    model = env[name]
    fields = model.fields_get()
    for key, values in fields.items():
        field = model._fields[key]
        values["module"] = field._module or CORE
        values.setdefault("name", key)
    doc = next(
        (inspect.cleandoc(base.__doc__) for base in type(model).__mro__
         if base.__dict__.get("_name") == name and base.__doc__), None,
    )
    return {
        "model": name,
        "name": env["ir.model"]._get(name).sudo().name or model._description,
        "doc": doc,
        "fields": fields,
        "methods": {
            method: describe_method(type(model), method)
            for method in list_methods(type(model))
        },
    }


@functools.lru_cache(maxsize=20_000)
def describe_method(cls, name):
    """Return the signature, parameters and text of a method."""
    method = getattr(cls, name)
    signature = inspect.signature(method)
    parameters = [
        parameter for key, parameter in signature.parameters.items()
    ][1:]                                   # `self` is what `ids` says
    definer = _definer(cls, name)
    found = {
        "signature": _format_signature(signature, parameters),
        "parameters": {p.name: _describe_parameter(p) for p in parameters},
        "return": {},
        "doc": None,
        "model": CORE if definer is None else definer._name or CORE,
        "module": CORE if definer is None else definer._module or CORE,
    }
    annotation = _annotation(signature.return_annotation)
    if annotation:
        found["return"]["annotation"] = annotation
    text = inspect.getdoc(method)
    if text:
        found["doc"] = text
        raised = sorted(set(RAISED.findall(text)))
        if raised:
            found["raise"] = dict.fromkeys(raised, "")
    found["api"] = [
        *(["model"] if getattr(method, "_api_model", False) else []),
        *(["readonly"] if name in READONLY or getattr(method, "_readonly", False)
          else []),
    ]
    if not found["api"]:
        del found["api"]
    return found


def _definer(cls, name):
    """Return the last addon's class that defines a method, None for the engine's."""
    for base in cls.__mro__:
        if name in base.__dict__:
            addon = base.__module__.startswith("odoo.addons.")
            return base if addon and base.__dict__.get("_module") else None
    return None


def _format_signature(signature, parameters):
    plain = signature.replace(parameters=[
        parameter.replace(annotation=parameter.empty) for parameter in parameters
    ], return_annotation=signature.empty)
    annotation = _annotation(signature.return_annotation)
    return f"{plain} -> {annotation}" if annotation else str(plain)


def _annotation(value):
    if value is inspect.Signature.empty or value is None:
        return None
    text = value if isinstance(value, str) else getattr(value, "__name__", str(value))
    return None if text in ("Any", "object") else text


def _describe_parameter(parameter):
    found = {}
    annotation = _annotation(parameter.annotation)
    if annotation:
        found["annotation"] = annotation
    if parameter.default is not parameter.empty:
        default = parameter.default
        found["default"] = default if isinstance(
            default, (str, int, float, bool, type(None), list, dict)
        ) else list(default) if isinstance(default, tuple) else repr(default)
    if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
        found["kind"] = parameter.kind.name
    return found
