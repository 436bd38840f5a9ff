"""What is said of definitions that 19.0 does not take any more."""
from __future__ import annotations

from odoolite import models


def test_sql_constraints_are_ignored_with_a_warning(caplog):
    class Old(models.Model):
        _name = "test.old"
        _register = False
        _sql_constraints = [("name_uniq", "UNIQUE (name)", "Twice")]

    assert "Old: _sql_constraints is no longer read" in caplog.text
