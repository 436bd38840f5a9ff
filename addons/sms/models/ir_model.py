"""Which models carry texts."""
from __future__ import annotations

from odoo import api, fields, models


class IrModel(models.Model):
    _inherit = "ir.model"

    is_mail_thread_sms = fields.Boolean(
        string="Mail Thread SMS", default=False, store=False,
        compute="_compute_is_mail_thread_sms", search="_search_is_mail_thread_sms",
    )

    @api.depends("is_mail_thread")
    def _compute_is_mail_thread_sms(self):
        for model in self:
            model.is_mail_thread_sms = model.is_mail_thread and self._takes_texts(model.model)

    def _takes_texts(self, name):
        """Tell whether records have a number, or partners who have one."""
        if name not in self.env:
            return False
        records = self.env[name]
        if any(field in records._fields for field in records._phone_get_number_fields()):
            return True
        return bool(records._mail_get_partner_fields())

    @api.model
    def _search_is_mail_thread_sms(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = self.search([("is_mail_thread", "=", True)]).filtered("is_mail_thread_sms")
        return [("id", "in" if True in value else "not in", found.ids)]
