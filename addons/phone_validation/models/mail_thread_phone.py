"""Records whose phone number may be on the blacklist."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.fields import Domain


class MailThreadPhone(models.AbstractModel):
    _name = "mail.thread.phone"
    _inherit = ["mail.thread"]
    _description = "Phone Blacklist Mixin"

    phone_blacklisted = fields.Boolean(
        string="Blacklisted Phone is Phone", compute="_compute_phone_sanitized_blacklisted",
        groups="base.group_user",
    )
    phone_mobile_search = fields.Char(
        string="Phone Number", store=False, search="_search_phone_mobile_search",
    )
    phone_sanitized = fields.Char(
        string="Sanitized Number", compute="_compute_phone_sanitized", store=True,
    )
    phone_sanitized_blacklisted = fields.Boolean(
        string="Phone Blacklisted", compute="_compute_phone_sanitized_blacklisted",
        search="_search_phone_sanitized_blacklisted", groups="base.group_user",
    )

    @api.depends(lambda self: [n for n in self._phone_get_number_fields()
                               if n in self._fields])
    def _compute_phone_sanitized(self):
        for record in self:
            record.phone_sanitized = next((
                number for name in record._phone_get_number_fields()
                if (number := record._phone_format(fname=name))
            ), False)

    @api.depends("phone_sanitized")
    def _compute_phone_sanitized_blacklisted(self):
        listed = set(self.env["phone.blacklist"].sudo().search([
            ("number", "in", [n for n in self.mapped("phone_sanitized") if n]),
        ]).mapped("number"))
        for record in self:
            record.phone_sanitized_blacklisted = record.phone_sanitized in listed
            record.phone_blacklisted = record.phone_sanitized in listed

    @api.model
    def _search_phone_sanitized_blacklisted(self, operator, value):
        if operator != "in":
            return NotImplemented
        numbers = self.env["phone.blacklist"].sudo().search([]).mapped("number")
        return [("phone_sanitized", "in" if True in value else "not in", numbers)]

    @api.model
    def _search_phone_mobile_search(self, operator, value):
        names = [n for n in self._phone_get_number_fields() if n in self._fields]
        digits = "".join(c for c in str(value or "") if c.isdigit() or c == "+")
        return Domain.OR([
            *[Domain(name, operator, value) for name in names],
            *([Domain("phone_sanitized", operator, digits)] if digits else []),
        ])

    def phone_action_blacklist_remove(self):
        """Open the window that takes the number off."""
        return {
            "name": _("Are you sure you want to unblacklist this Phone Number?"),
            "type": "ir.actions.act_window", "view_mode": "form",
            "res_model": "phone.blacklist.remove", "target": "new",
        }
