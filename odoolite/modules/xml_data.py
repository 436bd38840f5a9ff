"""XML data files: what stands in them is done, element by element, in order.

Values of fields are worked out in `xml_values`; menus, templates and assets are short
ways of writing records and stand in `xml_shorthands`.
"""
from __future__ import annotations

import logging
import pprint
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from ..exceptions import ValidationError
from ..tools.file_paths import data_folder
from .expressions import data_scope, evaluate
from .xml_shorthands import ShorthandTags
from .xml_values import ValueTags, is_set

_logger = logging.getLogger("odoo.tools.convert")


class ParseError(Exception):
    """An error in a data file; tells file and line, and the element."""

    file = ""
    line = 0
    where = ""      # model and field, as far as known


ParseError.__module__ = "odoo.tools.convert"


def load_xml(
    env: Any, module: str, path: Path, mode: str = "init", noupdate: bool = False,
    problems: list[ParseError] | None = None,
) -> None:
    """Load an XML data file; ParseError names file and line.

    With a list of `problems`, elements that fail are undone and noted there.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )
    root = etree.parse(str(path), parser).getroot()
    check_grammar(root, path)
    XmlLoader(env, module, path, mode, problems).load(root, noupdate)


def load_records(env: Any, module: str, path: str | Path, xml_ids: Iterable[str]) -> None:
    """Load some records of an XML data file again, as if for the first time."""
    root = etree.parse(str(path), etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True,
    )).getroot()
    loader = XmlLoader(env, module, Path(path), "init")
    wanted = set(xml_ids)
    for node in root.iter("record"):
        if loader.full_id(node.get("id") or "") in wanted:
            loader._tag_record(node)


def check_grammar(root: Any, path: Path) -> None:
    """Raise AssertionError in libxml's words, as Odoo does, for what the grammar forbids.

    Scenario load_errors "bad_schema: install".
    """
    grammar = _load_grammar()
    if grammar.validate(root):
        return
    problems = [
        f"{problem.message}, line {problem.line}" for problem in grammar.error_log
    ]
    for problem in problems:
        _logger.error("%s: %s", path, problem)
    raise AssertionError("\n".join(problems[-1:]))


@lru_cache(maxsize=1)
def _load_grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(data_folder() / "schema" / "data_file.rng")))


class XmlLoader(ValueTags, ShorthandTags):
    """Loads one file; `_tag_<name>` handles an element."""

    def __init__(
        self, env: Any, module: str, path: Path, mode: str,
        problems: list[ParseError] | None = None,
    ) -> None:
        self.problems = problems
        self.field = ""
        self.env = env
        self.module = module
        self.path = path
        self.mode = mode
        self.noupdate = False
        self.sequence: int | None = None
        self.ids: dict[str, Any] = {}

    # ---- ids
    def full_id(self, xml_id: str) -> str:
        """Return an xml id with its module."""
        return xml_id if "." in xml_id else f"{self.module}.{xml_id}"

    def check_id(self, xml_id: str) -> None:
        """Raise AssertionError for an id of two dots or of a module that is not there."""
        module, dot, name = xml_id.partition(".")
        if not dot:
            return
        if "." in name:
            raise AssertionError(
                f'The ID reference "{xml_id}" must contain maximum one dot. They are used '
                "to refer to other modules ID, in the form: module.record_id"
            )
        if module != self.module and module not in self.env.registry.loaded_modules:
            raise AssertionError(f'The ID "{xml_id}" refers to an uninstalled module')

    def ref(self, xml_id: str, raise_if_not_found: bool = True) -> Any:
        """Return the database id of an xml id; ValueError."""
        full = self.full_id(xml_id)
        if full in self.ids:
            return self.ids[full]
        _model, res_id = self.env["ir.model.data"]._xmlid_to_res_model_res_id(
            full, raise_if_not_found=raise_if_not_found
        )
        return res_id

    def scope(self, model: str | None = None) -> dict[str, Any]:
        """Return the names of `eval`."""
        scope = data_scope(self.env, self.ref)
        scope["context"] = dict(self.env.context)
        if model:
            scope["obj"] = self.env[model].browse
        else:
            del scope["obj"]
        return scope

    # ---- elements
    def load(self, node: Any, noupdate: bool) -> None:
        """Load the children of `<odoo>` or `<data>`."""
        before = self.env, self.noupdate, self.sequence
        for child in node:
            handler = getattr(self, f"_tag_{child.tag}", None) \
                if isinstance(child.tag, str) else None
            if handler is None:
                continue
            self.env = self._env_for(node)
            self.noupdate = is_set(node, "noupdate", noupdate)
            # Odoo begins anew with every child (load_data.attributes "auto_sequence")
            self.sequence = 10 if is_set(node, "auto_sequence") else None
            self.field = ""
            try:
                if self.problems is None or child.tag == "data":
                    self._handle(handler, child)
                else:
                    with self.env.cr.savepoint():
                        self._handle(handler, child)
            except ParseError as error:
                if self.problems is None or child.tag == "data":
                    raise
                self.problems.append(error)
            finally:
                self.env, self.noupdate, self.sequence = before

    def _handle(self, handler: Any, child: Any) -> None:
        try:
            handler(child)
        except ParseError:
            raise
        except ValidationError as error:
            raise self._explain(child, error) from error
        except RecursionError as error:
            raise self._locate(child, "nested too deeply") from error
        except Exception as error:
            text = etree.tostring(child, encoding="unicode").rstrip()
            raise self._locate(child, f"somewhere inside\n{text}") from error

    def _locate(self, node: Any, text: str) -> ParseError:
        error = ParseError(f"while parsing {self.path}:{node.sourceline}, {text}")
        return self._place(error, node)

    def _place(self, error: ParseError, node: Any) -> ParseError:
        model = node.get("model") or {"menuitem": "ir.ui.menu", "template": "ir.ui.view",
                                      "asset": "ir.asset"}.get(node.tag, "")
        error.file, error.line = str(self.path), node.sourceline
        error.where = f"{model}.{self.field}" if self.field else model
        return error

    def _explain(self, node: Any, problem: ValidationError) -> ParseError:
        context = pprint.pformat(getattr(problem, "context", None) or "-no context-")
        error = ParseError(
            f"while parsing {self.path}:{node.sourceline}\n{problem.args[0]}\n\n"
            f"View error context:\n{context}\n"
        )
        return self._place(error, node)

    def _env_for(self, node: Any) -> Any:
        """Return the environment that `uid` and `context` of an element ask for."""
        env = self.env
        if node.get("uid"):
            env = env(user=self.ref(node.get("uid")), su=False)
        if node.get("context"):
            context = evaluate(node.get("context"), {**self.scope(), **env.context})
            env = env(context={**env.context, **context})
        return env

    def _tag_data(self, node: Any) -> None:
        self.load(node, self.noupdate)

    def _tag_record(self, node: Any, extra: dict[str, Any] | None = None) -> Any:
        model_name, xml_id = node.get("model"), node.get("id") or ""
        if xml_id:
            self.check_id(xml_id)
        env = self._env_for(node)
        model = env[model_name]
        full = self.full_id(xml_id) if xml_id else ""
        if self._is_skipped(node, full):
            return None
        values, nested = self._read_fields(node, model)
        values.update(extra or {})
        if self.sequence and "sequence" in model._fields:
            values.setdefault("sequence", self.sequence)
        records = model.with_context(
            install_mode=True, install_module=self.module,
            install_filename=str(self.path), install_xmlid=xml_id,
        )._load_records(
            [{"xml_id": full, "values": values, "noupdate": self.noupdate}],
            self.mode == "update",
        )
        res_id = records.id
        if full:
            self.ids[full] = res_id
        for child, inverse in nested:
            self._tag_record(child, {inverse: res_id})
        return res_id

    def _is_skipped(self, node: Any, xml_id: str) -> bool:
        """Tell whether a record stays as it is, or away; ValueError when it is missing."""
        create = node.get("forcecreate")
        if self.noupdate and self.mode != "init":
            if not xml_id:
                return True
            record = self.env["ir.model.data"]._load_xmlid(xml_id)
            if record:
                self.ids[xml_id] = record.id
                return True
            if not is_set(node, "forcecreate", True):
                return True
        if xml_id and xml_id.partition(".")[0] != self.module \
                and not is_set(node, "forcecreate", False):
            # a record of another module: only to be changed
            if not self.env["ir.model.data"]._load_xmlid(xml_id):
                if self.noupdate and create is not None:
                    return True
                raise ValueError(f"Cannot update missing record {xml_id!r}")
        return False

    def _tag_function(self, node: Any) -> None:
        if not (self.noupdate and self.mode != "init"):
            self.call_function(node, self._env_for(node))

    def _tag_delete(self, node: Any) -> None:
        records = self.env[node.get("model")]
        if node.get("search"):
            records = self._search_quietly(records, node.get("search"))
        if node.get("id"):
            try:
                records += records.browse(self.ref(node.get("id")))
            except ValueError:
                _logger.warning(
                    "Skipping deletion for missing XML ID `%r`", node.get("id")
                )
        if records:
            records.unlink()

    def _search_quietly(self, model: Any, text: str) -> Any:
        domain = evaluate(text, self.scope())
        try:
            return model.search(domain)
        except ValueError:
            _logger.warning("Skipping deletion for failed search `%r`", text)
            return model
