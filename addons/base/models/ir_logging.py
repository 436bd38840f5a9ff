"""Log lines that server actions and clients leave in the database."""

from __future__ import annotations

from odoo import fields, models


class IrLogging(models.Model):
    _name = "ir.logging"
    _description = "Logging"
    _order = "id DESC"
    _allow_sudo_commands = False

    # Nothing but these values: a line may come from outside the ORM.
    create_uid = fields.Integer(string="Created by", readonly=True)
    create_date = fields.Datetime(string="Created on", readonly=True)
    write_uid = fields.Integer(string="Last Updated by", readonly=True)
    write_date = fields.Datetime(string="Last Updated on", readonly=True)
    dbname = fields.Char(string="Database Name", index=True)
    func = fields.Char(string="Function", required=True)
    level = fields.Char(index=True)
    line = fields.Char(required=True)
    message = fields.Text(required=True)
    name = fields.Char(required=True)
    path = fields.Char(required=True)
    type = fields.Selection(
        [
            ("client", "Client"),
            ("server", "Server"),
        ],
        required=True,
        index=True,
    )
