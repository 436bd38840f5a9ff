"""Whom a message about a record should reach: what composers propose."""
from __future__ import annotations

from odoo import models
from odoo.tools.mail import email_normalize, email_normalize_all, email_split_tuples


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _get_customer_information(self):
        """Return normalized address -> values of a partner to be made of it (hook)."""
        return {}

    def _message_add_suggested_recipients(self, force_primary_email=False):
        """Return record id -> partners, addresses, copies (hook); customers, if any."""
        found = self._message_add_default_recipients()
        if force_primary_email:
            for record in self:
                found[record.id]["email_to_lst"] = [force_primary_email]
        return found

    def _message_get_suggested_recipients(self, **kwargs):
        """Return the proposals for one record; see the batch."""
        self.ensure_one()
        return self._message_get_suggested_recipients_batch(**kwargs)[self.id]

    def _message_get_suggested_recipients_batch(
        self, reply_discussion=False, reply_message=None, no_create=True,
        primary_email=False, additional_partners=None,
    ):
        """Return record id -> proposals: who is no follower and does not write itself.

        Each is a dict with partner_id, name, email and create_values; unknown addresses
        have no partner, unless `no_create` is unset.
        """
        given = self._message_add_suggested_recipients(force_primary_email=primary_email)
        result = {}
        for record in self:
            data = given[record.id]
            partners = data["partners"] | (additional_partners or self.env["res.partner"])
            addresses = [*data["email_to_lst"], *data["email_cc_lst"]]
            last = reply_message or (
                record._last_discussion() if reply_discussion else None
            )
            if last:
                partners |= last.author_id | last.partner_ids
                addresses += [last.incoming_email_to or "", last.incoming_email_cc or ""]
                addresses += [last.email_from or ""] if not last.author_id else []
            result[record.id] = record._propose(partners, addresses, no_create)
        return result

    def _last_discussion(self):
        """Return the last message that was no note."""
        return self.message_ids.sudo().filtered(
            lambda m: m.message_type in ("comment", "email") and not m.subtype_id.internal
        )[:1]

    def _propose(self, partners, addresses, no_create):
        """Return the proposals for one record, each person once."""
        texts = {
            email_normalize(address, strict=False): name
            for text in addresses for name, address in email_split_tuples(text or "")
        }
        wanted = [mail for text in addresses for mail in email_normalize_all(text or "")]
        known = self._partner_find(wanted, no_create=no_create) if wanted else partners[:0]
        partners |= known
        followers = self.sudo().message_partner_ids
        partners = partners.filtered(
            lambda p: p not in followers and p != self.env.user.partner_id and p.active
        )
        reached = {p.email_normalized for p in known | partners | followers}
        customer = self._get_customer_information()
        proposals = [{
            "create_values": {}, "email": partner.email_normalized, "name": partner.name,
            "partner_id": partner.id,
        } for partner in partners]
        for address in dict.fromkeys(wanted):
            if address not in reached:
                values = customer.get(address, {})
                proposals.append({
                    "create_values": values, "email": address, "partner_id": False,
                    "name": texts.get(address) or values.get("name") or address,
                })
        return proposals
