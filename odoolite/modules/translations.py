"""Translations of records: from the PO files of modules into the database."""
from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..tools.po_files import RecordTerm, find_po_files, read_record_terms
from ..tools.sql import SQL
from ..tools.translated_terms import html_translate, xml_translate

CHUNK = 500
Terms = dict[str, dict[str, RecordTerm]]        # xml id -> source -> term


def load_translations(
    env: Any, folder: Path, lang: str, overwrite: bool = False
) -> None:
    """Bring what the PO files of a module say for a language into its records.

    What users have translated stays, unless `overwrite` is set.
    """
    found: dict[tuple[str, str], Terms] = defaultdict(lambda: defaultdict(dict))
    for path in find_po_files(folder, lang):
        for term in read_record_terms(path):
            found[term.model, term.field][term.xml_id][term.source] = term
    if not found:
        return
    env.flush_all()
    for (model_name, field_name), terms in found.items():
        model = env.get(model_name) if model_name in env else None
        field = None if model is None else model._fields.get(field_name)
        if field is not None and field.translate and field.is_column:
            _translate_field(env, model, field, terms, lang, overwrite)
    env.invalidate_all()
    env.registry.clear_cache()


def _translate_field(
    env: Any, model: Any, field: Any, terms: Terms, lang: str, overwrite: bool
) -> None:
    rows = []
    for xml_id, res_id, noupdate, text in _read_values(env, model, field, terms):
        values = json.loads(text) if isinstance(text, str) else text or {}
        source = values.get("en_US")
        if source is None:
            continue
        known = values.get(lang)
        if known is not None and not overwrite and noupdate:
            continue
        value = _translated(field, source, known, terms[xml_id], overwrite)
        if value and value != known:
            rows.append(("{}", json.dumps({lang: value}), res_id))
    merged = env.cr.dialect.json_merged(field.name)
    env.cr.executemany(
        f'UPDATE "{model._table}" SET "{field.name}" = {merged} WHERE id = %s', rows,
    )


def _translated(
    field: Any, source: str, known: str | None, terms: dict[str, RecordTerm],
    overwrite: bool,
) -> str | None:
    first = next(iter(terms.values()))
    if first.kind == "model":
        return known if known and not overwrite else first.value
    translate = html_translate if field.type == "html" else xml_translate
    return translate(
        lambda term: terms[term].value if term in terms else None, source
    )


def _read_values(
    env: Any, model: Any, field: Any, xml_ids: Iterable[str]
) -> list[tuple[str, int, bool, str]]:
    """Return (xml id, record id, noupdate, JSON of the values)."""
    by_module: dict[str, list[str]] = defaultdict(list)
    for xml_id in xml_ids:
        module, _dot, name = xml_id.partition(".")
        by_module[module].append(name)
    found = []
    for module, names in by_module.items():
        for start in range(0, len(names), CHUNK):
            env.cr.execute(SQL(
                "SELECT d.module || '.' || d.name, r.id, d.noupdate, r.%s "
                "FROM ir_model_data d JOIN %s r ON r.id = d.res_id "
                "WHERE d.model = %s AND d.module = %s AND d.name IN %s",
                SQL.identifier(field.name), SQL.identifier(model._table), model._name,
                module, tuple(names[start:start + CHUNK]),
            ))
            found += env.cr.fetchall()
    return found
