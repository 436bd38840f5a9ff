"""Finding records."""
from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from ...exceptions import UserError
from ...tools.sql import SQL
from ..decorators import model, private
from ..domain_match import matches
from ..domain_sql import compile_domain
from ..domains import NEGATIVE, Domain
from ..query import Query
from ..rule_sql import add_rules
from .copying import CopyMixin

ORDER = re.compile(
    r"^(\s*([a-z0-9:_.]+|\"[a-z0-9:_.]+\")(\s+(desc|asc))?"
    r"(\s+nulls\s+(first|last))?\s*(,|$))+(?<!,)$", re.I,
)

MAX_ORDERS = 128        # of a model, that are remembered as SQL


class SearchMixin(CopyMixin):
    """Records found by domain, name, order and page."""

    _register = False

    @model
    def search(
        self, domain: Any, offset: int = 0, limit: int | None = None,
        order: str | None = None,
    ) -> Any:
        """Return the records that satisfy the domain."""
        return self.search_fetch(domain, (), offset=offset, limit=limit, order=order)

    @model
    def search_count(self, domain: Any, limit: int | None = None) -> int:
        """Return how many records satisfy the domain, `limit` at the most."""
        return len(self._search(domain, limit=limit))

    @model
    @private
    def search_fetch(
        self, domain: Any, field_names: Collection[str] | None = None, offset: int = 0,
        limit: int | None = None, order: str | None = None,
    ) -> Any:
        """Return the records that satisfy the domain, with fields in the cache."""
        query = self._search(
            domain, offset=offset, limit=limit, order=order or self._order
        )
        records = self.browse(query.get_result_ids())
        if records and field_names != ():
            records.fetch(field_names)
        return records

    @model
    def search_read(
        self, domain: Any = None, fields: Collection[str] | None = None,
        offset: int = 0, limit: int | None = None, order: str | None = None,
        **read_kwargs: Any,
    ) -> list[dict[str, Any]]:
        """Search, then read."""
        names = self._readable_names(fields)
        records = self.search(domain or [], offset=offset, limit=limit, order=order)
        if not records:
            return []
        if "active_test" in self.env.context:
            context = dict(self.env.context)
            del context["active_test"]
            records = records.with_env(self.env(context=context))
        return records._read_format(names, **read_kwargs)  # type: ignore[no-any-return]

    @model
    def name_search(
        self, name: str = "", domain: Any = None, operator: str = "ilike",
        limit: int | None = 100,
    ) -> list[tuple[int, str]]:
        """Return (id, display name) of the records whose name matches."""
        condition = Domain("display_name", operator, name) if name or operator not in (
            "ilike", "like", "=ilike", "=like"
        ) else Domain.TRUE
        records = self.search(condition & Domain(domain or []), limit=limit)
        return [(record.id, record.display_name) for record in records.sudo()]

    @model
    def _search_display_name(self, operator: str, value: Any) -> Any:
        names = self._rec_names_search or (
            [self._rec_name] if self._rec_name else []
        )
        if not names:
            if operator in ("in", "=") and value:
                return Domain.FALSE
            return Domain.TRUE if operator in NEGATIVE else Domain.FALSE
        conditions = [Domain(name, operator, value) for name in names]
        if operator in NEGATIVE:
            return Domain.AND(conditions)
        return Domain.OR(conditions)

    # ---- the query
    @model
    def _search(
        self, domain: Any, offset: int = 0, limit: int | None = None,
        order: str | None = None, *, active_test: bool = True,
        bypass_access: bool = False,
    ) -> Query:
        """Return the query of the domain, with the active filter and record rules."""
        env = self.env
        check = not (env.su or bypass_access)
        if check:
            self.browse().check_access("read")
        tree = Domain(domain)
        query = Query(env, self._table, self._table_sql)
        if env.transaction.has_pending():
            env.flush_for(self, None if check else self._searched_names(tree, order))
        active = self._active_name
        if active and active_test and env.context.get("active_test", True) and not any(
            condition.field_expr == active for condition in tree.iter_conditions()
        ):
            tree = Domain(active, "=", True) & tree
        if not tree.is_true():
            where = compile_domain(self, tree, query)
            query.add_where(where)
        if check:
            add_rules(query, self, "read")
        if order:
            query.order = self._order_to_sql(order, query)
        query.limit = _page(limit, "LIMIT") or None
        query.offset = _page(offset, "OFFSET") or None
        return query

    def _searched_names(self, tree: Domain, order: str | None) -> set[str] | None:
        """Return the columns that a search looks at; None when it may be any."""
        if tree.is_opaque():
            return None
        names = set()
        for condition in tree.iter_conditions():
            name = condition.field_expr.partition(".")[0]
            field = self._fields.get(name)
            if field is None or not field.is_column \
                    or condition.operator in ("child_of", "parent_of"):
                return None
            names.add(name)
        names.update(part.split()[0] for part in (order or "").split(",") if part.strip())
        if self._active_name:
            names.add(self._active_name)
        return names

    # ---- columns
    def _field_to_sql(self, alias: str, fname: str, query: Query | None = None) -> SQL:
        """Return the SQL of a stored field; ValueError without a column."""
        name, _dot, part = fname.partition(".")
        field = self._fields.get(name)
        if field is None:
            raise ValueError(f"Invalid field {name!r} on model {self._name!r}")
        if field.related and not field.store and query is not None:
            owner, joined, last = self._join_related(alias, field, query)
            if owner is not None:
                sql: SQL = owner._field_to_sql(joined, last, query)
                return sql
        if not field.is_column:
            raise ValueError(f"Cannot convert {field} to SQL because it is not stored")
        if part and not (field.type == "many2one" and part == "id"):
            raise ValueError(f"Invalid field property {part!r} on {field}")
        column = SQL.identifier(alias, name)
        if field.translate:
            lang = self.env.lang or "en_US"
            return self.env.cr.dialect.json_coalesce(column, [lang, "en_US"])
        if field.company_dependent:
            kind = field._column_type[0] if field._column_type else None
            value = self.env.cr.dialect.json_get(column, str(self.env.company.id), kind)
            fallback = self.env["ir.default"]._get_model_defaults(self._name).get(name)
            if fallback is None:
                return value
            return SQL("COALESCE(%s, %s)", value,
                       field.convert_to_column(fallback, self, validate=False))
        return column

    # ---- order
    def _order_to_sql(
        self, order: str, query: Query, alias: str | None = None, reverse: bool = False
    ) -> SQL | None:
        """Return the ORDER BY of an order string; UserError when it is malformed."""
        if not order or not order.strip():
            return None
        orders = None if alias or reverse else self._order_lists
        key = (order, self.env.lang)
        known: SQL | None = orders.get(key) if orders is not None else None
        if known is not None:
            return known
        self._check_qorder(order)
        alias = alias or query.table
        names: list[str] = []
        terms: list[SQL] = []
        for part in order.split(","):
            words = part.strip().split()
            name = words[0].strip('"')
            names.append(name)
            rest = [word.lower() for word in words[1:]]
            direction = "DESC" if "desc" in rest else "ASC"
            if reverse:
                direction = "ASC" if direction == "DESC" else "DESC"
            nulls = None
            if "nulls" in rest:
                first = ("first" in rest) != reverse
                nulls = "NULLS FIRST" if first else "NULLS LAST"
            term = self._order_field_to_sql(
                alias, name, SQL(direction), SQL(nulls or ""), query
            )
            if term:
                terms.append(term)
        if not terms:
            return None
        terms_sql = SQL(", ").join(terms)
        if orders is not None and all(map(self._orders_steadily, names)):
            if len(orders) >= MAX_ORDERS:
                orders.clear()
            orders[key] = terms_sql
        return terms_sql

    def _join_related(
        self, alias: str, field: Any, query: Query
    ) -> tuple[Any, str, str]:
        """Join the tables on the way of a related field; (model, alias, last field).

        The model is None where the way is not one of links that are stored.
        """
        *path, last = field.related.split(".")
        if not (self.env.su or field.compute_sudo or field.inherited):
            raise ValueError(
                f"Cannot convert {field} to SQL because it is not a sudoed related or "
                "inherited field"
            )
        owner: Any = self
        for name in path:
            link = owner._fields[name]
            if link.type != "many2one" or not link.is_column or link.company_dependent:
                return None, alias, last
            owner = self.env[link.comodel_name].sudo(self.env.su or field.compute_sudo)
            alias = query.left_join(alias, name, owner._table, "id", name)
        return owner, alias, last

    def _orders_steadily(self, name: str) -> bool:
        """Tell whether sorting by it is the same for everybody and needs no join."""
        field = self._fields.get(name)
        return field is not None and field.is_column and field.type != "many2one" \
            and not field.groups and not field.company_dependent

    def _order_field_to_sql(
        self, alias: str, field_name: str, direction: SQL, nulls: SQL, query: Query
    ) -> SQL:
        """Return the term of one field of an order; addons extend this."""
        return SQL(", ").join(self._order_terms(
            alias, field_name, direction.code or "ASC", nulls.code or None, query
        ))

    def _check_qorder(self, word: str) -> bool:
        if not ORDER.match(word):
            raise UserError(
                f'Invalid "order" specified ({word}). A valid "order" specification is '
                "a comma-separated list of valid field names (optionally followed by "
                "asc/desc for the direction)"
            )
        return True

    def _order_terms(
        self, alias: str, name: str, direction: str, nulls: str | None, query: Query
    ) -> list[SQL]:
        base, _dot, part = name.partition(".")
        field = self._fields.get(base.split(":")[0])
        if field is None:
            raise ValueError(f"Invalid field {base!r} on model {self._name!r}")
        if field.groups and not self.env.su:
            self._check_field_access(field, "read")
        if field.related and not field.store:
            owner, joined, last = self._join_related(alias, field, query)
            if owner is not None:
                return owner._order_terms(  # type: ignore[no-any-return]
                    joined, last + (f".{part}" if part else ""), direction, nulls, query)
        if field.type == "many2one" and not part:
            terms = self._order_by_name(alias, field, direction, nulls, query)
            if terms is not None:
                return terms
        column = self._field_to_sql(alias, name, query)
        if field.type == "boolean":
            column = SQL("COALESCE(%s, FALSE)", column)
        filled = field.required or field.name == "id"
        # a row that is joined may be missing
        never_null = filled and alias == query.table or field.type == "boolean"
        if not nulls and not never_null:
            nulls = "NULLS FIRST" if direction == "DESC" else "NULLS LAST"
        return [SQL(f"%s {direction} {nulls or ''}".rstrip(), column)]

    def _order_by_name(
        self, alias: str, field: Any, direction: str, nulls: str | None, query: Query
    ) -> list[SQL] | None:
        """Sort a many2one as its comodel sorts; None for the plain id."""
        comodel = self.env[field.comodel_name]
        order = comodel._order
        path = alias.split("__")
        if order == "id" or path.count(field.name) > 1 or len(path) > 5:
            return None
        joined = query.left_join(alias, field.name, comodel._table, "id", field.name)
        terms = []
        if nulls:
            terms.append(SQL(
                "%s IS NULL" + (" DESC" if nulls == "NULLS FIRST" else ""),
                SQL.identifier(alias, field.name),
            ))
        inner = comodel.with_context(lang=self.env.context.get("lang")).sudo()
        sql = inner._order_to_sql(order, query, joined, reverse=direction == "DESC")
        return [*terms, *([sql] if sql else [])]

    # ---- in memory
    @private
    def filtered_domain(self, domain: Any) -> Any:
        """Return the records that satisfy the domain, judged without SQL."""
        tree = Domain(domain)
        if tree.is_true() or not self:
            return self
        return self.browse([r._ids[0] for r in self if matches(r, tree)])


def _page(value: Any, word: str) -> int:
    if not value:
        return 0
    number = int(value)
    if number < 0:
        raise ValueError(f"{word} must not be negative")
    return number
