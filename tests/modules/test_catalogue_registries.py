"""What a module declares does not depend on the addons that others have installed."""
from __future__ import annotations

from odoolite import Server


def test_a_field_that_the_python_of_an_addon_that_is_not_there_has():
    """sale and purchase both have it, and neither needs the other."""
    for addons in (["sale"], ["purchase"], ["sale", "purchase"]):
        with Server(install=addons, strict=True) as server, server.env() as env:
            field = env["account.move.line"]._fields["is_downpayment"]
            assert field.type == "boolean" and field.store, addons
