"""Kinds of messages that followers subscribe to."""
from __future__ import annotations

from odoo import fields, models


class MailMessageSubtype(models.Model):
    _name = "mail.message.subtype"
    _description = "Message subtypes"
    _order = "sequence, id"

    name = fields.Char("Message Type", required=True, translate=True)
    description = fields.Text("Description", translate=True)
    internal = fields.Boolean("Internal Only")
    parent_id = fields.Many2one(
        "mail.message.subtype", string="Parent", ondelete="set null"
    )
    relation_field = fields.Char("Relation field")
    res_model = fields.Char("Model")
    default = fields.Boolean("Default", default=True)
    sequence = fields.Integer("Sequence", default=1)
    hidden = fields.Boolean("Hidden")
    track_recipients = fields.Boolean("Track Recipients")

    def _default_subtypes(self, model_name):
        """Return the subtypes that new followers of a model get."""
        return self.sudo().search([
            ("default", "=", True),
            ("res_model", "in", [model_name, False]),
        ])
