"""Archs of views out of their named nodes: a plain layout that holds them all."""
from __future__ import annotations

from lxml import etree

X2MANY = ("one2many", "many2many")
PLAIN = ("div", "span", "separator", "notebook", "setting", "block")
TEXT = ("text", "html")


def build_arch(view, fields, fields_of):
    """Return the arch of a view as text; None when nothing can be shown."""
    nodes = [tuple(node.split(":", 1)) for node in view["named_nodes"]]
    nodes = [(tag, name) for tag, name in nodes if not name.isdigit() and name]
    builder = Builder(view["type"], fields, fields_of)
    if view["inherit_id"]:
        return builder.build_extension(nodes)
    return builder.build(nodes, title(view["model"].split(".")[-1]))


def title(name):
    return name.replace("_", " ").capitalize()


class Builder:
    def __init__(self, kind, fields, fields_of):
        self.kind, self.fields, self.fields_of = kind, fields, fields_of
        self.placed = set()

    def build(self, nodes, label):
        root = etree.Element(self.kind)
        if self.kind not in ("graph", "pivot"):
            root.set("string", label)
        getattr(self, f"fill_{self.kind}")(root, nodes)
        if self.kind == "calendar":
            dates = [n for n, f in self.fields.items() if f.type in ("date", "datetime")
                     and f.store and n not in ("create_date", "write_date")]
            if not dates:
                return None
            root.set("date_start", dates[0])
        return etree.tostring(root, encoding="unicode")

    def build_extension(self, nodes):
        holder = etree.Element("xpath", expr=f"//{self.kind}", position="inside")
        if self.kind == "form":
            sheet = etree.SubElement(holder, "sheet")
            self.fill_sheet(sheet, nodes)
            holder.remove(sheet)
            holder.set("expr", "/form/*[last()]")
            holder.extend(list(sheet))
        elif self.kind in ("list", "search"):
            getattr(self, f"fill_{self.kind}")(holder, nodes)
        else:
            self.fill_list(holder, nodes)
        data = etree.Element("data")
        if len(holder):
            data.append(holder)
        return etree.tostring(data, encoding="unicode")

    # ---- one field
    def add_field(self, parent, name):
        node = etree.SubElement(parent, "field", name=name)
        if self.fields[name].type == "boolean" and name == "active":
            node.set("invisible", "1")
        if self.fields[name].type == "many2many" and self.kind in ("form", "list"):
            node.set("widget", "many2many_tags")
        self.placed.add(name)
        return node

    def add_line_field(self, last, name):
        """Place a field of the lines of the last x2many field; False when it is none."""
        if last is None:
            return False
        field = self.fields[last.get("name")]
        lines = self.fields_of(field.comodel_name)
        if name not in lines:
            return False
        last.attrib.pop("widget", None)
        holder = last.find("list")
        if holder is None:
            holder = etree.SubElement(last, "list")
        if not any(child.get("name") == name for child in holder):
            etree.SubElement(holder, "field", name=name)
        return True

    # ---- forms
    def fill_form(self, root, nodes):
        head = []
        while nodes and nodes[0][0] == "button":
            head.append(nodes[0])
            nodes = nodes[1:]
        if head:
            header = etree.SubElement(root, "header")
            for _tag, name in head:
                etree.SubElement(header, "button", name=name, type="object",
                                 string=title(name))
        self.fill_sheet(etree.SubElement(root, "sheet"), nodes)

    def fill_sheet(self, sheet, nodes):
        place = sheet           # where groups go: the sheet or a page
        group = box = last = book = None
        for tag, name in nodes:
            if tag == "page":
                if book is None:
                    book = etree.SubElement(sheet, "notebook")
                place = etree.SubElement(book, "page", name=name, string=title(name))
                group = box = last = None
            elif tag == "app":
                place = etree.SubElement(sheet, "app", name=name, string=title(name))
                group = box = last = None
            elif tag == "div" and name == "button_box":
                box = etree.SubElement(sheet, "div", name=name)
                box.set("class", "oe_button_box")
            elif tag == "group":
                group = etree.SubElement(place, "group", name=name)
                box = last = None
            elif tag == "button":
                target = box if box is not None else place
                button = etree.SubElement(target, "button", name=name, type="object",
                                          string=title(name))
                if box is not None:
                    button.set("class", "oe_stat_button")
            elif tag == "field":
                if name not in self.fields:
                    self.add_line_field(last, name)
                    continue
                if box is not None and len(box) and name.endswith("count"):
                    self.add_field(box[-1], name).set("widget", "statinfo")
                    continue
                box = None
                field = self.fields[name]
                if name in ("image_1920", "avatar_128", "logo"):
                    self.add_field(place, name).set("widget", "image")
                elif field.type in X2MANY and place is not sheet:
                    last = self.add_field(place, name)
                elif name in ("name", "display_name") and place is sheet \
                        and sheet.find("div[@class='oe_title']") is None \
                        and name not in self.placed:
                    div = etree.SubElement(sheet, "div")
                    div.set("class", "oe_title")
                    self.add_field(etree.SubElement(div, "h1"), name)
                else:
                    if group is None:
                        group = etree.SubElement(place, "group")
                    node = self.add_field(group, name)
                    last = node if field.type in X2MANY else last
            elif tag == "widget":
                etree.SubElement(place, "widget", name=name)
            elif tag in PLAIN and name != "button_box":
                target = group if group is not None and tag != "notebook" else place
                made = etree.SubElement(target, tag, name=name)
                if tag == "notebook":
                    book = made

    # ---- other kinds
    def fill_list(self, root, nodes):
        head = etree.Element("header")
        for tag, name in nodes:
            if tag == "field" and name in self.fields and name not in self.placed:
                self.add_field(root, name)
            elif tag == "button":
                etree.SubElement(head, "button", name=name, type="object",
                                 string=title(name))
        if len(head):
            root.insert(0, head)

    def fill_search(self, root, nodes):
        place = root
        for tag, name in nodes:
            if tag == "field" and name in self.fields:
                if name not in self.placed:
                    self.add_field(place if place.tag != "group" else root, name)
            elif tag == "filter":
                self.add_filter(place, name)
            elif tag == "group":
                place = etree.SubElement(root, "group", name=name)

    def add_filter(self, parent, name):
        node = etree.SubElement(parent, "filter", name=name, string=title(name))
        clean = name.lower()
        for prefix in ("group_by_", "groupby_", "group_"):
            clean = clean.removeprefix(prefix)
        grouping = parent.tag == "group" or clean != name.lower()
        target = next((n for n in (clean, f"{clean}_id", f"{clean}_ids")
                       if n in self.fields and self.fields[n].store), None)
        if grouping and target:
            node.set("context", repr({"group_by": target}))
        elif grouping:
            node.set("context", "{}")
        elif name in ("inactive", "archived") and "active" in self.fields:
            node.set("domain", "[('active', '=', False)]")
        elif target and self.fields[target].type == "boolean":
            node.set("domain", repr([(target, "=", True)]))
        else:
            node.set("domain", "[]")

    def fill_kanban(self, root, nodes):
        card = etree.SubElement(etree.SubElement(root, "templates"), "t")
        card.set("t-name", "card")
        for tag, name in nodes:
            if tag == "field" and name in self.fields:
                if name not in self.placed:
                    self.add_field(card, name)
            elif tag == "button":
                etree.SubElement(card, "button", name=name, type="object",
                                 string=title(name))
            elif tag in PLAIN or tag == "a":
                etree.SubElement(card, "div" if tag == "a" else tag, name=name)

    def fill_graph(self, root, nodes):
        for tag, name in nodes:
            if tag == "field" and name in self.fields:
                node = self.add_field(root, name)
                if self.fields[name].type in ("integer", "float", "monetary"):
                    node.set("type", "measure")

    fill_pivot = fill_graph

    def fill_calendar(self, root, nodes):
        for tag, name in nodes:
            if tag == "field" and name in self.fields:
                self.add_field(root, name)
