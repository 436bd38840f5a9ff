"""PO files of addons: translations of records and of code, by language."""
from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

RECORD = re.compile(r"(model|model_terms):([\w.]+),([\w]+):([\w.-]+)")


class RecordTerm(NamedTuple):
    """A translation that belongs to a field of a record."""

    kind: str           # `model`: the whole value, `model_terms`: a part of it
    model: str
    field: str
    xml_id: str
    source: str
    value: str


def find_po_files(folder: Path, lang: str) -> list[Path]:
    """Return the PO files of an addon for a language: the general one comes first."""
    base = lang.split("@")[0].split("_")[0]
    names = [base, lang] if base != lang else [lang]
    if lang.startswith("es_") and lang not in ("es_ES", "es_419"):
        names.insert(1, "es_419")
    return [
        path for place in ("i18n", "i18n_extra") for name in names
        if (path := folder / place / f"{name}.po").is_file()
    ]


def read_record_terms(path: Path) -> Iterator[RecordTerm]:
    """Yield the translations of records that a file holds."""
    for occurrences, _comment, source, value in _entries(path, path.stat().st_mtime_ns):
        for text in occurrences:
            match = RECORD.match(text)
            if match and value:
                kind, model, field, xml_id = match.groups()
                yield RecordTerm(kind, model, field, xml_id, source, value)


def translate_code(module: str, lang: str, source: str) -> str:
    """Return the translation of a term in the code of an addon, or the term."""
    return code_terms(module, lang).get(source) or source


@lru_cache(maxsize=512)
def code_terms(module: str, lang: str) -> dict[str, str]:
    """Return the translations of terms in the Python code of an addon."""
    terms: dict[str, str] = {}
    for root in getattr(sys.modules.get("odoo.addons"), "__path__", ()):
        folder = Path(root) / module
        if not (folder / "__manifest__.py").is_file():
            continue
        for path in find_po_files(folder, lang):
            for occurrences, comment, source, value in _entries(
                path, path.stat().st_mtime_ns
            ):
                if value and any(text.startswith("code:") for text in occurrences) and (
                    "odoo-javascript" not in comment or "odoo-python" in comment
                ):
                    terms[source] = value
        break
    return terms


@lru_cache(maxsize=64)
def _entries(path: Path, _time: int) -> list[tuple[list[str], str, str, str]]:
    """Return (occurrences, comment, source, translation) of a file's entries."""
    import polib
    return [
        ([f"{name}:{line}" if line else name for name, line in entry.occurrences],
         entry.comment, entry.msgid, entry.msgstr)
        for entry in polib.pofile(str(path), encoding="utf-8")
        if not entry.obsolete and "fuzzy" not in entry.flags
    ]
