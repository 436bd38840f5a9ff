"""Data files broken at random, loaded to see that they are refused in good order."""
from __future__ import annotations

import random
import time
from pathlib import Path

from lxml import etree

from odoolite.modules.csv_data import CsvError, load_csv
from odoolite.modules.translations import load_translations
from odoolite.modules.xml_data import ParseError, load_xml
from odoolite.orm.environments import SUPERUSER_ID, Environment

SEEDS = {
    "data.xml": """<?xml version="1.0" encoding="utf-8"?>
<odoo>
    <data noupdate="1">
    <record id="fuzz_tag" model="res.partner.category">
        <field name="name">Tag é</field>
        <field name="color" eval="1 + 2"/>
    </record>
    </data>
    <record id="fuzz_partner" model="res.partner" context="{'lang': 'en_US'}">
        <field name="name">Ada</field>
        <field name="country_id" ref="base.be"/>
        <field name="category_id" eval="[(6, 0, [ref('fuzz_tag')])]"/>
        <field name="comment" type="html"><p>Hello <b>world</b></p></field>
        <field name="child_ids">
            <record id="fuzz_c" model="res.partner"><field name="name">C</field></record>
        </field>
    </record>
    <record id="fuzz_view" model="ir.ui.view">
        <field name="model">res.partner</field>
        <field name="inherit_id" ref="base.view_partner_form"/>
        <field name="arch" type="xml">
            <field name="name" position="after"><field name="ref"/></field>
        </field>
    </record>
    <menuitem id="fuzz_menu" name="Menu"><menuitem id="fuzz_sub" name="Sub"/></menuitem>
    <function model="res.partner" name="search_count"><value eval="[]"/></function>
    <delete model="res.partner" search="[('ref', '=', 'nobody')]"/>
    <template id="fuzz_template"><div t-if="1 == 1">x</div></template>
</odoo>
""",
    "res.partner.csv": (
        "id,name,country_id:id,child_ids/id,child_ids/name,category_id/id\n"
        'fuzz_a,"A, Inc.",base.be,fuzz_b,B,\n,,,fuzz_c,"C\nD",\nfuzz_d,D,,,,\n'
    ),
    "i18n/fr.po": (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        "#. module: base\n#: model:res.country,name:base.be\n"
        'msgid "Belgium"\nmsgstr "Belgique"\n\n'
        '#: model:res.partner.category,name:base.x\nmsgid "a"\nmsgstr "b"\n'
    ),
}
BITS = ["<", ">", "&", "&a;", "]]>", "<!--", '"', "'", ",", "\n", "\x00", "\ufeff", "é",
        "<record>", "</odoo>", "eval=", "id=", "ref('x')", "9" * 400, "(" * 200, "{", "%s",
        "<!DOCTYPE odoo [<!ENTITY a 'x'>]>", "msgid", "__import__('os')", "1/0", "../.."]
ENCODINGS = ["utf-8", "utf-16", "utf-8-sig", "latin-1", "cp1252", "utf-7"]
# what says that a file is refused
REFUSALS = (ParseError, CsvError, etree.XMLSyntaxError, AssertionError, OSError,
            UnicodeDecodeError, SyntaxError, ValueError)
SLOW = 20.0         # seconds


class Fuzzer:
    """Breaks files and loads them; counts, and keeps what went wrong."""

    def __init__(self, registry, folder: Path, seed: int) -> None:
        self.registry, self.folder, self.seed = registry, folder, seed
        self.random = random.Random(seed)
        self.loaded = self.refused = 0
        self.slowest = 0.0
        self.problems: list[str] = []
        self.before = self._count()

    def step(self) -> None:
        """Break one file, load it, undo it."""
        name = self.random.choice(list(SEEDS))
        content = self._break(SEEDS[name])
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        began = time.monotonic()
        with self.registry.cursor("write") as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            try:
                self._load(env, name, path)
                env.flush_all()
                self.loaded += 1
            except REFUSALS:
                self.refused += 1
            except Exception as error:      # noqa: BLE001  what we look for
                self.problems.append(f"seed {self.seed}: {error!r}\n{content[:2000]!r}")
            cr.rollback()
        taken = time.monotonic() - began
        self.slowest = max(self.slowest, taken)
        if taken > SLOW:
            self.problems.append(f"seed {self.seed}: {taken:.0f} s\n{content[:2000]!r}")
        if self._count() != self.before:
            self.problems.append(f"seed {self.seed}: half loaded\n{content[:2000]!r}")

    def _load(self, env, name: str, path: Path) -> None:
        if name.endswith(".xml"):
            load_xml(env, "base", path)
        elif name.endswith(".csv"):
            load_csv(env, "base", path)
        else:
            load_translations(env, self.folder, "fr_FR")

    def _count(self) -> int:
        with self.registry.cursor("read") as cr:
            cr.execute("SELECT (SELECT count(*) FROM res_partner) "
                       "+ (SELECT count(*) FROM ir_model_data)")
            return int(cr.fetchone()[0])

    def _break(self, text: str) -> bytes:
        pick = self.random
        for _ in range(pick.randint(1, 4)):
            text = self._change(text)[:100_000]
        data = text.encode(pick.choice(ENCODINGS), "replace")
        if pick.random() < 0.2:
            at = pick.randrange(len(data) + 1)
            data = data[:at] + pick.randbytes(pick.randint(1, 9)) + data[at:]
        return data

    def _change(self, text: str) -> str:
        pick = self.random
        at, end = sorted(pick.randrange(len(text) + 1) for _ in range(2))
        bit = pick.choice(BITS)
        return pick.choice([
            text[:at], text[at:], text[:at] + text[end:], text[:end] + text[at:],
            text[:at] + bit + text[at:], text[:at] + bit + text[end:],
            text.replace(text[at:at + 3] or "x", bit, 1),
        ])
