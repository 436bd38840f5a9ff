"""Calling a method of a model with what came over the wire."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..exceptions import AccessError, UserError
from ..modules.catalogue import knows_method
from ..orm.environments import Environment
from ..orm.models.base import BaseModel

if TYPE_CHECKING:
    from ..storage.cursor import Cursor

# what addons that retry by themselves ask for: codes of PostgreSQL
PG_CONCURRENCY_ERRORS_TO_RETRY = ("55P03", "40001", "40P01")
# attributes of Python objects that no caller may reach
UNSAFE = frozenset({"mro", "with_traceback", "format", "format_map"})
READS = frozenset({
    "check_access_rights", "check_object_reference", "context_get", "default_get",
    "export_data", "fields_get", "formatted_read_group", "get_metadata", "get_view",
    "get_views", "has_access", "has_group", "name_search", "read", "read_group",
    "read_progress_bar", "search", "search_count", "search_fetch", "search_read",
    "web_name_search", "web_read", "web_read_group", "web_search_read",
})
WRITES = frozenset({
    "action_archive", "action_unarchive", "copy", "create", "load", "message_post",
    "name_create", "set_param", "toggle_active", "unlink", "web_save", "write",
})


def cursor_mode(name: str) -> str:
    """Return how the transaction of a call to `name` should start."""
    if name in READS:
        return "read"
    return "write" if name in WRITES else "auto"


def execute(
    cr: Cursor, uid: int, model_name: str, name: str,
    args: Sequence[Any], kwargs: dict[str, Any],
) -> Any:
    """Call a method by the names of model and method."""
    env = Environment(cr, uid, {})
    if model_name not in env:
        raise UserError(f"Object {model_name} doesn't exist")
    return call_kw(env[model_name], name, args, kwargs)


def call_kw(
    model: BaseModel, name: str, args: Sequence[Any], kwargs: dict[str, Any]
) -> Any:
    """Call a public method; the ids come first unless it is an `api.model` one.

    Odoo: `create` answers an id for one dict of values, ids for a list; recordsets
    become ids; `context` is no argument of the method but the context.
    """
    method = get_public_method(model, name)
    context = kwargs.pop("context", None) or {}
    records = model.with_context(context) if context else model
    rest = args
    renamed = model.env.registry.renamed_fields.get(model._name)
    if renamed:
        check_names(model._name, renamed, [args, kwargs])
    if not getattr(method, "_api_model", False):
        ids, rest = args[0], args[1:]
        records = records.browse(ids)
    result = method(records, *rest, **kwargs)
    if name == "create" and isinstance(result, BaseModel):
        return result.id if isinstance(args[0], Mapping) else result.ids
    return result.ids if isinstance(result, BaseModel) else result


def check_names(model: str, renamed: Mapping[str, str], value: Any) -> None:
    """Raise ValueError where a caller of an older series uses a name of a newer one."""
    if isinstance(value, str):
        if value.partition(".")[0] in renamed.values():
            raise ValueError(f"Invalid field {value!r} on model {model!r}")
    elif isinstance(value, Mapping):
        for key in value:
            check_names(model, renamed, key)
    elif isinstance(value, (list, tuple)):
        for item in value:
            check_names(model, renamed, item)


def get_public_method(model: BaseModel, name: str) -> Callable[..., Any]:
    """Return the function behind a method that callers may use.

    AccessError for a private one, AttributeError when there is none; but
    NotImplementedError for one that Odoo has and we have not.
    """
    cls = type(model)
    if is_private(cls, name):
        raise AccessError(
            f"Private methods (such as '{model._name}.{name}') "
            "cannot be called remotely."
        )
    method = getattr(cls, name, None)
    if not callable(method):
        if knows_method(model.env.registry, model._name, name):
            raise NotImplementedError(f"{model._name}.{name}: see COVERAGE.md")
        raise AttributeError(f"The method '{model._name}.{name}' does not exist")
    return method  # type: ignore[no-any-return]


@lru_cache(maxsize=8192)
def is_private(cls: type, name: str) -> bool:
    """Tell whether a method is private: by its name, or by `api.private` on any class.

    An override does not make a private method public.
    """
    if name.startswith("_") or name in UNSAFE:
        return True
    return any(
        getattr(base.__dict__.get(name), "_api_private", False) for base in cls.__mro__
    )
