"""Views of PostgreSQL's catalogue, as queries of SQLite's."""
from __future__ import annotations

CONSTRAINTS = (
    "SELECT name AS {name}, {extra} FROM (SELECT i.name, i.tbl_name AS table_name, 'u' AS "
    "kind FROM sqlite_master AS i WHERE i.type = 'index' AND i.sql LIKE 'CREATE UNIQUE%' "
    "UNION ALL SELECT t.name || '_' || k.\"from\" || '_fkey', t.name, 'f' FROM "
    "sqlite_master AS t, pragma_foreign_key_list(t.name) AS k WHERE t.type = 'table' "
    "UNION ALL SELECT j.value, t.name, 'c' FROM sqlite_master AS t, "
    "json_each(odoo_checks(t.sql)) AS j WHERE t.type = 'table')"
)
VIEWS = {
    "information_schema.columns": (
        "SELECT t.name AS table_name, c.name AS column_name, c.cid + 1 AS "
        "ordinal_position, lower(c.type) AS data_type, lower(c.type) AS udt_name, "
        "CASE WHEN c.\"notnull\" THEN 'NO' ELSE 'YES' END AS is_nullable, "
        "c.dflt_value AS column_default, 'public' AS table_schema, "
        "NULL AS character_maximum_length "
        "FROM sqlite_master AS t, pragma_table_info(t.name) AS c "
        "WHERE t.type IN ('table', 'view')"
    ),
    "information_schema.tables": (
        "SELECT name AS table_name, 'public' AS table_schema, CASE type WHEN 'view' "
        "THEN 'VIEW' ELSE 'BASE TABLE' END AS table_type FROM sqlite_master "
        "WHERE type IN ('table', 'view')"
    ),
    "information_schema.table_constraints": CONSTRAINTS.format(
        name="constraint_name", extra="'public' AS table_schema, 'public' AS "
        "constraint_schema, table_name, CASE kind WHEN 'u' THEN 'UNIQUE' WHEN 'f' THEN "
        "'FOREIGN KEY' ELSE 'CHECK' END AS constraint_type"),
    "pg_constraint": CONSTRAINTS.format(
        name="conname", extra="kind AS contype, (SELECT rowid FROM sqlite_master AS r "
        "WHERE r.name = table_name AND r.type = 'table') AS conrelid"),
    "pg_attribute": (
        "SELECT t.rowid AS attrelid, c.name AS attname, c.cid + 1 AS attnum, c.\"notnull\" "
        "AS attnotnull, 0 AS attisdropped FROM sqlite_master AS t, "
        "pragma_table_info(t.name) AS c WHERE t.type IN ('table', 'view')"
    ),
    "pg_namespace": "SELECT 1 AS oid, 'public' AS nspname",
    "pg_views": (
        "SELECT name AS viewname, 'public' AS schemaname, sql AS definition "
        "FROM sqlite_master WHERE type = 'view'"
    ),
    "pg_class": (
        "SELECT name AS relname, rowid AS oid, 1 AS relnamespace, "
        "CASE type WHEN 'table' THEN 'r' WHEN 'index' THEN 'i' ELSE 'v' END AS relkind "
        "FROM sqlite_master"
    ),
    "pg_tables": (
        "SELECT name AS tablename, 'public' AS schemaname FROM sqlite_master "
        "WHERE type = 'table'"
    ),
    "pg_indexes": (
        "SELECT name AS indexname, tbl_name AS tablename, sql AS indexdef, "
        "'public' AS schemaname FROM sqlite_master WHERE type = 'index'"
    ),
}
