"""The codes of short links."""
from __future__ import annotations

import random
import string

from odoo import api, models

LETTERS = string.ascii_letters + string.digits
SHORTEST = 3


class LinkTrackerCode(models.Model):
    _inherit = "link.tracker.code"

    _code = models.Constraint("unique(code)", "Code must be unique.")

    @api.model
    def _get_random_code_strings(self, n=1):
        """Return codes that no link has yet; longer ones when the short run out."""
        size = SHORTEST
        while True:
            codes = {"".join(random.choices(LETTERS, k=size)) for _i in range(n)}
            if len(codes) == n and not self.sudo().search_count(
                [("code", "in", list(codes))], limit=1
            ):
                return list(codes)
            size += 1
