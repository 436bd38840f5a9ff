"""Putting contacts on a list."""
from __future__ import annotations

from odoo import Command, _, models


class MailingContactToList(models.TransientModel):
    _inherit = "mailing.contact.to.list"

    def action_add_contacts(self):
        """Put the contacts on the list."""
        return self._add_contacts_to_mailing_list({"type": "ir.actions.act_window_close"})

    def action_add_contacts_and_send_mailing(self):
        """Put the contacts on the list and write to it."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "mass_mailing.mailing_mailing_action_mail")
        return self._add_contacts_to_mailing_list({
            **action, "views": [[False, "form"]], "target": "current",
            "context": {"default_contact_list_ids": [self.mailing_list_id.id]},
        })

    def _add_contacts_to_mailing_list(self, action):
        self.ensure_one()
        new = self.contact_ids - self.mailing_list_id.contact_ids
        self.mailing_list_id.write({
            "contact_ids": [Command.link(contact.id) for contact in new]})
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "type": "info", "sticky": False, "next": action,
                "message": _("%s Mailing Contacts have been added. ", len(new)),
            },
        }
