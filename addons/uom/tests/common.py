"""Units for the tests of addons."""
from __future__ import annotations

from odoo.addons.base.tests.common import BaseCommon


class UomCommon(BaseCommon):
    """A case with common units at hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in ("unit", "dozen", "gram", "kgm", "ton", "hour", "day", "meter", "km"):
            unit = cls.env.ref(f"uom.product_uom_{name}", raise_if_not_found=False)
            setattr(cls, f"uom_{name}", unit)
