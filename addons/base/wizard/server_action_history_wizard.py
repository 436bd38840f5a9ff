"""Compares the code of a server action with an earlier one and restores that."""
from __future__ import annotations

import difflib

from markupsafe import Markup
from odoo import api, fields, models


def html_diff(old, new):
    """Return the difference of two texts as a table in HTML."""
    table = difflib.HtmlDiff(tabsize=2).make_table(
        (old or "").splitlines(), (new or "").splitlines(), context=True
    )
    return Markup(table)  # noqa: S704  difflib escapes both texts


class ServerActionHistoryWizard(models.TransientModel):
    _name = "server.action.history.wizard"
    _description = "Server Action History Wizard"

    def _default_revision(self):
        action_id = self.env.context.get("default_action_id", False)
        return self.env["ir.actions.server.history"].search(
            [("action_id", "=", action_id), ("code", "!=", False)], limit=1
        )

    action_id = fields.Many2one("ir.actions.server")
    code_diff = fields.Html(compute="_compute_code_diff", sanitize_tags=False)
    current_code = fields.Text(
        related="action_id.code", string="Python Code", readonly=True
    )
    revision = fields.Many2one(
        "ir.actions.server.history",
        domain="[('action_id', '=', action_id), ('code', '!=', False)]",
        default=_default_revision,
        required=True,
        ondelete="cascade",
    )

    @api.depends("revision")
    def _compute_code_diff(self):
        for wizard in self:
            wizard.code_diff = html_diff(
                wizard.revision.code, wizard.action_id.code
            )

    def restore_revision(self):
        """Give the action the code of the revision."""
        self.ensure_one()
        self.action_id.code = self.revision.code
