"""Actions that the client carries out by itself."""

from __future__ import annotations

from odoo import api, fields, models
from odoo.tools.safe_eval import safe_eval


class IrActionsClient(models.Model):
    _name = "ir.actions.client"
    _description = "Client Action"
    _inherit = ["ir.actions.actions"]
    _table = "ir_act_client"
    _order = "name, id"
    _allow_sudo_commands = False

    context = fields.Char(string="Context Value", required=True, default="{}")
    params = fields.Binary(
        string="Supplementary arguments",
        compute="_compute_params",
        inverse="_inverse_params",
    )
    params_store = fields.Binary(
        string="Params storage",
        readonly=True,
        attachment=False,
    )
    res_model = fields.Char(string="Destination Model")
    tag = fields.Char(string="Client action tag", required=True)
    target = fields.Selection(
        [
            ("current", "Current Window"),
            ("new", "New Window"),
            ("fullscreen", "Full Screen"),
            ("main", "Main action of Current Window"),
        ],
        string="Target Window",
        default="current",
    )
    type = fields.Char(string="Action Type", required=True, default="ir.actions.client")

    @api.depends("params_store")
    def _compute_params(self):
        for action in self.with_context(bin_size=False):
            stored = action.params_store
            if isinstance(stored, bytes):
                stored = stored.decode()
            action.params = stored and safe_eval(stored, {"uid": self.env.uid})

    def _inverse_params(self):
        for action in self:
            params = action.params
            action.params_store = repr(params) if isinstance(params, dict) else params

    def _get_readable_fields(self):
        return super()._get_readable_fields() | {
            "context",
            "params",
            "res_model",
            "tag",
            "target",
        }
