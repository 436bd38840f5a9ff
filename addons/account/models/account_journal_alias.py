"""Addresses of journals: what is mailed there becomes an invoice or a bill."""
import re
import unicodedata

from odoo import api, models
from odoo.tools import email_normalize, email_split


class AccountJournal(models.Model):
    _inherit = "account.journal"

    @api.model_create_multi
    def create(self, vals_list):
        """Make journals; those of sales and purchases have an address."""
        for vals in vals_list:
            if vals.get("type") in ("sale", "purchase") and "alias_name" not in vals:
                vals["alias_name"] = self._make_alias_name(vals)
        return super().create(vals_list)

    def write(self, vals):
        """Change journals; only those of sales and purchases have an address."""
        result = super().write(vals)
        if {"type", "company_id"} & set(vals):
            for journal in self:
                if journal.type not in ("sale", "purchase"):
                    journal.alias_id.sudo().unlink()
                elif journal.alias_id:
                    journal._set_alias_values({})
        return result

    @api.model
    def _make_alias_name(self, vals):
        """Return the first free name of: the journal's name, its code, its type."""
        company = self.env["res.company"].browse(
            vals.get("company_id") or self.env.company.id)
        aliases = self.env["mail.alias"].sudo()
        for given in (vals.get("name"), vals.get("code"), vals.get("type")):
            text = unicodedata.normalize("NFKD", str(given or "")).encode(
                "ascii", "ignore").decode()
            name = re.sub(r"[^\w.+-]+", "-", text).strip("-.").lower()
            if not name:
                continue
            if company != self.env.ref("base.main_company", raise_if_not_found=False):
                suffix = re.sub(r"[^\w]+", "-", company.name or str(company.id)).lower()
                name = f"{name}-{suffix}"
            if not aliases.search_count([
                ("alias_name", "=", name),
                ("alias_domain_id", "=", company.alias_domain_id.id)], limit=1):
                return name
        return False

    def _alias_get_creation_values(self):
        values = super()._alias_get_creation_values()
        values["alias_model_id"] = self.env["ir.model"]._get_id("account.move")
        if self.id:
            values["alias_defaults"] = {
                "move_type": "in_invoice" if self.type == "purchase" else "out_invoice",
                "company_id": self.company_id.id, "journal_id": self.id}
        return values


class AccountMove(models.Model):
    _inherit = "account.move"

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Make an invoice of a mail: of its sender, or of whom it was forwarded from."""
        custom_values = dict(custom_values or {})
        kind = custom_values.get("move_type", "entry")
        if kind == "entry":
            custom_values["move_type"] = kind = "in_invoice"
        company = self.env["res.company"].browse(
            custom_values.get("company_id") or self.env.company.id)
        sender = email_normalize(msg_dict.get("email_from") or "")
        partner = self._find_invoice_partner([sender], company)
        internal = partner.user_ids.filtered(lambda user: user._is_internal()) or \
            self.env["res.users"].sudo().search(
                [("email_normalized", "=", sender), ("share", "=", False)], limit=1)
        if internal:
            addresses = [email_normalize(address) for address in email_split(
                str(msg_dict.get("body") or ""))]
            partner = self._find_invoice_partner(addresses, company).filtered(
                lambda found: not found.user_ids.filtered(lambda u: not u.share))[:1]
        values = {
            "name": "/", "invoice_source_email": sender, "partner_id": partner.id,
            **custom_values,
        }
        move = super(AccountMove, self.with_context(
            default_move_type=kind, default_journal_id=custom_values.get("journal_id"))
        ).message_new(msg_dict, values)
        move.name = False       # a name was given lest the subject become it
        watchers = (partner if not internal else partner.browse()) | internal.partner_id
        move.message_subscribe(watchers.ids)
        return move

    @api.model
    def _find_invoice_partner(self, addresses, company):
        addresses = [address for address in addresses if address]
        return self.env["res.partner"].sudo().search([
            ("email_normalized", "in", addresses),
            ("company_id", "in", (False, company.id))], limit=1) if addresses \
            else self.env["res.partner"]
