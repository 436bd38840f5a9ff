"""Domains compiled to SQL: which rows of a model satisfy a condition.

An unset column counts as the falsy value of its type ('' or 0): what matches that value
matches NULL as well (scenarios orm_domain.falsy_values and comparison).
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..exceptions import UserError
from ..tools.date_periods import valid_zone
from ..tools.sql import SQL
from . import domain_values
from .domain_columns import COMPARE, LIKES, ColumnConditions
from .domains import (
    FALSE,
    INEQUALITY,
    NEGATIVE,
    TRUE,
    And,
    Bool,
    Condition,
    Custom,
    Domain,
    Not,
    Or,
)

if TYPE_CHECKING:
    from .fields.base import Field
    from .query import Query


def compile_domain(model: Any, domain: Domain, query: Query, alias: str = "") -> SQL:
    """Return the SQL of a domain on `model` under `alias`; ValueError if it is bad."""
    return _Compiler(query).visit(model, domain, alias or query.table)


class _Compiler(ColumnConditions):
    """Walks a domain; one `visit_` method a kind of node."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.dialect = query.env.cr.dialect

    def visit(self, model: Any, domain: Domain, alias: str) -> SQL:
        """Return the SQL of any node."""
        kind = domain.__class__
        if kind is Condition:
            return self.visit_condition(model, domain, alias)  # type: ignore[arg-type]
        if kind is And or kind is Or:
            glue = " AND " if kind is And else " OR "
            parts = [
                self.visit(model, c, alias)
                for c in domain.children  # type: ignore[attr-defined]
            ]
            return SQL("(%s)", SQL(glue).join(parts))
        if kind is Bool:
            return SQL("TRUE" if domain.is_true() else "FALSE")
        if kind is Not:
            return self.visit_not(model, domain.child, alias)  # type: ignore
        if kind is Custom:
            return SQL(domain.to_sql(model, alias, self.query))  # type: ignore
        raise TypeError(f"not a domain: {domain!r}")

    def visit_not(self, model: Any, child: Domain, alias: str) -> SQL:
        """Negate; rows for which nothing is known count as not matching."""
        if isinstance(child, Condition) and child.operator in INEQUALITY \
                and "." not in child.field_expr:
            inverse = Condition(
                child.field_expr, INEQUALITY[child.operator], child.value
            )
            field = model._fields.get(child.field_expr)
            if field is None or field.type in domain_values.FALSY:
                return self.visit(model, inverse, alias)
            unset = Condition(child.field_expr, "=", False)
            return self.visit(model, Or((inverse, unset)), alias)
        return SQL("(%s) IS NOT TRUE", self.visit(model, child, alias))

    # ---- conditions
    def visit_condition(self, model: Any, cond: Condition, alias: str) -> SQL:
        """Return the SQL of one condition."""
        name, _dot, rest = cond.field_expr.partition(".")
        field = model._fields.get(name)
        if field is None:
            raise ValueError(
                f"Invalid field {model._name}.{name} in condition {cond.text()}"
            )
        if field.groups and not model.env.su:
            model._check_field_access(field, "read")
        if rest:
            if field.type in ("date", "datetime"):
                return self.visit_date_part(model, field, rest, cond, alias)
            if field.type == "properties":
                return self.visit_property(model, field, rest, cond, alias)
            if not field.relational:
                raise ValueError(
                    f"Invalid field property {rest.split('.')[0]!r} on {field}"
                )
            cond = Condition(
                name, "any", Condition.make(rest, cond.operator, cond.value)
            )
        return self.visit_field(model, field, cond, alias)

    def visit_field(self, model: Any, field: Field, cond: Condition, alias: str) -> SQL:
        """Return the SQL of a condition on a field of the model itself."""
        operator = cond.operator
        if operator == "=?":
            if not cond.value:
                return SQL("TRUE")
            cond = Condition(cond.field_expr, "=", cond.value)
            operator = "="
        if operator in ("child_of", "parent_of"):
            return self.visit_hierarchy(model, field, cond, alias)
        if operator in ("any", "not any", "any!", "not any!") and not field.relational \
                and field.name != "id":
            raise ValueError(
                "Cannot use 'any' with non-relational fields in condition "
                + cond.text()
            )
        if operator in ("like", "ilike", "not like", "not ilike") and not cond.value:
            return SQL("FALSE" if operator in NEGATIVE else "TRUE")
        if not field.store:
            if field.inherited:
                return self.visit_inherited(model, field, cond, alias)
            return self.visit_searched(model, field, cond, alias)
        if field.type == "json" and field.search:   # what is inside says how to look
            return self.visit_searched(model, field, cond, alias)
        if field.relational:
            return self.visit_relation(model, field, cond, alias)
        if not field.is_column:
            return self.visit_attachment(model, field, cond, alias)
        column = model._field_to_sql(alias, field.name, self.query)
        return self.compare(model, field, column, cond)

    def visit_inherited(
        self, model: Any, field: Field, cond: Condition, alias: str
    ) -> SQL:
        """Condition on a field of a delegated record: join it."""
        link, _dot, name = field.related.partition(".")
        parent_field = model._fields[link]
        parent = model.env[parent_field.comodel_name]
        link_alias = alias
        if not parent_field.is_column:
            raise ValueError(f"Cannot convert {field} to SQL because it is not stored")
        joined = self.query.left_join(link_alias, link, parent._table, "id", link)
        return self.visit_condition(
            parent, Condition(name, cond.operator, cond.value), joined
        )

    def visit_searched(
        self, model: Any, field: Field, cond: Condition, alias: str
    ) -> SQL:
        """Condition on a field without storage: ask its search method."""
        if not field.search:
            raise ValueError(f"Cannot convert {field} to SQL because it is not stored")
        domain = search_domain(model, field, cond.operator, cond.value)
        if hasattr(domain, "subselect"):
            return SQL("%s IN %s", SQL.identifier(alias, "id"), domain.subselect())
        return self.visit(model, domain, alias)

    # ---- dates and properties
    def visit_date_part(
        self, model: Any, field: Field, part: str, cond: Condition, alias: str
    ) -> SQL:
        """Condition on a number out of a date, in the user's time zone."""
        if part not in domain_values.DATE_PARTS or (
            field.type == "date" and part in domain_values.TIME_PARTS
        ):
            raise ValueError(f"Invalid field property {part!r} on {field}")
        column = model._field_to_sql(alias, field.name, self.query)
        zone = valid_zone(model.env.context.get("tz")) if field.type == "datetime" \
            else None
        sql = self.dialect.date_part(part, column, zone)
        operator, value = cond.operator, cond.value
        positive = NEGATIVE.get(operator, operator)
        if positive in ("=", "in"):
            values = domain_values.as_collection(value, positive)
            wanted = [int(v) for v in values if v is not False and v is not None]
            inside = self.dialect.in_list(sql, wanted)
            return inside if positive == operator else SQL(
                "(NOT (%s) OR %s IS NULL)", inside, column
            )
        if operator not in COMPARE:
            raise ValueError(f"Invalid operator in condition {cond.text()}")
        return SQL(f"%s {operator} %s", sql, float(value))

    def visit_property(
        self, model: Any, field: Field, name: str, cond: Condition, alias: str
    ) -> SQL:
        """Condition on a property."""
        column = SQL.identifier(alias, field.name)
        value = self.dialect.json_get(column, name)
        operator = cond.operator
        positive = NEGATIVE.get(operator, operator)
        if positive in LIKES:
            return self.like(field, value, operator, cond.value)
        if positive in ("=", "in"):
            values = list(domain_values.as_collection(cond.value, positive))
            null = False in values or None in values
            wanted = [v for v in values if v is not False and v is not None]
            parts = [self.dialect.json_has(column, name, wanted)] if wanted else []
            if null:
                parts.append(self.dialect.json_unset(column, name))
            inside = SQL("(%s)", SQL(" OR ").join(parts)) if parts else SQL("FALSE")
            return inside if positive == operator else SQL("(%s) IS NOT TRUE", inside)
        if isinstance(cond.value, (int, float)):
            value = self.dialect.json_get(column, name, "float8")
        return SQL(f"%s {operator} %s", value, cond.value)

    def visit_attachment(
        self, model: Any, field: Field, cond: Condition, alias: str
    ) -> SQL:
        """A file kept in ir.attachment is there, or not."""
        if NEGATIVE.get(cond.operator, cond.operator) not in ("=", "in"):
            raise ValueError(f"Cannot convert {field} to SQL because it is not stored")
        values = list(domain_values.as_collection(cond.value, "="))
        empty = not any(values)
        wants_file = empty == (cond.operator in NEGATIVE)
        word = "IN" if wants_file else "NOT IN"
        return SQL(
            f"%s {word} (SELECT res_id FROM ir_attachment "
            "WHERE res_model = %s AND res_field = %s AND res_id IS NOT NULL)",
            SQL.identifier(alias, "id"), field.model_name, field.name,
        )

    # ---- relations
    def visit_relation(
        self, model: Any, field: Field, cond: Condition, alias: str
    ) -> SQL:
        """Condition on a relational field."""
        operator, value = cond.operator, cond.value
        positive = NEGATIVE.get(operator, operator)
        negate = positive != operator
        if positive in LIKES:
            if value is False or value is None or value == "":
                return SQL("FALSE" if negate else "TRUE")
            return self.any(model, field, Condition("display_name", positive, value),
                            alias, negate, False)
        if positive in ("any", "any!"):
            if isinstance(value, SQL):
                value = domain_values.Subselect(value)
            return self.any(model, field, value, alias, negate, positive == "any!")
        if positive in ("=", "in"):
            values = domain_values.as_collection(value, positive)
            if hasattr(values, "subselect"):
                return self.any(model, field, values, alias, negate, True)
            return self.among(model, field, values, alias, negate)
        if field.type == "many2one":
            column = model._field_to_sql(alias, field.name, self.query)
            return SQL(f"%s {operator} %s", column, value)
        raise ValueError(f"Invalid operator in condition {cond.text()}")

    def among(
        self, model: Any, field: Field, values: Any, alias: str, negate: bool
    ) -> SQL:
        """The linked record is one of the given ids or names, or missing."""
        ids, names, empty, filled = domain_values.split_links(values)
        if filled:
            empty, ids, negate = True, [], not negate
        parts: list[SQL] = []
        if field.type == "many2one":
            column = model._field_to_sql(alias, field.name, self.query)
            if ids:
                parts.append(self.dialect.in_list(column, ids))
            if empty:
                parts.append(SQL("%s IS NULL", column))
        else:
            if ids:
                parts.append(self.links(model, field, alias, self.dialect.in_list(
                    self.link_column(field), ids)))
            if empty:
                # whoever may ask is told, also of records that they may not read
                parts.append(SQL("NOT (%s)", self.any(
                    model.sudo(), field, TRUE, alias, bypass=True)))
        if names:
            parts.append(self.any(
                model, field, Condition("display_name", "in", names), alias))
        if not parts:
            return SQL("TRUE" if negate else "FALSE")
        inside = parts[0] if len(parts) == 1 else SQL("(%s)", SQL(" OR ").join(parts))
        if not negate:
            return inside
        if field.type == "many2one" and not empty:
            return SQL("(%s IS NULL OR NOT (%s))", column, inside)
        return SQL("NOT (%s)", inside)

    def link_column(self, field: Field) -> SQL:
        """Return the column of the far side's id, inside `links`."""
        if field.type == "many2many":
            return SQL.identifier(field.relation, field.column2)
        return SQL.identifier("lines__", "id")

    def links(self, model: Any, field: Field, alias: str, condition: SQL) -> SQL:
        """Rows linked through an x2many to ids that satisfy `condition`."""
        own = SQL.identifier(alias, "id")
        if field.type == "many2many":
            return SQL(
                "%s IN (SELECT %s FROM %s WHERE %s)", own,
                SQL.identifier(field.relation, field.column1),
                SQL.identifier(field.relation), condition,
            )
        comodel = model.env[field.comodel_name]
        inverse = comodel._fields[field.inverse_name]
        if not inverse.is_column:
            return self.any(model, field, Domain(
                "id", "in", list(condition.params)), alias)
        extra = SQL("")
        if inverse.type == "many2one_reference":
            extra = SQL(" AND %s = %s", SQL.identifier("lines__", inverse.model_field),
                        model._name)
        domain = field.get_domain(model)
        if domain:
            found = comodel.sudo().with_context(active_test=False)._search(domain)
            extra = SQL("%s AND %s IN %s", extra, SQL.identifier("lines__", "id"),
                        found.subselect())
        return SQL(
            "%s IN (SELECT %s FROM %s AS lines__ WHERE %s AND %s IS NOT NULL%s)", own,
            SQL.identifier("lines__", field.inverse_name),
            SQL.identifier(comodel._table), condition,
            SQL.identifier("lines__", field.inverse_name), extra,
        )

    def any(
        self, model: Any, field: Field, domain: Any, alias: str, negate: bool = False,
        bypass: bool = False,
    ) -> SQL:
        """A linked record satisfies a domain (or is in a query)."""
        if field.type == "many2one":
            return self.any_many2one(model, field, domain, alias, negate, bypass)
        sql = self.any_x2many(model, field, domain, alias, bypass)
        return SQL("NOT (%s)", sql) if negate else sql

    def any_many2one(
        self, model: Any, field: Field, domain: Any, alias: str, negate: bool,
        bypass: bool,
    ) -> SQL:
        """The linked record satisfies a domain."""
        column = model._field_to_sql(alias, field.name, self.query)
        if hasattr(domain, "subselect"):
            inside = SQL("%s IN %s", column, domain.subselect())
        elif domain is TRUE:
            inside = SQL("%s IS NOT NULL", column)
        else:
            comodel = model.env[field.comodel_name]
            found = comodel._search(
                domain, active_test=False,
                bypass_access=bypass or field.bypass_search_access,
            )
            if found.is_empty():
                return SQL("TRUE" if negate else "FALSE")
            inside = SQL("%s IN %s", column, found.subselect())
        if negate:
            return SQL("(%s IS NULL OR NOT (%s))", column, inside)
        return inside

    def any_x2many(
        self, model: Any, field: Field, domain: Any, alias: str, bypass: bool
    ) -> SQL:
        """One of the linked records satisfies a domain."""
        comodel = field.comodel(model)
        if hasattr(domain, "subselect"):
            found = domain
        else:
            own = Domain(field.get_domain(model), internal=True)
            found = comodel._search(
                own & domain, bypass_access=bypass or field.bypass_search_access
            )
        if found.is_empty():
            return SQL("FALSE")
        id_ = SQL.identifier(alias, "id")
        if field.type == "many2many":
            return SQL(
                "%s IN (SELECT %s FROM %s WHERE %s IN %s)", id_,
                SQL.identifier(field.relation, field.column1),
                SQL.identifier(field.relation),
                SQL.identifier(field.relation, field.column2), found.subselect(),
            )
        inverse = comodel._fields[field.inverse_name]
        if not inverse.is_column:
            ids = {r[field.inverse_name].id
                   for r in comodel.sudo().browse(found.get_result_ids())}
            return self.dialect.in_list(id_, [i for i in ids if i])
        column = comodel._field_to_sql(found.table, field.inverse_name, found)
        if not inverse.required:
            found.add_where(SQL("%s IS NOT NULL", column))
        if inverse.type == "many2one_reference":
            found.add_where(SQL(
                "%s = %s", SQL.identifier(found.table, inverse.model_field), model._name
            ))
        return SQL("%s IN %s", id_, found.subselect(column))

    # ---- trees
    def visit_hierarchy(
        self, model: Any, field: Field, cond: Condition, alias: str
    ) -> SQL:
        """child_of and parent_of."""
        if field.name != "id" and not field.relational:
            raise ValueError(
                f"Cannot execute {cond.operator} for {field}, works only for relational "
                f"fields in condition {cond.text()}"
            )
        comodel = model.env[field.comodel_name] if field.relational else model
        comodel = comodel.with_context(active_test=False)
        ids = domain_values.hierarchy_ids(comodel, cond.value)
        if not ids:
            return SQL("FALSE")
        domain = tree_domain(comodel, ids, cond.operator)
        if domain is FALSE:
            return SQL("FALSE")
        if field.name == "id" or (
            field.name == model._parent_name and comodel._name == model._name
        ):
            return self.visit(model.sudo(), domain, alias)
        if not field.store and field.search:
            found = comodel.sudo()._search(domain).get_result_ids()
            return self.visit_field(
                model, field, Condition(field.name, "in", list(found)), alias
            )
        return self.any(model, field, comodel.sudo()._search(domain), alias)


