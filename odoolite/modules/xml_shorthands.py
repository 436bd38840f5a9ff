"""`<menuitem>`, `<template>` and `<asset>`: short ways of writing records."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from .xml_values import is_set

# kinds of actions whose name a menu without one takes over
NAMING = ("act_window", "wizard", "url", "client", "server")


class ShorthandTags:
    """The part of the loader that knows them."""

    env: Any
    mode: str
    noupdate: bool
    if TYPE_CHECKING:
        def full_id(self, xml_id: str) -> str: ...
        def check_id(self, xml_id: str) -> None: ...
        def ref(self, xml_id: str, raise_if_not_found: bool = True) -> Any: ...
        def _tag_record(self, node: Any, extra: dict[str, Any] | None = None) -> Any: ...

    # ---- menus
    def _tag_menuitem(self, node: Any, parent: int | None = None) -> None:
        xml_id = node.get("id")
        self.check_id(xml_id)
        values: dict[str, Any] = {
            "parent_id": False, "active": is_set(node, "active", True),
        }
        if node.get("sequence"):
            values["sequence"] = int(node.get("sequence"))
        if parent is not None:
            values["parent_id"] = parent
        elif node.get("parent"):
            values["parent_id"] = self.ref(node.get("parent"))
        elif node.get("web_icon"):
            values["web_icon"] = node.get("web_icon")
        if node.get("name"):
            values["name"] = node.get("name")
        if node.get("action"):
            self._add_action(values, node.get("action"))
        values.setdefault("name", xml_id or "?")
        if node.get("groups"):
            values["group_ids"] = [
                (3, self.ref(group[1:].strip())) if group.startswith("-")
                else (4, self.ref(group))
                for group in (part.strip() for part in node.get("groups").split(","))
            ]
        menu = self.env["ir.ui.menu"]._load_records([{
            "xml_id": self.full_id(xml_id), "values": values, "noupdate": self.noupdate,
        }], self.mode == "update")
        for child in node.iterchildren("menuitem"):
            self._tag_menuitem(child, menu.id)

    def _add_action(self, values: dict[str, Any], xml_id: str) -> None:
        model, res_id = self.env["ir.model.data"]._xmlid_to_res_model_res_id(
            self.full_id(xml_id), raise_if_not_found=True)
        action = self.env[model].sudo().browse(res_id)
        values["action"] = f"{action.type},{action.id}"
        if "name" not in values and action.type.endswith(NAMING) and action.name:
            values["name"] = action.name

    # ---- templates
    def _tag_template(self, node: Any) -> Any:
        xml_id = node.get("id") or node.get("t-name")
        full = self.full_id(xml_id)
        inherit = node.get("inherit_id")
        record = self._new_record(node, xml_id, "ir.ui.view", ("forcecreate", "context"))
        arch = etree.fromstring(etree.tostring(node, with_tail=False))
        for name in ("id", "forcecreate", "context", "groups"):
            arch.attrib.pop(name, "")
        arch.tag = "data" if inherit else "t"
        if not inherit:
            arch.set("t-name", full)
        _add_field(record, "name", node.get("name") or xml_id)
        _add_field(record, "key", node.get("key") or full)
        _add_field(record, "type", "qweb")
        for name in ("track", "priority", "website_id"):
            if node.get(name) is not None:
                _add_field(record, name, node.get(name))
        if inherit:
            _add_field(record, "inherit_id", ref=inherit)
        if node.get("active") in ("True", "False") and self._is_first(xml_id):
            _add_field(record, "active", eval=node.get("active"))
        if node.get("customize_show") in ("True", "False"):
            _add_field(record, "customize_show", eval=node.get("customize_show"))
        if node.get("groups"):
            refs = ", ".join(f"ref({g.strip()!r})" for g in node.get("groups").split(","))
            _add_field(record, "group_ids", eval=f"[Command.set([{refs}])]")
        if node.get("primary") == "True":
            spec = etree.SubElement(arch, "xpath", expr=".", position="attributes")
            etree.SubElement(spec, "attribute", name="t-name").text = full
            _add_field(record, "mode", "primary")
        field = _add_field(record, "arch", type="xml")
        field.append(arch)
        return self._tag_record(record)

    def _is_first(self, xml_id: str) -> bool:
        """Tell whether a record is made now: `active` is the user's matter later."""
        return self.mode != "update" or not self.ref(xml_id, raise_if_not_found=False)

    def _new_record(self, node: Any, xml_id: str, model: str, kept: Any) -> Any:
        record = etree.Element("record", id=xml_id, model=model)
        record.sourceline = node.sourceline
        for name in kept:
            if node.get(name) is not None:
                record.set(name, node.get(name))
        return record

    # ---- assets
    def _tag_asset(self, node: Any) -> Any:
        record = self._new_record(node, node.get("id"), "ir.asset", ("forcecreate",))
        _add_field(record, "name", node.get("name") or node.get("id"))
        for child in node:
            if child.tag == "bundle":
                _add_field(record, "bundle", child.text)
                if child.get("directive"):
                    _add_field(record, "directive", child.get("directive"))
            elif child.tag == "path":
                _add_field(record, "path", child.text)
            elif child.tag == "field":
                record.append(child)
        if node.get("active") in ("True", "False") and self._is_first(node.get("id")):
            _add_field(record, "active", eval=node.get("active"))
        return self._tag_record(record)


def _add_field(record: Any, field: str, text: str | None = None, **attributes: str) -> Any:
    node = etree.SubElement(record, "field", attributes)
    node.set("name", field)
    node.text = text
    return node
