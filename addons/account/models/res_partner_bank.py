"""Bank accounts tell what happens to them."""
from __future__ import annotations

from odoo import fields, models


class ResPartnerBank(models.Model):
    _name = "res.partner.bank"
    _inherit = ["res.partner.bank", "mail.thread", "mail.activity.mixin"]

    acc_holder_name = fields.Char(tracking=True)
    acc_number = fields.Char(tracking=True)
    active = fields.Boolean(tracking=True)
    allow_out_payment = fields.Boolean(tracking=True)
    bank_id = fields.Many2one(tracking=True)
    clearing_number = fields.Char(tracking=True)
    currency_id = fields.Many2one(tracking=True)
    partner_id = fields.Many2one(tracking=True)
