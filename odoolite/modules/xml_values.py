"""What `<field>`, `<value>` and `<function>` elements stand for."""
from __future__ import annotations

import base64
import copy
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from ..tools.file_paths import file_path
from ..tools.text import str2bool
from .expressions import evaluate

REFERENCE = re.compile(r"(?<!%)%\((.*?)\)[ds]")


def is_set(node: Any, name: str, default: bool = False) -> bool:
    """Read an attribute that says yes or no."""
    value = node.get(name)
    if value is None:
        return default
    value = value.strip()
    return bool(value) and value.lower() not in ("0", "false", "off")


class ValueTags:
    """The part of the loader that reads values."""

    env: Any
    module: str
    path: Path
    field: str
    if TYPE_CHECKING:
        def full_id(self, xml_id: str) -> str: ...
        def ref(self, xml_id: str, raise_if_not_found: bool = True) -> Any: ...
        def scope(self, model: str | None = None) -> dict[str, Any]: ...
        def _env_for(self, node: Any) -> Any: ...

    # ---- fields
    def _read_fields(self, node: Any, model: Any) -> tuple[dict[str, Any], list[Any]]:
        """Return the values of a record, and the nested records with their link."""
        values: dict[str, Any] = {}
        nested = []
        for child in node.iterchildren("field"):
            name = child.get("name")
            field = model._fields.get(name)
            if field is not None and field.type == "one2many":
                records = list(child.iterchildren("record"))
                nested += [(record, field.inverse_name) for record in records]
                if records or not (child.keys() != ["name"] or (child.text or "").strip()):
                    continue
            self.field = name
            values[name] = self._field_value(child, field, model)
        self.field = ""
        return values, nested

    def _field_value(self, node: Any, field: Any, model: Any) -> Any:
        """Return the value that a `<field>` gives to a field (None: unknown one)."""
        kind = field.type if field is not None else ""
        if node.get("search") is not None:
            return self._found(node, field)
        if node.get("ref") is not None:
            if kind != "reference":
                if model._name == "ir.ui.view" and node.get("name") == "inherit_id":
                    return self._parent_view(node.get("ref"))
                return self.ref(node.get("ref"))
            name, res_id = self.env["ir.model.data"]._xmlid_to_res_model_res_id(
                self.full_id(node.get("ref")), raise_if_not_found=True)
            return f"{name},{res_id}"
        value = self.element_value(node)
        if kind == "many2one":
            return int(value) if value else False
        if kind == "integer":
            return int(value) if value else 0
        if kind in ("float", "monetary"):
            return float(value) if value else 0.0
        if kind == "boolean" and isinstance(value, str):
            return str2bool(value.strip()) if value.strip() else False
        if kind in ("char", "text", "html") or value is not None:
            return value
        return False

    def _parent_view(self, xml_id: str) -> Any:
        """Return the view that one extends; one of Odoo that we lack becomes opaque."""
        found = self.ref(xml_id, raise_if_not_found=False)
        return found or self.env["ir.ui.view"]._make_opaque(self.full_id(xml_id)).id \
            or self.ref(xml_id)

    def _found(self, node: Any, field: Any) -> Any:
        model = node.get("model") or (field is not None and field.comodel_name)
        if not model:
            raise AssertionError(
                'Define an attribute model="..." in your .XML file!'
            )
        found = self.env[model].search(evaluate(node.get("search"), self.scope()))
        use = node.get("use") or "id"
        if field is not None and field.type in ("many2many", "one2many"):
            return [(6, 0, [record[use] for record in found])]
        return found[0][use] if found else False

    # ---- elements
    def element_value(self, node: Any) -> Any:
        """Return the value of a `<field>` or `<value>`, by its attributes and type."""
        if node.get("search"):
            return self._found(node, None)
        if node.get("eval") is not None:
            return evaluate(node.get("eval"), self.scope(node.get("model")))
        if node.get("ref") is not None:
            return self.ref(node.get("ref"))
        kind = node.get("type") or "char"
        if kind in ("xml", "html"):
            return self._markup(node, kind)
        if kind in ("list", "tuple"):
            items = [self.element_value(child) for child in node.iterchildren("value")]
            return tuple(items) if kind == "tuple" else items
        return self._text(node, kind)

    def _markup(self, node: Any, kind: str) -> str:
        if node.get("file"):
            return self._read_file(node.get("file")).decode()
        holder = copy.deepcopy(node)
        if kind == "xml" and len([n for n in holder if isinstance(n.tag, str)]) > 1:
            # several roots, as in views that extend others, get one that is ignored
            data = etree.Element("data")
            data.extend(list(holder))
            holder.append(data)
        text = "".join(
            etree.tostring(child, encoding="unicode", method=kind) for child in holder
        )
        text = self._resolve(text)
        return f'<?xml version="1.0"?>\n{text}' if kind == "xml" else text

    def _resolve(self, text: str) -> str:
        """Put database ids in the place of `%(xml_id)d`."""
        text = REFERENCE.sub(lambda match: str(self.ref(match.group(1))), text)
        return text.replace("%%", "%")

    def _text(self, node: Any, kind: str) -> Any:
        if node.get("file"):
            content = self._read_file(node.get("file"))
            return base64.b64encode(content).decode() if kind == "base64" \
                else content.decode()
        text = node.text or ""
        if kind == "base64":
            return base64.b64encode(text.encode()).decode()
        if kind == "int":
            return None if text.strip() == "None" else int(text)
        if kind == "float":
            return float(text)
        if kind == "file":
            name = text.strip()
            self._locate_file(name)
            return f"{self.module},{name}"
        if len(node):       # markup without a type: as it stands
            text += "".join(etree.tostring(child, encoding="unicode") for child in node)
        return text

    def _locate_file(self, name: str) -> str:
        """Return the path of a file of an addon; below this one, or with its name."""
        try:
            return file_path(f"{self.module}/{name}")
        except FileNotFoundError:
            return file_path(name)

    def _read_file(self, name: str) -> bytes:
        try:
            path = file_path(name)
        except FileNotFoundError:
            path = self._locate_file(name)
        return Path(path).read_bytes()

    # ---- functions
    def call_function(self, node: Any, env: Any) -> Any:
        """Call the method that a `<function>` names; recordsets become ids."""
        args: list[Any] = []
        kwargs: dict[str, Any] = {}
        if node.get("eval"):
            args = list(evaluate(node.get("eval"), self.scope(node.get("model"))))
        for child in node:
            if child.tag == "function":
                args.append(self.call_function(child, self._env_for(child)))
            elif child.get("name"):
                kwargs[child.get("name")] = self.element_value(child)
            else:
                args.append(self.element_value(child))
        model = env[node.get("model")]
        method = getattr(type(model), node.get("name"))
        if not getattr(method, "_api_model", False) and args:
            model = model.browse(args.pop(0))
        result = method(model, *args, **kwargs)
        return result.ids if hasattr(result, "_fields") else result
