"""Followers of records."""
from __future__ import annotations

from odoo import fields, models


class MailFollowers(models.Model):
    _name = "mail.followers"
    _description = "Document Followers"
    _rec_name = "partner_id"
    _log_access = False

    res_model = fields.Char("Related Document Model Name", required=True, index=True)
    res_id = fields.Many2oneReference(
        "Related Document ID", index=True, model_field="res_model"
    )
    partner_id = fields.Many2one(
        "res.partner", "Related Partner", index=True, ondelete="cascade", required=True
    )
    subtype_ids = fields.Many2many("mail.message.subtype", string="Subtype")
    name = fields.Char("Name", related="partner_id.name")
    email = fields.Char("Email", related="partner_id.email")
    is_active = fields.Boolean("Is Active", related="partner_id.active")

    _mail_followers_res_partner_res_model_id_uniq = models.Constraint(
        "unique(res_model,res_id,partner_id)",
        "Error, a partner cannot follow twice the same object.",
    )
