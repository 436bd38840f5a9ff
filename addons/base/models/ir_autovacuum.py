"""The daily vacuum: every method marked `api.autovacuum` is run."""

from __future__ import annotations

import inspect
import logging

from odoo import models
from odoo.exceptions import AccessDenied

_logger = logging.getLogger(__name__)


class IrAutovacuum(models.AbstractModel):
    _name = "ir.autovacuum"
    _description = "Automatic Vacuum"

    def _run_vacuum_cleaner(self):
        """Run all of the vacuum methods; one that fails does not stop the others."""
        if not self.env.is_admin() or not self.env.context.get("cron_id"):
            raise AccessDenied
        for model_name in self.env:
            model = self.env[model_name]
            for name, method in inspect.getmembers(
                type(model), lambda member: getattr(member, "_autovacuum", False)
            ):
                try:
                    with self.env.cr.savepoint():
                        method(model)
                except Exception:
                    _logger.exception("Failed %s.%s()", model_name, name)