def tree_domain(model: Any, ids: list[int], operator: str) -> Domain:
    """Return a domain of the records below (or above) the given ones, inclusive."""
    parent = model._parent_name
    if model._parent_store:
        model.env.flush_for(model)
        model.env.cr.execute(SQL(
            "SELECT parent_path FROM %s WHERE %s", SQL.identifier(model._table),
            model.env.cr.dialect.in_list(SQL.identifier("id"), ids),
        ))
        paths = [row[0] for row in model.env.cr.fetchall() if row[0]]
        if operator == "child_of":
            return Domain.OR([("parent_path", "=like", path + "%")] for path in paths)
        above = {int(i) for path in paths for i in path.split("/") if i}
        return Domain("id", "in", list(above))
    records = model.sudo().browse(ids).exists()
    found = dict.fromkeys(records._ids)
    level = records
    while level:
        if operator == "child_of":
            level = model.sudo().search([(parent, "in", list(level._ids))], order="id")
        else:
            level = level[parent]
        level = level.browse([i for i in level._ids if i not in found])
        found.update(dict.fromkeys(level._ids))
    return Domain("id", "in", list(found))


def search_domain(model: Any, field: Field, operator: str, value: Any) -> Any:
    """Ask a search method; it may know only the positive or the set operators."""
    attempts: list[tuple[str, Any, bool]] = []
    positive = NEGATIVE.get(operator, operator)
    negate = positive != operator
    if positive in ("=", "in"):
        values = domain_values.as_collection(value, positive)
        if not hasattr(values, "subselect"):
            values = domain_values.OrderedValues(values)
        attempts.append(("not in" if negate else "in", values, False))
        if negate:
            attempts.append(("in", values, True))
        if not hasattr(values, "subselect") and len(values) == 1:
            attempts.append(("=", next(iter(values)), negate))
    else:
        attempts.append((operator, value, False))
        if negate:
            attempts.append((positive, value, True))
    for attempt, operand, inverted in attempts:
        found = field.determine_domain(model, attempt, operand)
        if found is NotImplemented:
            continue
        if hasattr(found, "subselect"):
            return Not(Condition("id", "in", found)) if inverted else found
        domain = Domain(found, internal=True)
        return ~domain if inverted else domain
    raise UserError(
        f"Unsupported operator on {field.string} {model._description!r} ({model._name}) "
        f"in {[(field.name, operator, value)]!r}"
    )
