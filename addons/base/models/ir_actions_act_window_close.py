"""The action that closes a dialog."""

from __future__ import annotations

from odoo import fields, models


class IrActionsActWindowClose(models.Model):
    _name = "ir.actions.act_window_close"
    _description = "Action Window Close"
    _inherit = ["ir.actions.actions"]
    _table = "ir_actions"
    _allow_sudo_commands = False

    type = fields.Char(default="ir.actions.act_window_close")

    def _get_readable_fields(self):
        return super()._get_readable_fields() | {"effect", "infos"}
