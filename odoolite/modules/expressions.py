"""Expressions in data files: `eval`, `search`, domains, contexts."""
from __future__ import annotations

from typing import Any

from ..orm.commands import Command
from ..tools import safe_eval as evaluator


def data_scope(env: Any, ref: Any) -> dict[str, Any]:
    """Return the names that an `eval` may use."""
    from datetime import datetime, timedelta
    return {
        "Command": Command,
        "time": evaluator.time,
        "datetime": evaluator.datetime.datetime,
        "DateTime": evaluator.datetime.datetime,
        "timedelta": timedelta,
        "relativedelta": evaluator.dateutil.relativedelta.relativedelta,
        "version": "19.0",
        "ref": ref,
        "pytz": None,
        "obj": lambda id_=None: env,
        "_now": datetime,
    }


def evaluate(expression: str, scope: dict[str, Any]) -> Any:
    """Evaluate an expression with the given names."""
    return evaluator.safe_eval(expression, scope)
