"""Tips that stand in digests, each shown once to a user."""
from odoo import fields, models


class DigestTip(models.Model):
    _inherit = "digest.tip"

    sequence = fields.Integer(default=1)
    group_id = fields.Many2one(default=lambda self: self.env.ref("base.group_user"))
