"""Reading contacts from a text: a line each."""
from __future__ import annotations

from odoo import Command, _, models
from odoo.tools.mail import email_normalize, email_split_tuples

LIMIT = 5000


class MailingContactImport(models.TransientModel):
    _inherit = "mailing.contact.import"

    def action_import(self):
        """Make the contacts that are new, put all on the lists, and say how many."""
        self.ensure_one()
        found, wrong = {}, 0
        for line in (self.contact_list or "").splitlines():
            for name, email in email_split_tuples(line):
                normalized = email_normalize(email)
                if normalized:
                    found.setdefault(normalized, name)
                else:
                    wrong += 1
        if not found:
            return self._tell(_("No valid email address found."), "warning")
        if len(found) > LIMIT:
            return self._tell(_(
                "You have to much emails, please upload a file."), "warning")
        contacts = self.env["mailing.contact"].with_context(default_list_ids=False)
        known = {}
        for contact in contacts.search([
            ("email_normalized", "in", list(found)),
            ("list_ids", "in", self.mailing_list_ids.ids),
        ]):
            known.setdefault(contact.email_normalized, contact)
        lists = self.mailing_list_ids
        for contact in known.values():
            contact.write({"subscription_ids": [
                Command.create({"list_id": one.id}) for one in lists - contact.list_ids]})
        new = contacts.create([{
            "email": email, "name": name,
            "subscription_ids": [Command.create({"list_id": one.id}) for one in lists],
        } for email, name in found.items() if email not in known])
        message = _("%i Contacts have been imported.", len(new))
        ignored = len(found) - len(new) + wrong
        if ignored:
            message += _(" %i duplicates have been ignored.", ignored)
        return self._tell(message, "success", {
            "name": _("Mailing List Contacts"), "type": "ir.actions.act_window",
            "res_model": "mailing.contact", "view_mode": "list,form",
            "views": [[False, "list"], [False, "form"]],
            "domain": [("id", "in", (new | contacts.union(*known.values())).ids)],
        })

    def _tell(self, message, kind, then=None):
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "message": message, "type": kind, "sticky": False,
                "next": then or {"type": "ir.actions.act_window_close"},
            },
        }

    def action_open_base_import(self):
        """Open the page that reads files."""
        self.ensure_one()
        return {
            "type": "ir.actions.client", "tag": "import",
            "name": _("Import Mailing Contacts"),
            "params": {
                "active_model": "mailing.contact", "model": "mailing.contact",
                "context": {**self.env.context, "default_subscription_ids": [
                    Command.create({"list_id": one.id}) for one in self.mailing_list_ids]},
            },
        }
