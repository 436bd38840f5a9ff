"""Which worker of websockets a client needs."""
from __future__ import annotations

from odoo import models

WORKER_VERSION = "19.0-2"


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """Add the version of the worker."""
        info = super().session_info()
        info["websocket_worker_version"] = WORKER_VERSION
        return info
