"""Templates: texts and bodies, without a database."""
from __future__ import annotations

import pytest

from odoolite.mail.rendering import compile_source, render_inline


def render(source: str, **scope: object) -> str:
    return str(compile_source(source).render(scope))


def test_text_takes_expressions_and_defaults() -> None:
    scope = {"name": "Ada", "none": False}

    assert render_inline("Dear {{ name }}", scope) == "Dear Ada"
    assert render_inline("{{ none ||| nobody }}", scope) == "nobody "
    assert render_inline("[{{ none }}] {{ open", scope) == "[] {{ open"


@pytest.mark.parametrize("expression", [
    "__import__('os')", "name.__class__", "[c for c in ().__class__.__mro__]",
    "(lambda: 0).__globals__", "name.format_map({})",
])
def test_expressions_do_not_reach_python(expression: str) -> None:
    with pytest.raises(Exception, match=r"."):
        render_inline("{{ " + expression + " }}", {"name": "Ada"})


def test_output_is_escaped() -> None:
    assert render('<p t-out="x"/>', x="<b>") == "<p>&lt;b&gt;</p>"


def test_branches_take_the_first_that_holds() -> None:
    source = '<t t-if="n == 1">one</t><t t-elif="n == 2">two</t><t t-else="">many</t>'

    assert [render(source, n=n) for n in (1, 2, 3)] == ["one", "two", "many"]


def test_loops_know_their_place() -> None:
    source = '<i t-foreach="xs" t-as="x" t-out="str(x_index) + x"/>'

    assert render(source, xs=["a", "b"]) == "<i>0a</i><i>1b</i>"


def test_attributes_are_computed() -> None:
    source = '<a t-att-title="t" t-attf-href="/x/{{ n }}" class="k">z</a>'

    assert render(source, t='"q"', n=3) == (
        '<a class="k" title="&#34;q&#34;" href="/x/3">z</a>'
    )


def test_values_are_set_for_what_follows() -> None:
    assert render('<t t-set="v" t-value="7"/><p t-out="v * 6"/>') == "<p>42</p>"
