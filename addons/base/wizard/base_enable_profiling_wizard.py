"""Allows profiling for some time."""
from __future__ import annotations

from dateutil.relativedelta import relativedelta
from odoo import api, fields, models


class BaseEnableProfilingWizard(models.TransientModel):
    _name = "base.enable.profiling.wizard"
    _description = "Enable profiling for some time"

    duration = fields.Selection(
        [
            ("minutes_5", "5 Minutes"),
            ("hours_1", "1 Hour"),
            ("days_1", "1 Day"),
            ("months_1", "1 Month"),
        ],
        string="Enable profiling for",
    )
    expiration = fields.Datetime(
        "Enable profiling until",
        compute="_compute_expiration",
        store=True,
        readonly=False,
    )

    @api.depends("duration")
    def _compute_expiration(self):
        for record in self:
            unit, _sep, quantity = (record.duration or "days_0").partition("_")
            record.expiration = fields.Datetime.now() + relativedelta(
                **{unit: int(quantity)}
            )

    def submit(self):
        """Store until when profiling is allowed."""
        self.env["ir.config_parameter"].set_param(
            "base.profiling_enabled_until", self.expiration
        )
        return False
