"""Methods that web clients call on every model."""
from __future__ import annotations

from odoo import models


class Base(models.AbstractModel):
    _inherit = "base"

    def web_resequence(self, specification, field_name="sequence", offset=0):
        """Number the records in their order, then read them."""
        for index, record in enumerate(self):
            record.write({field_name: index + offset})
        return self.web_read(specification)
