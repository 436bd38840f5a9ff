"""Values that wizards keep as text."""
from __future__ import annotations

import ast

from odoo.exceptions import ValidationError


def parse_res_ids(res_ids, env):
    """Return the ids that a text like `[1, 2]` stands for; ValidationError."""
    if not res_ids:
        return []
    problem = env._(
        "Invalid res_ids %(res_ids_str)s (type %(res_ids_type)s)",
        res_ids_str=res_ids, res_ids_type=type(res_ids).__name__,
    )
    try:
        found = ast.literal_eval(res_ids)
    except (ValueError, SyntaxError) as error:
        raise ValidationError(problem) from error
    found = [found] if isinstance(found, int) else list(found)
    if any(not isinstance(id_, int) for id_ in found):
        raise ValidationError(problem)
    return found
