"""Phone numbers that get no mass messages."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class PhoneBlacklist(models.Model):
    _name = "phone.blacklist"
    _inherit = ["mail.thread"]
    _description = "Phone Blacklist"
    _rec_name = "number"

    active = fields.Boolean(tracking=True, default=True)
    number = fields.Char(string="Phone Number", required=True, tracking=True)

    _unique_number = models.Constraint("unique (number)", "Number already exists")

    @api.model_create_multi
    def create(self, vals_list):
        """List numbers in their international form, each once."""
        numbers, new = [], {}
        for vals in vals_list:
            number = self.env["mail.thread.phone"]._phone_format(
                number=vals["number"], country=self.env.company.country_id
            )
            if not number:
                raise UserError(_("Invalid number %s", vals["number"]))
            numbers.append(number)
            new.setdefault(number, {**vals, "number": number})
        known = {b.number: b for b in self.with_context(active_test=False).search([
            ("number", "in", numbers),
        ])}
        created = super().create([v for n, v in new.items() if n not in known])
        known.update({b.number: b for b in created})
        return self.browse([known[number].id for number in numbers])

    def add(self, number, message=None):
        """List a number."""
        found = self.with_context(active_test=False).search([("number", "=", number)])
        if found:
            found.action_unarchive()
            return found
        return self.create({"number": number})

    def remove(self, number, message=None):
        """Take a number off."""
        found = self.with_context(active_test=False).search([("number", "=", number)])
        found.action_archive()
        return found

    def action_add(self):
        """List the number of the form."""
        self.add(self.number)

    def phone_action_blacklist_remove(self):
        """Open the window that takes the number off."""
        return {
            "name": _("Are you sure you want to unblacklist this Phone Number?"),
            "type": "ir.actions.act_window", "view_mode": "form",
            "res_model": "phone.blacklist.remove", "target": "new",
        }
