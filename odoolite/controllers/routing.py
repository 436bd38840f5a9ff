"""Controllers and their addresses, as addons declare them."""
from __future__ import annotations

import functools
import importlib
import importlib.util
import inspect
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .current import request

if TYPE_CHECKING:
    from werkzeug.routing import Map

_logger = logging.getLogger("odoo.http")
DEFAULTS: dict[str, Any] = {"auth": "user", "methods": None, "readonly": False}
SERVER_WIDE = ("base", "rpc", "web")
Function = Callable[..., Any]


class Controller:
    """Base of the classes whose methods answer at addresses.

    A subclass of an addon's controller extends it wherever both addons are installed.
    """

    children_classes: defaultdict[str, list[type[Controller]]] = defaultdict(list)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if Controller in cls.__bases__:
            Controller.children_classes[addon_of(cls)].append(cls)

    @property
    def env(self) -> Any:
        """The environment of the request that is being answered."""
        return request.env


def addon_of(cls: type) -> str:
    """Return the name of the addon that defines a class, '' outside of addons."""
    words = cls.__module__.split(".")
    return words[2] if words[:2] == ["odoo", "addons"] and len(words) > 2 else ""


def route(route: Any = None, **routing: Any) -> Callable[[Function], Function]:
    """Make a controller's method answer at addresses.

    Odoo's options: `type` (http, jsonrpc), `auth` (none, public, user, bearer),
    `methods`, `cors`, `csrf`, `readonly`, `save_session`, `handle_params_access_error`,
    `captcha`. Without addresses the method keeps those of the one it overrides.
    """
    def decorate(endpoint: Function) -> Function:
        name = f"<function {endpoint.__module__}.{endpoint.__name__}>"
        options = dict(routing)
        if options.get("type") == "json":       # its name before 19.0
            options["type"] = "jsonrpc"
        if route is not None:
            options["routes"] = [route] if isinstance(route, str) else list(route)
        wrong = options.pop("method", None)
        if wrong is not None:
            _logger.warning("%s defined with invalid routing parameter 'method'", name)

        @functools.wraps(endpoint)
        def answer(self: Any, *args: Any, **params: Any) -> Any:
            known = filter_arguments(endpoint, params)
            unknown = set(params) - set(known)
            if unknown:
                _logger.warning("%s called ignoring args %s", name, unknown)
            result = endpoint(self, *args, **known)
            if getattr(answer, "is_http", True):
                from .response import Response
                return Response.load(result)
            return result

        answer.original_routing = options  # type: ignore[attr-defined]
        answer.original_endpoint = endpoint  # type: ignore[attr-defined]
        answer.is_http = options.get("type", "http") == "http"  # type: ignore
        return answer
    return decorate


def filter_arguments(function: Function, params: dict[str, Any]) -> dict[str, Any]:
    """Return those of the parameters that a function takes."""
    names = set()
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.VAR_KEYWORD:
            return params
        if parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
            names.add(parameter.name)
    return {name: value for name, value in params.items() if name in names}


class Endpoint:
    """A bound method of a controller with its routing."""

    def __init__(self, method: Function, routing: dict[str, Any]) -> None:
        self.method = method
        self.routing = routing
        self.func = method
        functools.update_wrapper(self, method)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.method(*args, **kwargs)


def import_controllers(modules: Iterable[str]) -> None:
    """Import the `controllers` of our own addons, which wait until they are needed."""
    for module in modules:
        name = f"odoo.addons.{module}"
        try:
            found = importlib.util.find_spec(f"{name}.controllers")
        except ModuleNotFoundError:
            continue
        if found is not None:
            importlib.import_module(f"{name}.controllers")


def collect_rules(
    modules: Iterable[str], nodb_only: bool = False
) -> Iterator[tuple[str, Endpoint]]:
    """Yield the addresses of the installed modules' controllers."""
    installed = {"", *modules}
    for module in sorted(installed):
        for top in Controller.children_classes.get(module, ()):
            classes = _leaves(top, installed)
            name = f"{top.__name__} (extended by {', '.join(c.__name__ for c in classes)})"
            cls = classes[0] if len(classes) == 1 else type(
                top.__name__ if classes == [top] else name,
                tuple(reversed(classes)), {"__module__": "odoolite.extended"},
            )
            yield from _rules_of(cls(), nodb_only)


def _leaves(cls: type, installed: set[str]) -> list[type]:
    """Return the most derived extensions of a controller, of installed modules."""
    found: list[type] = []
    children: list[type] = cls.__subclasses__()
    for child in children:
        if child.__module__ != "odoolite.extended" and addon_of(child) in installed:
            found += [leaf for leaf in _leaves(child, installed) if leaf not in found]
    return found or [cls]


def _rules_of(controller: Any, nodb_only: bool) -> Iterator[tuple[str, Endpoint]]:
    for name in dir(type(controller)):
        if not inspect.isfunction(inspect.getattr_static(controller, name, None)):
            continue
        method = getattr(controller, name)
        routing = merge_routing(type(controller), name)
        if not routing or (nodb_only and routing["auth"] != "none"):
            continue
        if not routing.get("routes"):
            _logger.warning("%s is a controller endpoint without any route", name)
            continue
        endpoint = Endpoint(method, routing)
        for url in routing["routes"]:
            yield url, endpoint


def merge_routing(cls: type, name: str) -> dict[str, Any]:
    """Return what a method's declarations say together, bases first; {} for none."""
    merged: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        function = base.__dict__.get(name)
        if function is None:
            continue
        own = getattr(function, "original_routing", None)
        if own is None:
            if merged:
                _logger.warning(
                    "The endpoint %s.%s is not decorated by @route(), decorating it "
                    "myself.", base.__qualname__, name,
                )
            continue
        own = dict(own)
        if merged and own.get("type", merged["type"]) != merged["type"]:
            _logger.warning(
                "The endpoint %s.%s changes the route type, using the original type: "
                "%r.", base.__qualname__, name, merged["type"],
            )
            own["type"] = merged["type"]
        if not merged:
            merged.update(DEFAULTS, type="http")
        merged.update(own)
    return merged


def build_map(
    rules: Iterable[tuple[str, Endpoint]], converters: dict[str, Any] | None = None
) -> Map:
    """Return a Werkzeug map of addresses."""
    from werkzeug.routing import Map, Rule
    found = Map(strict_slashes=False, converters=converters)
    for url, endpoint in rules:
        methods = endpoint.routing["methods"]
        if methods is not None and "OPTIONS" not in methods:
            methods = [*methods, "OPTIONS"]     # for preflights
        found.add(Rule(url, endpoint=endpoint, methods=methods))
    return found
