"""Evaluating expressions and code of data files and server actions, restricted.

No imports, no names or attributes with two underscores, no frames: a caller of the API
must not reach Python through them.
"""
from __future__ import annotations

import ast
import functools
import types
from typing import Any

MODES = ("eval", "exec")


class _Wrapped:
    """A module reduced to some of its names."""

    def __init__(self, module: Any, names: tuple[str, ...]) -> None:
        for name in names:
            setattr(self, name, getattr(module, name))


def wrap_module(module: Any, attributes: Any) -> Any:
    """Return a module reduced to some of its names, for expressions.

    `attributes` names them; a dict names modules in it with their own names.
    """
    wrapped = types.SimpleNamespace()
    for name in attributes:
        value = getattr(module, name)
        inner = attributes[name] if isinstance(attributes, dict) else None
        setattr(wrapped, name, wrap_module(value, inner) if inner else value)
    return wrapped


def _wrap() -> tuple[Any, Any, Any]:
    import datetime as datetime_
    import json as json_
    import time as time_
    return (
        _Wrapped(datetime_, ("date", "datetime", "time", "timedelta", "timezone",
                             "tzinfo", "MAXYEAR", "MINYEAR")),
        _Wrapped(json_, ("loads", "dumps")),
        _Wrapped(time_, ("time", "strptime", "strftime", "sleep", "gmtime",
                         "localtime")),
    )


def _wrap_dateutil() -> Any:
    import dateutil as dateutil_
    import dateutil.parser
    import dateutil.relativedelta
    import dateutil.rrule
    import dateutil.tz
    names = ("parser", "relativedelta", "rrule", "tz")
    return types.SimpleNamespace(**{
        name: _Wrapped(getattr(dateutil_, name), {
            "parser": ("parse", "isoparse"),
            "relativedelta": ("relativedelta", "MO", "TU", "WE", "TH", "FR", "SA", "SU"),
            "rrule": ("rrule", "rruleset", "rrulestr", "YEARLY", "MONTHLY", "WEEKLY",
                      "DAILY", "HOURLY", "MINUTELY", "SECONDLY"),
            "tz": ("UTC", "gettz", "tzutc"),
        }[name]) for name in names
    })


def __getattr__(name: str) -> Any:
    if name == "dateutil":      # its parser takes long to import
        globals()[name] = found = _wrap_dateutil()
        return found
    raise AttributeError(name)


datetime, json, time = _wrap()
pytz = None

BUILTINS: dict[str, Any] = {
    name: getattr(__builtins__, name) if not isinstance(__builtins__, dict)
    else __builtins__[name]
    for name in (
        "abs", "all", "any", "bool", "bytes", "chr", "dict", "divmod", "enumerate",
        "filter", "float", "frozenset", "hasattr", "int", "isinstance", "len", "list",
        "map", "max", "min", "ord", "range", "reduce", "repr", "reversed", "round",
        "set", "sorted", "str", "sum", "tuple", "zip", "Exception", "ValueError",
        "True", "False", "None", "slice", "type",
    ) if (name in __builtins__ if isinstance(__builtins__, dict)
          else hasattr(__builtins__, name))
}
BUILTINS.pop("type", None)
BUILTINS["reduce"] = functools.reduce


def _import(name: str, *args: Any) -> Any:
    """Import what `strftime` and `strptime` ask for inside; no expression gets here."""
    if name not in ("_strptime", "math", "time", "datetime"):
        raise ImportError(name)
    return __import__(name, *args)


BUILTINS["__import__"] = _import
# what is refused, by the name of the instruction that Odoo's message shows
FORBIDDEN: dict[type[ast.AST], str] = {
    ast.Import: "IMPORT_NAME", ast.ImportFrom: "IMPORT_NAME",
    ast.Global: "STORE_GLOBAL", ast.Nonlocal: "STORE_DEREF",
    ast.ClassDef: "LOAD_BUILD_CLASS", ast.AsyncFunctionDef: "GET_AWAITABLE",
    ast.Await: "GET_AWAITABLE", ast.Yield: "YIELD_VALUE", ast.YieldFrom: "YIELD_VALUE",
}
UNSAFE = frozenset([
    "gi_frame", "gi_code", "cr_frame", "cr_code", "tb_frame", "tb_next", "f_globals",
    "f_locals", "f_back", "f_builtins", "f_code", "func_globals", "func_code", "co_code",
    "format_map", "mro",
])


def _check(tree: ast.AST, source: str) -> None:
    for node in ast.walk(tree):
        opcode = FORBIDDEN.get(type(node))
        if opcode:
            raise ValueError(f"forbidden opcode(s) in {source!r}: {opcode}")
        name = (
            node.attr if isinstance(node, ast.Attribute)
            else node.id if isinstance(node, ast.Name)
            else node.name if isinstance(node, ast.FunctionDef)
            else node.arg if isinstance(node, ast.arg) else ""
        )
        if name and ("__" in name or name in UNSAFE):
            raise NameError(f"Access to forbidden name {name!r} ({source!r})")


@functools.lru_cache(maxsize=2000)
def compile_expression(source: str, mode: str) -> Any:
    """Return checked code; SyntaxError, ValueError or NameError when it is refused."""
    tree: Any = ast.parse(source.strip() if mode == "eval" else source, mode=mode)
    _check(tree, source)
    return compile(tree, "<expression>", mode)


def test_python_expr(expr: str, mode: str = "eval") -> str | bool:
    """Return what is wrong with an expression, False when nothing is."""
    try:
        compile_expression(expr.strip(), mode)
    except (SyntaxError, TypeError, ValueError, NameError) as error:
        if isinstance(error, SyntaxError):
            return f"{type(error).__name__} : {error.msg} at line {error.lineno}\n" \
                   f"{error.text or ''}"
        return str(error)
    return False


test_python_expr.__test__ = False  # type: ignore[attr-defined]


def safe_eval(
    expr: Any, context: dict[str, Any] | None = None, *_rest: Any, mode: str = "eval",
    filename: str | None = None, **_kwargs: Any,
) -> Any:
    """Evaluate an expression, or run code with `mode="exec"` (names land in context)."""
    if isinstance(expr, bytes):
        expr = expr.decode()
    if not isinstance(expr, str):
        raise TypeError("safe_eval expects a text")
    code = compile_expression(expr, mode)
    names = context if context is not None else {}
    scope = {"__builtins__": dict(BUILTINS)}
    if mode == "eval":
        return eval(code, {**scope, **names})
    scope_exec = {**names, **scope}
    exec(code, scope_exec)
    scope_exec.pop("__builtins__", None)
    if context is not None:
        context.update(scope_exec)
    return None


const_eval = ast.literal_eval
