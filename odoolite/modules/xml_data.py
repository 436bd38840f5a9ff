"""XML data files: records, functions, deletions, menus, templates."""
from __future__ import annotations

import base64
import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from ..exceptions import ValidationError
from ..namespace import data_folder
from .expressions import data_scope, evaluate

_logger = logging.getLogger("odoo.tools.convert")
TRUE = ("1", "true", "yes", "on")


class ParseError(Exception):
    """An error in a data file; tells file and line, and the element."""


ParseError.__module__ = "odoo.tools.convert"


def load_xml(
    env: Any, module: str, path: Path, mode: str = "init", noupdate: bool = False
) -> None:
    """Load an XML data file; ParseError names file and line."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.parse(str(path), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise ParseError(f"{path}:{error.lineno}: {error.msg}") from error
    check_grammar(root, path)
    XmlLoader(env, module, path, mode).load(root, noupdate)


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


def _flag(node: Any, name: str, default: bool) -> bool:
    value = node.get(name)
    return default if value is None else value.lower() in TRUE


class XmlLoader:
    """Loads one file; `_tag_<name>` handles an element."""

    def __init__(self, env: Any, module: str, path: Path, mode: str) -> None:
        self.env = env
        self.module = module
        self.path = path
        self.mode = mode
        self.noupdate = False
        self.ids: dict[str, Any] = {}

    # ---- ids
    def full_id(self, xml_id: str) -> str:
        """Return an xml id with its module."""
        return xml_id if "." in xml_id else f"{self.module}.{xml_id}"

    def ref(self, xml_id: str, raise_if_not_found: bool = True) -> Any:
        """Return the database id of an xml id; ValueError."""
        full = self.full_id(xml_id)
        if full in self.ids:
            return self.ids[full]
        _model, res_id = self.env["ir.model.data"]._xmlid_to_res_model_res_id(
            full, raise_if_not_found=raise_if_not_found
        )
        return res_id

    def scope(self) -> dict[str, Any]:
        """Return the names of `eval`."""
        return {**data_scope(self.env, self.ref), "context": dict(self.env.context)}

    # ---- elements
    def load(self, node: Any, noupdate: bool) -> None:
        """Load the children of `<odoo>` or `<data>`."""
        before, self.noupdate = self.noupdate, _flag(node, "noupdate", noupdate)
        env = self.env
        if node.get("context"):
            context = evaluate(node.get("context"), self.scope())
            self.env = env(context={**env.context, **context})
        for child in node:
            handler = getattr(self, f"_tag_{child.tag}", None)
            if handler is None:
                raise self.error(child, f"unknown element <{child.tag}>")
            try:
                handler(child)
            except (ParseError, ValidationError):
                raise
            except Exception as error:
                raise self.error(child, error) from error
        self.noupdate, self.env = before, env

    def error(self, node: Any, problem: Any) -> ParseError:
        """Return the error of an element."""
        text = etree.tostring(node, encoding="unicode").rstrip()[:600]
        return ParseError(
            f"while parsing {self.path}:{node.sourceline}, somewhere inside\n{text}\n"
            f"{problem}"
        )

    def _tag_data(self, node: Any) -> None:
        self.load(node, self.noupdate)

    def _env_for(self, node: Any) -> Any:
        env = self.env
        if node.get("uid"):
            env = env(user=self.ref(node.get("uid")), su=False)
        if node.get("context"):
            context = evaluate(node.get("context"), self.scope())
            env = env(context={**env.context, **context})
        return env

    def _tag_record(self, node: Any, extra: dict[str, Any] | None = None) -> Any:
        model_name, xml_id = node.get("model"), node.get("id") or ""
        if not model_name or model_name not in self.env:
            raise ValueError(f"unknown model {model_name!r}")
        env = self._env_for(node)
        model = env[model_name]
        full = self.full_id(xml_id) if xml_id else ""
        if self.mode != "init" and full:
            known = self.ref(full, raise_if_not_found=False)
            if self.noupdate and known:
                self.ids[full] = known
                return known
            if not known and not _flag(node, "forcecreate", True):
                return None
        values = dict(extra or {})
        nested = []
        for field_node in node.iterchildren("field"):
            name = field_node.get("name")
            field = model._fields.get(name)
            if field is None:
                raise ValueError(f"Invalid field {name!r} on model {model_name!r}")
            if field.type == "one2many" and len(field_node) and \
                    field_node[0].tag == "record":
                nested.append((field_node, field))
                continue
            values[name] = self.field_value(field_node, field, model)
        records = model.with_context(
            install_mode=True, install_module=self.module, install_filename=str(self.path)
        )._load_records(
            [{"xml_id": full, "values": values, "noupdate": self.noupdate}],
            self.mode == "update",
        )
        res_id = records.id
        if full:
            self.ids[full] = res_id
        for field_node, field in nested:
            for child in field_node.iterchildren("record"):
                self._tag_record(child, {field.inverse_name: res_id})
        return res_id

    def field_value(self, node: Any, field: Any, model: Any) -> Any:
        """Return the value that a `<field>` gives."""
        if node.get("ref") is not None:
            res_id = self.ref(node.get("ref"))
            if field.type == "reference":
                name, _id = self.env["ir.model.data"]._xmlid_to_res_model_res_id(
                    self.full_id(node.get("ref")))
                return f"{name},{res_id}"
            return res_id
        if node.get("search"):
            comodel = self.env[node.get("model") or field.comodel_name]
            found = comodel.search(evaluate(node.get("search"), self.scope()))
            use = node.get("use") or "id"
            if field.type in ("many2many", "one2many"):
                return [(6, 0, found.ids)]
            return found[:1][use] if found else False
        if node.get("eval") is not None:
            return evaluate(node.get("eval"), self.scope())
        return self.typed_value(node, field)

    def typed_value(self, node: Any, field: Any) -> Any:
        """Return the content of a `<field>` as its `type` says."""
        kind = node.get("type") or "char"
        if node.get("file"):
            return self.file_value(node.get("file"), kind)
        if kind in ("xml", "html"):
            inner = (node.text or "") + "".join(
                etree.tostring(child, encoding="unicode") for child in node
            )
            text = inner.strip()
            return f"<?xml version=\"1.0\"?>\n{text}" if kind == "xml" and \
                not text.startswith("<?xml") else text
        if kind == "base64":
            return base64.b64encode((node.text or "").encode()).decode()
        text = node.text or ""
        if kind == "int":
            return None if text.strip() == "None" else int(text)
        if kind == "float":
            return float(text)
        if kind in ("list", "tuple"):
            items = [self.typed_value(child, field) for child in node.iterchildren("value")]
            return tuple(items) if kind == "tuple" else items
        if field.type == "boolean":
            return text.strip().lower() in TRUE
        if field.type in ("integer", "many2one_reference"):
            return int(text) if text.strip() else 0
        if field.type in ("float", "monetary"):
            return float(text) if text.strip() else 0.0
        if field.type in ("html", "text", "char") and len(node):
            return text + "".join(
                etree.tostring(child, encoding="unicode") for child in node
            )
        return text if text or field.type in ("char", "text", "html") else False

    def file_value(self, name: str, kind: str) -> Any:
        """Return the content of a file of an addon."""
        from ..tools.file_paths import file_path
        try:
            path = Path(file_path(name))
        except FileNotFoundError:
            path = Path(file_path(f"{self.module}/{name}"))
        if kind == "base64":
            return base64.b64encode(path.read_bytes()).decode()
        return path.read_text(encoding="utf-8")

    def _tag_function(self, node: Any) -> None:
        if self.noupdate and self.mode != "init":
            return
        model = self._env_for(node)[node.get("model")]
        if node.get("eval"):
            args = list(evaluate(node.get("eval"), self.scope()))
        else:
            args = [self._function_argument(child) for child in node]
        method = getattr(type(model), node.get("name"))
        kwargs: dict[str, Any] = {}
        if not getattr(method, "_api_model", False) and args:
            ids = args.pop(0)
            model = model.browse(ids)
        getattr(model, node.get("name"))(*args, **kwargs)

    def _function_argument(self, node: Any) -> Any:
        if node.tag == "function":
            return self._tag_function(node)
        if node.get("eval"):
            return evaluate(node.get("eval"), self.scope())
        if node.get("search"):
            return self.env[node.get("model")].search(
                evaluate(node.get("search"), self.scope())).ids
        if node.get("name") and node.get("ref"):
            return self.ref(node.get("ref"))
        return node.text or ""

    def _tag_delete(self, node: Any) -> None:
        model = self.env[node.get("model")]
        if node.get("search"):
            model.search(evaluate(node.get("search"), self.scope())).unlink()
        if node.get("id"):
            res_id = self.ref(node.get("id"), raise_if_not_found=False)
            if res_id:
                model.browse(res_id).unlink()

    def _tag_menuitem(self, node: Any, parent: str | None = None) -> None:
        values: dict[str, Any] = {"active": _flag(node, "active", True)}
        if node.get("sequence"):
            values["sequence"] = int(node.get("sequence"))
        over = node.get("parent") or parent
        if over:
            values["parent_id"] = self.ref(over)
        elif node.get("web_icon"):
            values["web_icon"] = node.get("web_icon")
        action_id = node.get("action")
        if action_id:
            model, res_id = self.env["ir.model.data"]._xmlid_to_res_model_res_id(
                self.full_id(action_id), raise_if_not_found=True)
            values["action"] = f"{model},{res_id}"
            if not node.get("name"):
                values["name"] = self.env[model].browse(res_id).name
        if node.get("name"):
            values["name"] = node.get("name")
        values.setdefault("name", node.get("id"))
        if node.get("groups"):
            values["group_ids"] = [
                (3, self.ref(g[1:])) if g.startswith("-") else (4, self.ref(g))
                for g in node.get("groups").split(",")
            ]
        self.env["ir.ui.menu"]._load_records([{
            "xml_id": self.full_id(node.get("id")), "values": values,
            "noupdate": self.noupdate,
        }], self.mode == "update")
        for child in node.iterchildren("menuitem"):
            self._tag_menuitem(child, self.full_id(node.get("id")))

    def _tag_template(self, node: Any) -> None:
        xml_id = node.get("id")
        arch = etree.fromstring(etree.tostring(node))
        inherit = node.get("inherit_id")
        arch.tag = "data" if inherit else "t"
        if not inherit:
            arch.set("t-name", self.full_id(xml_id))
        for name in ("id", "name", "inherit_id", "priority", "primary", "groups",
                     "active", "key", "customize_show"):
            arch.attrib.pop(name, "")
        values = {
            "name": node.get("name") or xml_id, "type": "qweb",
            "key": node.get("key") or self.full_id(xml_id),
            "arch": etree.tostring(arch, encoding="unicode"),
            "priority": int(node.get("priority") or 16),
        }
        if inherit:
            values["inherit_id"] = self.ref(inherit)
            values["mode"] = "primary" if _flag(node, "primary", False) else "extension"
        if node.get("groups"):
            values["group_ids"] = [
                (6, 0, [self.ref(g) for g in node.get("groups").split(",")])
            ]
        self.env["ir.ui.view"]._load_records([{
            "xml_id": self.full_id(xml_id), "values": values, "noupdate": self.noupdate,
        }], self.mode == "update")

    def _tag_asset(self, node: Any) -> None:
        values = {"name": node.get("name") or node.get("id"),
                  "active": _flag(node, "active", True)}
        for child in node:
            if child.tag == "bundle":
                values["bundle"] = child.text
                values["directive"] = child.get("directive") or "append"
            elif child.tag == "path":
                values["path"] = child.text
        self.env["ir.asset"]._load_records([{
            "xml_id": self.full_id(node.get("id")), "values": values,
            "noupdate": self.noupdate,
        }], self.mode == "update")
