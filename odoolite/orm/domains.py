"""Search conditions as an immutable tree, independent of any database.

A domain is a constant, a condition, or a combination of domains. It is parsed from the
list form in Polish notation (`['|', ('a', '=', 1), ('b', '=', 2)]`) and turns back into
it. `domain_sql.py` compiles the tree; `domain_match.py` evaluates it on records. Error
texts and accepted shapes are those of scenario orm_domain.malformed.
"""
from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

NEGATIVE = {
    "!=": "=", "not in": "in", "not like": "like", "not ilike": "ilike",
    "not =like": "=like", "not =ilike": "=ilike", "not any": "any",
    "not any!": "any!",
}
POSITIVE = {positive: negative for negative, positive in NEGATIVE.items()}
INEQUALITY = {"<": ">=", ">=": "<", ">": "<=", "<=": ">"}
OPERATORS = frozenset([
    *NEGATIVE, *POSITIVE, *INEQUALITY, "child_of", "parent_of", "=?",
])
ALIASES = {"<>": "!=", "==": "="}
INTERNAL = ("any!", "not any!")


class Domain:
    """A search condition; `Domain(list)`, `Domain('field', '=', value)`."""

    __slots__ = ()
    TRUE: Domain
    FALSE: Domain

    def __new__(cls, *args: Any, internal: bool = False) -> Domain:
        if len(args) == 1:
            return _parse(args[0], internal)
        if len(args) == 3:
            field, operator, value = args
            if isinstance(field, str) and isinstance(operator, str):
                return Condition.make(field, operator, value)
            if tuple(args) in ((1, "=", 1), (0, "=", 0)):
                return TRUE
            if tuple(args) in ((0, "=", 1), (1, "=", 0)):
                return FALSE
        raise TypeError(f"Domain() invalid arguments: {args!r}")

    @staticmethod
    def AND(items: Iterable[Any]) -> Domain:  # noqa: N802  Odoo's name
        """Return the conjunction of domains."""
        return And.combine(Domain(item) for item in items)

    @staticmethod
    def OR(items: Iterable[Any]) -> Domain:  # noqa: N802  Odoo's name
        """Return the disjunction of domains."""
        return Or.combine(Domain(item) for item in items)

    @staticmethod
    def custom(*, to_sql: Callable[..., Any], predicate: Any = None) -> Domain:
        """Return a domain that brings its own SQL: `to_sql(model, alias, query)`."""
        return Custom(to_sql, predicate)

    def __and__(self, other: Any) -> Domain:
        return And.combine((self, Domain(other)))

    def __or__(self, other: Any) -> Domain:
        return Or.combine((self, Domain(other)))

    def __rand__(self, other: Any) -> Domain:
        return Domain(other) & self

    def __ror__(self, other: Any) -> Domain:
        return Domain(other) | self

    def __add__(self, other: Any) -> list[Any]:
        return [*self, *other]

    def __radd__(self, other: Any) -> list[Any]:
        return [*other, *self]

    def __invert__(self) -> Domain:
        return Not(self)

    def __iter__(self) -> Iterator[Any]:
        raise NotImplementedError

    def __bool__(self) -> bool:
        return not self.is_true()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Domain) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        return repr(list(self))

    def is_true(self) -> bool:
        """Tell whether the domain is the constant true."""
        return False

    def is_false(self) -> bool:
        """Tell whether the domain is the constant false."""
        return False

    def iter_conditions(self) -> Iterator[Condition]:
        """Yield all conditions of the tree."""
        yield from ()

    def is_opaque(self) -> bool:
        """Tell whether a part of it is SQL of its own, which says no field."""
        return False

    def map_conditions(self, function: Callable[[Condition], Domain]) -> Domain:
        """Return the tree with each condition replaced."""
        return self

    def validate(self, model: Any) -> None:
        """Raise ValueError when the domain does not fit the model."""
        from .domain_sql import compile_domain
        from .query import Query
        compile_domain(model.sudo(), self, Query(model.env, model._table, model._table_sql))

    def optimize(self, model: Any) -> Domain:
        """Return an equivalent domain (parsing has folded the constants already)."""
        return self

    optimize_full = optimize


class Bool(Domain):
    """A constant."""

    __slots__ = ("value",)
    value: bool

    def __new__(cls, value: bool) -> Bool:
        self = object.__new__(cls)
        self.value = value
        return self

    def __iter__(self) -> Iterator[Any]:
        yield (1, "=", 1) if self.value else (0, "=", 1)

    def __invert__(self) -> Domain:
        return FALSE if self.value else TRUE

    def is_true(self) -> bool:
        """Tell whether this is true."""
        return self.value

    def is_false(self) -> bool:
        """Tell whether this is false."""
        return not self.value


class Nary(Domain):
    """Several domains under one operator."""

    __slots__ = ("children",)
    children: tuple[Domain, ...]
    operator = ""
    absorbing: Domain
    neutral: Domain

    def __new__(cls, children: tuple[Domain, ...]) -> Nary:
        self = object.__new__(cls)
        self.children = children
        return self

    @classmethod
    def combine(cls, items: Iterable[Domain]) -> Domain:
        """Combine domains, folding constants and nested uses of the operator."""
        children: list[Domain] = []
        for item in items:
            if item is cls.absorbing:
                return item
            if item is cls.neutral:
                continue
            if item.__class__ is cls:
                children.extend(item.children)
            else:
                children.append(item)
        if not children:
            return cls.neutral
        return children[0] if len(children) == 1 else cls(tuple(children))

    def __iter__(self) -> Iterator[Any]:
        for _ in self.children[1:]:
            yield self.operator
        for child in self.children:
            yield from child

    def iter_conditions(self) -> Iterator[Condition]:
        """Yield the conditions of the children."""
        for child in self.children:
            yield from child.iter_conditions()

    def is_opaque(self) -> bool:
        """Tell it of the children."""
        return any(child.is_opaque() for child in self.children)

    def map_conditions(self, function: Callable[[Condition], Domain]) -> Domain:
        """Map the children."""
        return self.combine(child.map_conditions(function) for child in self.children)


