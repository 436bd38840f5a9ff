"""Views that users changed for themselves."""

from __future__ import annotations

from odoo import fields, models


class IrUiViewCustom(models.Model):
    _name = "ir.ui.view.custom"
    _description = "Custom View"
    _order = "create_date desc, id desc"
    _rec_name = "user_id"
    _allow_sudo_commands = False

    arch = fields.Text(string="View Architecture", required=True)
    ref_id = fields.Many2one(
        "ir.ui.view",
        string="Original View",
        required=True,
        index=True,
        ondelete="cascade",
    )
    user_id = fields.Many2one(
        "res.users",
        required=True,
        index=True,
        ondelete="cascade",
    )

    _user_id_ref_id = models.Index("(user_id, ref_id)")
