"""The list of modules whose demonstration data could not be loaded."""

from __future__ import annotations

from odoo import api, fields, models


class IrDemoFailureWizard(models.TransientModel):
    _name = "ir.demo_failure.wizard"
    _description = "Demo Failure wizard"

    failure_ids = fields.One2many(
        "ir.demo_failure",
        "wizard_id",
        string="Demo Installation Failures",
        readonly=True,
    )
    failures_count = fields.Integer(compute="_compute_failures_count")

    @api.depends("failure_ids")
    def _compute_failures_count(self):
        for wizard in self:
            wizard.failures_count = len(wizard.failure_ids)

    def done(self):
        """Go on with the next configuration wizard."""
        return self.env["ir.module.module"].next()
