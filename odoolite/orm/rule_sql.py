"""Record rules as SQL, compiled once and kept while they hold.

What most rules compile to is the same from call to call; rules that depend on records are
compiled anew each time. The parent paths behind `child_of` and `parent_of` are watched:
the cache "trees" is emptied whenever one is written.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..tools.sql import SQL
from .domain_sql import compile_domain
from .domains import Condition, Domain

if TYPE_CHECKING:
    from .query import Query

TREE_OPERATORS = ("child_of", "parent_of")
FIXED_OPERATORS = frozenset((
    "=", "!=", "in", "not in", "<", ">", "<=", ">=", *TREE_OPERATORS,
))
VARIABLE_TYPES = ("date", "datetime", "properties")
COLLECTIONS = (list, tuple, set, frozenset)


class Compiled(NamedTuple):
    """The SQL of a domain, and the models whose parent paths are in it."""

    domain: Domain          # kept, so that its identity stays its own
    trees: tuple[str, ...]
    where: SQL


def add_rules(query: Query, model: Any, operation: str, **context: Any) -> None:
    """Let the query find only the records of `model` that the user's rules grant.

    The context is what rules are compiled with besides the model's own.
    """
    env = model.env
    rules = env["ir.rule"]._compute_domain(model._name, operation)
    if rules is None:
        return
    domain = Domain(rules, internal=True)
    if domain.is_true():
        return
    key = (model._name, id(domain))
    known = env.transaction.caches["trees"].get(key)
    if known is not None and known.trees and env.transaction.has_pending():
        for name in known.trees:        # which empties the cache if it writes a path
            env.flush_for(env[name])
        known = env.transaction.caches["trees"].get(key)
    if known is None:
        where = compile_domain(model.sudo().with_context(**context), domain, query)
        trees = find_trees(model, domain)
        if trees is not None:
            known = Compiled(domain, tuple(sorted(trees)), where)
            env.transaction.caches["trees"][key] = known
    else:
        where = known.where
    query.add_where(where)


def find_trees(model: Any, domain: Domain) -> set[str] | None:
    """Return the models whose parent paths the SQL of a domain depends on.

    None when it depends, or may depend, on anything else that can change.
    """
    if domain.is_opaque():
        return None
    trees: set[str] = set()
    for condition in domain.iter_conditions():
        found = _find_tree(model, condition)
        if found is None:
            return None
        trees |= found
    return trees


def _find_tree(model: Any, condition: Condition) -> set[str] | None:
    field = model._fields.get(condition.field_expr)
    if field is None or not field.is_column or field.translate \
            or field.company_dependent or field.type in VARIABLE_TYPES \
            or condition.operator not in FIXED_OPERATORS:
        return None
    values = condition.value if isinstance(condition.value, COLLECTIONS) \
        else (condition.value,)
    links = field.relational or field.name == "id"
    plain = (int, type(None)) if links else (int, str, float, type(None))
    if not all(isinstance(value, plain) for value in values):
        return None
    if condition.operator not in TREE_OPERATORS:
        return set()
    comodel = model.env[field.comodel_name] if field.relational else model
    return {comodel._name} if comodel._parent_store else None
