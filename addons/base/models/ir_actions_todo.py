"""Configuration wizards to be run once after an installation."""

from __future__ import annotations

from odoo import api, fields, models


class IrActionsTodo(models.Model):
    _name = "ir.actions.todo"
    _description = "Configuration Wizards"
    _rec_name = "action_id"
    _order = "sequence, id"
    _allow_sudo_commands = False

    action_id = fields.Many2one("ir.actions.actions", required=True, index=True)
    name = fields.Char()
    sequence = fields.Integer(default=10)
    state = fields.Selection(
        [
            ("open", "To Do"),
            ("done", "Done"),
        ],
        string="Status",
        required=True,
        copy=False,
        default="open",
    )

    @api.model_create_multi
    def create(self, vals_list):
        todos = super().create(vals_list)
        if any(todo.state == "open" for todo in todos):
            self.ensure_one_open_todo()
        return todos

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state", "") == "open":
            self.ensure_one_open_todo()
        return result

    @api.model
    def ensure_one_open_todo(self):
        """Leave the latest open wizard open and mark the others as done."""
        open_todo = self.search(
            [("state", "=", "open")], order="sequence asc, id desc", offset=1
        )
        if open_todo:
            open_todo.write({"state": "done"})

    def action_launch(self):
        """Mark the wizard as done and return its action."""
        self.ensure_one()
        self.write({"state": "done"})
        kind = self.action_id.type
        action = self.env[kind].browse(self.action_id.id)
        return action.read()[0]

    def action_open(self):
        """Put the wizard on the list again."""
        return self.write({"state": "open"})
