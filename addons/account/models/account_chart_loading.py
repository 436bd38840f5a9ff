"""Loading the generic chart for further companies: its data once more, under their name."""
import csv
from pathlib import Path
from tempfile import NamedTemporaryFile

from lxml import etree
from odoo import models
from odoo.tools.convert import convert_xml_import

DATA = Path(__file__).resolve().parents[1] / "data"
# what the chart makes; payment methods are of all companies
OWN = "1_"
COMPANY = "base.main_company"


class AccountChartTemplate(models.AbstractModel):
    _inherit = "account.chart.template"

    def _load_generic(self, company):
        """Make what the chart has for a company that has none of it."""
        chart = self.with_company(company).with_context(
            default_company_id=company.id, tracking_disable=True)
        chart._load_accounts(company)
        tree = etree.parse(DATA / "account_chart_data.xml").getroot()
        values = chart._adapt_records(tree, company)
        with NamedTemporaryFile(suffix=".xml") as file:
            file.write(etree.tostring(tree))
            file.flush()
            convert_xml_import(chart.env, "account", file)
        company.write({
            name: chart.ref(given.removeprefix(OWN)).id if given.startswith(OWN) else given
            for name, given in values.items()})

    def _load_accounts(self, company):
        with open(DATA / "account.account.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.env["account.account"]._load_records([{
            "xml_id": f"account.{company.id}_{row['id'].removeprefix(OWN)}",
            "noupdate": True, "values": {
                "code": row["code"], "name": row["name"], "reconcile":
                row["reconcile"] == "1", "account_type": row["account_type"],
                "company_ids": [(6, 0, company.ids)]},
        } for row in rows])

    def _adapt_records(self, tree, company):
        """Give the records the company's names; return what the company is told."""
        found, own = {}, f"{company.id}_"
        for node in list(tree.iter("record", "function")):
            name = node.get("id", "")
            if node.tag == "record" and not name.startswith(OWN):
                if name == COMPANY:
                    found = {field.get("name"): field.get("ref") or field.text
                             for field in node}
                node.getparent().remove(node)
                continue
            if name:
                node.set("id", own + name.removeprefix(OWN))
            if node.get("model") == "account.fiscal.position":
                self._set_country(node, company)
            for part in node.iter("field", "function"):
                if part.get("ref", "").startswith(OWN):
                    part.set("ref", own + part.get("ref").removeprefix(OWN))
                if part.get("eval"):
                    part.set("eval", part.get("eval").replace(
                        f"ref('{OWN}", f"ref('{own}").replace(
                            f"ref('{COMPANY}')", str(company.id)))
        return found

    def _set_country(self, node, company):
        country = company.account_fiscal_country_id or company.country_id
        for field in node.findall("field[@name='country_id']"):
            field.attrib.pop("ref")
            field.set("eval", str(country.id or False))
