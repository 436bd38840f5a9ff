"""Expressions in data files: `eval`, `search`, domains, contexts."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..orm.commands import Command
from ..orm.decorators import depends as api_depends
from ..tools import safe_eval as evaluator


def data_scope(env: Any, ref: Any) -> dict[str, Any]:
    """Return the names that an `eval` may use."""
    from datetime import timedelta
    return {
        "Command": Command,
        "time": evaluator.time,
        "datetime": evaluator.datetime.datetime,
        "DateTime": evaluator.datetime.datetime,
        "timedelta": timedelta,
        "relativedelta": evaluator.dateutil.relativedelta.relativedelta,
        "version": "19.0",
        "ref": ref,
        "obj": lambda id_=None: env,
    }


def make_compute(code: str, depends: str | None) -> Callable[[Any], None]:
    """Return the compute method of a manual field: its code runs with `self`."""
    @api_depends(*[path.strip() for path in (depends or "").split(",") if path.strip()])
    def compute(self: Any) -> None:
        evaluator.safe_eval(code, {
            "self": self, "time": evaluator.time, "datetime": evaluator.datetime,
            "dateutil": evaluator.dateutil,
        }, mode="exec")

    return compute


def evaluate(expression: str, scope: dict[str, Any]) -> Any:
    """Evaluate an expression with the given names."""
    return evaluator.safe_eval(expression, scope)
