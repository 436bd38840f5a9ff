"""What every record can tell about whom to write to."""
from __future__ import annotations

from odoo import api, models
from odoo.tools.mail import (
    email_normalize,
    email_normalize_all,
    email_split_and_format,
    formataddr,
)

ACCESS = {"read": "read", "create": "write", "write": "write", "unlink": "write"}


class Base(models.AbstractModel):
    _inherit = "base"
    _mail_defaults_to_email = False

    # ---- access to messages
    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Return record operation -> records, for an operation on their messages."""
        operation = ACCESS[message_operation]
        if message_operation == "create":
            operation = getattr(self, "_mail_post_access", "write")
            if operation == "create":
                operation = "write"
        return {operation: self}

    # ---- partners and addresses
    def _mail_get_partner_fields(self, introspect_fields=False):
        """Return the fields that link to customers."""
        names = [n for n in ("partner_id", "partner_ids") if n in self._fields]
        if not names and introspect_fields:
            names = [n for n, f in self._fields.items()
                     if f.type == "many2one" and f.comodel_name == "res.partner"]
        return names

    def mail_get_partner_fields(self):
        """Return the fields that link to customers."""
        return self._mail_get_partner_fields()

    @api.model
    def _mail_get_primary_email_field(self):
        """Return the field that holds the address of the record."""
        primary = getattr(self, "_primary_email", None)
        return primary if primary in self._fields else None

    def _mail_get_primary_email(self):
        name = self._mail_get_primary_email_field()
        return {record.id: record[name] if name else False for record in self}

    def _mail_get_partners(self, introspect_fields=False):
        """Return record id -> its customers."""
        names = self._mail_get_partner_fields(introspect_fields=introspect_fields)
        empty = self.env["res.partner"]
        return {
            record.id: empty.union(*(record[name] for name in names)) for record in self
        }

    def _mail_get_companies(self, default=None):
        """Return record id -> its company."""
        name = "company_id" if "company_id" in self._fields else None
        fallback = default if default is not None else self.env["res.company"]
        found = {}
        for record in self:
            company = record[name] if name else None
            if record._name == "res.company":
                company = record
            found[record.id] = company or fallback
        return found

    def _mail_get_alias_domains(self, default_company=False):
        """Return record id -> the alias domain of its company."""
        default = default_company or self.env.company
        companies = self._mail_get_companies(default=default)
        return {
            record.id: companies[record.id].sudo().alias_domain_id
            or default.sudo().alias_domain_id for record in self
        }

    def _message_add_default_recipients(self):
        """Return record id -> default recipients: partners, addresses, copies."""
        found = {}
        customers = self._mail_get_partners()
        primary = self._mail_get_primary_email()
        for record in self:
            partners = customers[record.id]
            emails = email_normalize_all(primary[record.id])
            email_to = ",".join(email_split_and_format(primary[record.id] or "")) \
                if emails else ""
            if not email_to and not partners:
                for name in ("email_from", "x_email_from", "email", "x_email",
                             "partner_email", "email_normalized"):
                    if name in record._fields and record[name]:
                        email_to = record[name]
                        break
            found[record.id] = {
                "email_cc_lst": [], "email_to_lst": [email_to] if email_to else [],
                "partners": partners,
            }
        return found

    def _message_get_default_recipients(self):
        """Return record id -> partner_ids, email_to and email_cc of a first mail."""
        suggested = self._message_add_default_recipients()
        found = {}
        for record in self:
            data = suggested[record.id]
            with_mail = data["partners"].filtered("email")
            emails = ", ".join(data["email_to_lst"])
            if with_mail and (not emails or not self._mail_defaults_to_email):
                found[record.id] = {
                    "email_cc": ",".join(data["email_cc_lst"]) or False,
                    "email_to": False, "partner_ids": with_mail.ids[:1],
                }
            else:
                found[record.id] = {
                    "email_cc": ",".join(data["email_cc_lst"]) or False,
                    "email_to": emails or False,
                    "partner_ids": [] if emails else data["partners"].ids[:1],
                }
        return found

    # ---- reply-to
    def _notify_get_reply_to(self, default=None, author_id=False):
        """Return record id -> where answers go: alias, or catchall, or `default`."""
        records = self if self and "mail.alias" in self.env else None
        ids = self.ids if self else [False]
        found = {}
        author = self.env["res.partner"].sudo().browse(author_id or ()).exists()
        name = author.name or (self.env.user.name if not author_id else "")
        if records:
            aliases = self._notify_get_alias_emails()
            domains = self._mail_get_alias_domains()
            for record in self:
                email = aliases.get(record.id) or domains[record.id].catchall_email \
                    if aliases.get(record.id) or domains[record.id] else None
                found[record.id] = self._format_reply_to(email, name) if email else default
            return found
        domain = self.env.company.sudo().alias_domain_id
        for id_ in ids:
            email = domain.catchall_email if domain else None
            found[id_] = self._format_reply_to(email, name) if email else default
        return found

    def _notify_get_alias_emails(self):
        """Return record id -> the address of an alias that leads to it."""
        model = self.env["ir.model"]._get_id(self._name)
        aliases = self.env["mail.alias"].sudo().search([
            ("alias_domain_id", "!=", False), ("alias_name", "!=", False),
            ("alias_parent_model_id", "=", model),
            ("alias_parent_thread_id", "in", self.ids),
        ])
        found = {}
        for alias in aliases:
            found.setdefault(alias.alias_parent_thread_id, alias.alias_full_name)
        return found

    @api.model
    def _format_reply_to(self, email, name):
        formatted = formataddr((name or "", email))
        return formatted if len(formatted) <= 68 else formataddr(("", email)) \
            if len(email) > 68 else formatted

    def _alias_get_error(self, message, message_dict, alias):
        """Return why a mail may not enter by the alias; nothing when it may (hook)."""
        return None

    @api.model
    def mail_allowed_qweb_expressions(self):
        """Return the expressions that anybody may use in templates of the model."""
        return ("object.name", "object.contact_name", "object.partner_id",
                "object.partner_id.name", "object.user_id", "object.user_id.name",
                "object.user_id.signature", "object.company_id.name")

    @api.model
    def _normalized(self, email):
        return email_normalize(email, strict=False) or email

    # ---- what clients of the web get
    def _to_store_defaults(self, target):
        """Return what a store takes of the records when nothing is named."""
        return []

    def _to_store(self, store, fields, **kwargs):
        """Add the records to a store."""
        store.add_records_fields(self, fields)
