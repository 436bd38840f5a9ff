"""What callers pass as names never becomes SQL."""
from __future__ import annotations

import pytest

EVIL = ["id; DROP TABLE res_partner", "id) --", 'name" OR "1"="1', "name' OR '1'='1",
        "(SELECT 1)", "id, (SELECT 1)", "name\x00"]


@pytest.mark.parametrize("text", EVIL)
def test_order_is_refused(odoo, text):
    with pytest.raises(Exception, match="Invalid|invalid"):
        odoo.env["res.partner"].search([], order=text)


@pytest.mark.parametrize("text", EVIL)
def test_field_of_a_domain_is_refused(odoo, text):
    with pytest.raises((ValueError, TypeError), match="nvalid"):
        odoo.env["res.partner"].search([(text, "=", 1)])


@pytest.mark.parametrize("text", EVIL)
def test_operator_is_refused(odoo, text):
    with pytest.raises((ValueError, TypeError), match="nvalid"):
        odoo.env["res.partner"].search([("id", text, 1)])


@pytest.mark.parametrize("text", EVIL)
@pytest.mark.parametrize("method", ["groupby", "aggregate", "order", "having"])
def test_parts_of_a_group_are_refused(odoo, method, text):
    arguments = {
        "groupby": [[text], ["__count"]], "aggregate": [[], [f"{text}:sum"]],
        "order": [["color"], ["__count"], (), 0, None, text],
        "having": [["color"], ["__count"], [(text, ">", 1)]],
    }[method]

    with pytest.raises(ValueError, match="nvalid|not a valid"):
        odoo.env["res.partner"].formatted_read_group([], *arguments)


def test_values_with_quotes_are_values(odoo):
    partner = odoo.env["res.partner"].create({"name": "O'Hara \"x\"; --"})

    assert odoo.env["res.partner"].search([("name", "=", "O'Hara \"x\"; --")]) == partner


def test_deep_domains_and_long_lists_work(odoo):
    partners = odoo.env["res.partner"]
    deep = ["|"] * 500 + [("id", "=", i) for i in range(501)]

    assert partners.search_count(deep) >= 1
    assert partners.search_count([("id", "in", list(range(100_000)))]) >= 1
