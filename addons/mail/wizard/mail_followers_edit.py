"""Adding and removing followers of many records."""
from __future__ import annotations

import ast

from odoo import fields, models


class MailFollowersEdit(models.TransientModel):
    _name = "mail.followers.edit"
    _description = "Followers edit wizard"

    message = fields.Html()
    notify = fields.Boolean(string="Notify Recipients")
    operation = fields.Selection(
        [("add", "Add"), ("remove", "Remove")], required=True, default="add",
    )
    partner_ids = fields.Many2many(
        "res.partner", "mail_followers_edit_res_partner_rel", "mail_followers_edit_id",
        "res_partner_id", string="Followers", required=True,
    )
    res_ids = fields.Char(string="Related Document IDs")
    res_model = fields.Char(string="Related Document Model", required=True)

    def edit_followers(self):
        """Add or remove the partners."""
        for wizard in self:
            records = self.env[wizard.res_model].browse(ast.literal_eval(wizard.res_ids))
            records.check_access("write")
            if wizard.operation == "remove":
                records.message_unsubscribe(wizard.partner_ids.ids)
                continue
            records.message_subscribe(wizard.partner_ids.ids)
            if wizard.notify:
                for record in records:
                    record.message_notify(
                        body=wizard.message or "", partner_ids=wizard.partner_ids.ids,
                    )
        return {"type": "ir.actions.act_window_close"}
