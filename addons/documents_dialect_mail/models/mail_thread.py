"""Answers to sub-addresses: `catchall+SO-00042@…` leads to the record of that name."""
from __future__ import annotations

import re

from odoo import api, models
from odoo.tools.mail import email_normalize_all

# models whose records are named by sequences, in the order in which they are asked
NAMED = ("sale.order", "purchase.order", "account.move", "stock.picking", "repair.order",
         "mrp.production")
# what guides write before the number, and what sequences of Odoo 19.0 write
SPELLINGS = {"SO": "S", "S": "SO", "PO": "P", "P": "PO"}


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def message_route(self, message, message_dict, model=None, thread_id=None,
                      custom_values=None):
        """Route by the sub-address what neither references nor aliases lead anywhere."""
        record = self._find_subaddressed(message_dict)
        if record is None or self._detect_is_bounce(message, message_dict) \
                or self._find_parent(message_dict) or self._aliases_of(
                    email_normalize_all(message_dict.get("recipients"))):
            return super().message_route(
                message, message_dict, model, thread_id, custom_values
            )
        self.env.registry.add_lint(
            code="D11", model=record._name, method="message_route",
            reason="Odoo 19.0 knows no sub-addresses: it finds records by References and "
                   "aliases, and answers mail to catchall with a bounce",
            fix="keep the References of the mail that is answered",
        )
        user = self._mail_find_user_for_gateway(message_dict["email_from"])
        route = self._routing_check_route(message, message_dict, (
            record._name, record.id, custom_values, user.id or self.env.uid, None,
        ))
        return [route] if route else []

    @api.model
    def _find_subaddressed(self, message_dict):
        """Return the record that a sub-address of a catchall names, or None."""
        bases = self._catchall_addresses()
        for address in email_normalize_all(message_dict.get("recipients")):
            local, _at, domain = address.partition("@")
            base, plus, token = local.partition("+")
            if plus and token and f"{base}@{domain}" in bases:
                record = self._find_record_named(token)
                if record:
                    return record
        return None

    @api.model
    def _catchall_addresses(self):
        domains = self.env["mail.alias.domain"].sudo().search([])
        found = {domain.catchall_email for domain in domains if domain.catchall_email}
        parameter = self.env["ir.config_parameter"].sudo()
        alias = parameter.get_param("mail.catchall.alias") or "catchall"
        domain = parameter.get_param("mail.catchall.domain")
        if domain:
            found.add(f"{alias}@{domain}".lower())
        return found

    @api.model
    def _find_record_named(self, token):
        names = _spellings(token)
        for model in NAMED:
            if model in self.env and "name" in self.env[model]._fields:
                found = self.env[model].sudo().search(
                    [("name", "=ilike", names[0])], limit=1
                ) or self.env[model].sudo().search([("name", "in", names)], limit=1)
                if found:
                    return found
        return None

    def _notify_get_reply_to(self, default=None, author_id=False):
        """Put the names of records into the catchall that answers go to."""
        found = super()._notify_get_reply_to(default=default, author_id=author_id)
        if self._name not in NAMED:
            return found
        for record in self.sudo():
            text, name = found.get(record.id) or "", re.sub(r"[^\w/-]", "", record.name or "")
            for base in self._catchall_addresses() if name.strip("/-") else ():
                local, _at, domain = base.partition("@")
                text = text.replace(base, f"{local}+{name}@{domain}")
            if text:
                found[record.id] = text
        return found


def _spellings(token):
    """Return the names that a token may mean: SO-00042 is S00042 in Odoo 19.0."""
    plain = token.upper()
    found = [plain, plain.replace("-", ""), plain.replace("-", "/")]
    match = re.fullmatch(r"([A-Z]+)-?(\d+)", plain)
    if match and match.group(1) in SPELLINGS:
        found.append(SPELLINGS[match.group(1)] + match.group(2))
    return list(dict.fromkeys(found))