class And(Nary):
    """All of several domains."""

    __slots__ = ()
    operator = "&"

    def __invert__(self) -> Domain:
        return Or.combine(~child for child in self.children)


class Or(Nary):
    """One of several domains."""

    __slots__ = ()
    operator = "|"

    def __invert__(self) -> Domain:
        return And.combine(~child for child in self.children)


class Not(Domain):
    """The negation of a domain that cannot be negated otherwise."""

    __slots__ = ("child",)
    child: Domain

    def __new__(cls, child: Domain) -> Not:
        self = object.__new__(cls)
        self.child = child
        return self

    def __iter__(self) -> Iterator[Any]:
        yield "!"
        yield from self.child

    def __invert__(self) -> Domain:
        return self.child

    def iter_conditions(self) -> Iterator[Condition]:
        """Yield the conditions of the child."""
        yield from self.child.iter_conditions()

    def is_opaque(self) -> bool:
        """Tell it of the child."""
        return self.child.is_opaque()

    def map_conditions(self, function: Callable[[Condition], Domain]) -> Domain:
        """Map the child."""
        return ~self.child.map_conditions(function)


class Custom(Domain):
    """A domain that brings its own SQL."""

    __slots__ = ("predicate", "to_sql")

    def __new__(cls, to_sql: Any, predicate: Any = None) -> Custom:
        self = object.__new__(cls)
        self.to_sql = to_sql
        self.predicate = predicate
        return self

    to_sql: Any
    predicate: Any

    def is_opaque(self) -> bool:
        """It is."""
        return True

    def __iter__(self) -> Iterator[Any]:
        yield self


class Condition(Domain):
    """One condition: field (maybe a path), operator, value."""

    __slots__ = ("field_expr", "operator", "value")
    field_expr: str
    operator: str
    value: Any

    def __new__(cls, field_expr: str, operator: str, value: Any) -> Condition:
        self = object.__new__(cls)
        self.field_expr = field_expr
        self.operator = operator
        self.value = value
        return self

    @classmethod
    def make(cls, field: str, operator: str, value: Any) -> Domain:
        """Return a checked condition; ValueError for an unknown operator."""
        known = ALIASES.get(operator, operator)
        if known not in OPERATORS:
            known = known.lower()
            if known not in OPERATORS:
                raise ValueError(
                    f"Invalid operator in condition ({field!r}, {operator!r}, {value!r})"
                )
        if known in ("any", "not any", *INTERNAL) and not isinstance(value, Domain) \
                and not hasattr(value, "subselect"):
            value = Domain(value, internal=known in INTERNAL)
        return cls(field, known, value)

    def __iter__(self) -> Iterator[Any]:
        value = self.value
        if isinstance(value, Domain):
            value = [] if value is TRUE else list(value)
        yield (self.field_expr, self.operator, value)

    def __repr__(self) -> str:
        return repr([(self.field_expr, self.operator, self.value)])

    def __invert__(self) -> Domain:
        operator = NEGATIVE.get(self.operator) or POSITIVE.get(self.operator)
        if operator and "." not in self.field_expr:
            return Condition(self.field_expr, operator, self.value)
        return Not(self)

    def text(self) -> str:
        """Return the condition as error messages show it."""
        return repr((self.field_expr, self.operator, self.value))

    def iter_conditions(self) -> Iterator[Condition]:
        """Yield itself."""
        yield self

    def map_conditions(self, function: Callable[[Condition], Domain]) -> Domain:
        """Apply the function."""
        return function(self)


TRUE = Domain.TRUE = Bool(True)
FALSE = Domain.FALSE = Bool(False)
And.absorbing, And.neutral = FALSE, TRUE
Or.absorbing, Or.neutral = TRUE, FALSE


def _parse(source: Any, internal: bool) -> Domain:
    if isinstance(source, Domain):
        return source
    if source is True or source is False:
        return TRUE
    if not isinstance(source, (list, tuple)):
        raise TypeError(f"Domain() invalid argument type for domain: {source!r}")
    stack: list[Domain] = []
    try:
        for item in reversed(source):
            if isinstance(item, (list, tuple)) and len(item) == 3:
                stack.append(_leaf(item, internal))
            elif item == "&":
                stack.append(And.combine((stack.pop(), stack.pop())))
            elif item == "|":
                stack.append(Or.combine((stack.pop(), stack.pop())))
            elif item == "!":
                stack.append(~stack.pop())
            elif isinstance(item, Domain):
                stack.append(item)
            else:
                raise ValueError(f"Domain() invalid item in domain: {item!r}")
    except IndexError:
        raise ValueError(f"Domain() malformed domain {source!r}") from None
    stack.reverse()
    return And.combine(stack)


def _leaf(item: Collection[Any], internal: bool) -> Domain:
    field, operator, value = item
    if isinstance(operator, str) and operator in INTERNAL and not internal \
            and not isinstance(value, Domain) and not hasattr(value, "subselect"):
        raise ValueError(f"Domain() invalid item in domain: {item!r}")
    return Domain(field, operator, value)
