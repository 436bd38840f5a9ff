"""The views of a window action, in order."""

from __future__ import annotations

from odoo import fields, models


class IrActionsActWindowView(models.Model):
    _name = "ir.actions.act_window.view"
    _description = "Action Window View"
    _table = "ir_act_window_view"
    _rec_name = "view_id"
    _order = "sequence,id"
    _allow_sudo_commands = False

    act_window_id = fields.Many2one(
        "ir.actions.act_window",
        string="Action",
        index="btree_not_null",
        ondelete="cascade",
    )
    multi = fields.Boolean(string="On Multiple Doc.")
    sequence = fields.Integer()
    view_id = fields.Many2one("ir.ui.view")
    view_mode = fields.Selection(
        [
            ("list", "List"),
            ("form", "Form"),
            ("graph", "Graph"),
            ("pivot", "Pivot"),
            ("calendar", "Calendar"),
            ("kanban", "Kanban"),
        ],
        string="View Type",
        required=True,
    )

    _unique_mode_per_action = models.UniqueIndex("(act_window_id, view_mode)")
