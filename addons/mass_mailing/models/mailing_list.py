"""Lists of contacts."""
from __future__ import annotations

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.mail import email_normalize

COUNTS = ("contact_count", "contact_count_email", "contact_count_opt_out",
          "contact_count_blacklisted")


class MailingList(models.Model):
    _inherit = "mailing.list"
    _mailing_enabled = True

    contact_ids = fields.Many2many(depends=["subscription_ids.contact_id"])
    contact_count = fields.Integer(compute="_compute_mailing_list_statistics")
    contact_count_blacklisted = fields.Integer(compute="_compute_mailing_list_statistics")
    contact_count_email = fields.Integer(compute="_compute_mailing_list_statistics")
    contact_count_opt_out = fields.Integer(compute="_compute_mailing_list_statistics")
    contact_pct_blacklisted = fields.Float(compute="_compute_mailing_list_statistics")
    contact_pct_bounce = fields.Float(compute="_compute_mailing_list_statistics")
    contact_pct_opt_out = fields.Float(compute="_compute_mailing_list_statistics")
    is_public = fields.Boolean(default=False)
    mailing_count = fields.Integer(compute="_compute_mailing_count")
    subscription_ids = fields.One2many(depends=["contact_ids"])

    # ---- computed
    @api.depends("contact_ids", "subscription_ids.opt_out",
                 "contact_ids.email_normalized", "contact_ids.message_bounce")
    def _compute_mailing_list_statistics(self):
        found = self._fetch_contact_statistics()
        for one in self:
            numbers = found.get(one.id) or dict.fromkeys((*COUNTS, "bounce"), 0)
            for name in COUNTS:
                one[name] = numbers[name]
            total = numbers["contact_count"]
            for name, part in (("contact_pct_opt_out", "contact_count_opt_out"),
                               ("contact_pct_blacklisted", "contact_count_blacklisted"),
                               ("contact_pct_bounce", "bounce")):
                one[name] = 100 * numbers[part] / total if total else 0

    def _fetch_contact_statistics(self):
        """Return list id -> how many contacts of each kind it has."""
        ids = [i for i in self.ids if i]
        if not ids:
            return {}
        for name, names in (("mailing.subscription", ["contact_id", "list_id", "opt_out"]),
                            ("mailing.contact", ["email_normalized", "message_bounce"]),
                            ("mail.blacklist", ["active", "email"])):
            self.env[name].flush_model(names)
        rows = self.env.execute_query_dict(SQL(
            """
            SELECT s.list_id AS list_id, COUNT(*) AS contact_count,
                SUM(CASE WHEN c.email_normalized IS NOT NULL AND b.id IS NULL
                         AND s.opt_out IS NOT TRUE THEN 1 ELSE 0 END
                ) AS contact_count_email,
                SUM(CASE WHEN s.opt_out IS TRUE THEN 1 ELSE 0 END
                ) AS contact_count_opt_out,
                SUM(CASE WHEN b.id IS NOT NULL THEN 1 ELSE 0 END
                ) AS contact_count_blacklisted,
                SUM(CASE WHEN c.message_bounce > 0 THEN 1 ELSE 0 END) AS bounce
            FROM mailing_subscription s
            JOIN mailing_contact c ON c.id = s.contact_id
            LEFT JOIN mail_blacklist b ON b.email = c.email_normalized AND b.active IS TRUE
            WHERE s.list_id IN %s
            GROUP BY s.list_id
            """, tuple(ids),
        ))
        return {row.pop("list_id"): row for row in rows}

    def _compute_mailing_count(self):
        found = dict(self.env["mailing.mailing"]._read_group(
            [("contact_list_ids", "in", self.ids)], ["contact_list_ids"], ["__count"],
        ))
        for one in self:
            one.mailing_count = found.get(one, 0)

    @api.depends("name", "contact_count")
    @api.depends_context("formatted_display_name")
    def _compute_display_name(self):
        for one in self:
            one.display_name = f"{one.name} ({one.contact_count})"

    # ---- life
    def write(self, vals):
        """A list that a mailing waits for is not archived."""
        if "active" in vals and not vals["active"]:
            if self.env["mailing.mailing"].search_count([
                ("state", "!=", "done"), ("contact_list_ids", "in", self.ids),
            ], limit=1):
                raise UserError(_(
                    "At least one of the mailing list you are trying to archive is used "
                    "in an ongoing mailing campaign."
                ))
        return super().write(vals)

    def copy_data(self, default=None):
        """The copy has a name of its own."""
        named = bool((default or {}).get("name"))
        return [
            vals if named else {**vals, "name": _("%s (copy)", one.name)}
            for one, vals in zip(self, super().copy_data(default=default))
        ]

    def action_merge(self, src_lists, archive):
        """Take the contacts of other lists in: each address once, none that opted out."""
        self.ensure_one()
        others = src_lists - self
        known = set(self.contact_ids.mapped("email_normalized"))
        listed = set(self.env["mail.blacklist"].sudo().search([]).mapped("email"))
        found = {}
        for subscription in self.env["mailing.subscription"].search(
            [("list_id", "in", others.ids), ("opt_out", "=", False)], order="contact_id"
        ):
            email = subscription.contact_id.email_normalized
            if email and email not in known and email not in listed:
                found.setdefault(email, subscription.contact_id.id)
        self.write({"subscription_ids": [
            Command.create({"contact_id": contact_id}) for contact_id in found.values()
        ]})
        self.invalidate_recordset()
        if archive:
            others.action_archive()

    # ---- windows
    def action_open_import(self):
        """Open the wizard that reads contacts."""
        action = self.env["ir.actions.actions"]._for_xml_id(
            "mass_mailing.mailing_contact_import_action")
        return {**action, "context": {
            **self.env.context, "default_mailing_list_ids": self.ids,
            "default_subscription_ids": [
                Command.create({"list_id": one.id}) for one in self],
        }}

    def action_send_mailing(self):
        """Open a new mailing to the lists."""
        action = self.env["ir.actions.actions"]._for_xml_id(
            "mass_mailing.mailing_mailing_action_mail")
        return {**action, "target": "current", "view_type": "form", "views": [
            (False, "form")], "context": {
            **self.env.context, "default_contact_list_ids": self.ids,
            "default_mailing_type": "mail",
            "default_mailing_model_id": self.env["ir.model"]._get_id("mailing.list"),
        }}

    def action_view_mailings(self):
        """Open the mailings to the lists."""
        action = self.env["ir.actions.actions"]._for_xml_id(
            "mass_mailing.mailing_mailing_action_mail")
        return {**action, "domain": [("contact_list_ids", "in", self.ids)], "context": {
            "default_mailing_type": "mail", "default_contact_list_ids": self.ids,
        }}

    def action_view_contacts(self):
        """Open the contacts of the lists."""
        action = self.env["ir.actions.actions"]._for_xml_id(
            "mass_mailing.action_view_mass_mailing_contacts")
        return {**action, "domain": [("list_ids", "in", self.ids)], "context": {
            "default_list_ids": self.ids,
        }}

    def _view_contacts_filtered(self, name):
        action = self.action_view_contacts()
        return {**action, "context": {**action["context"], f"search_default_{name}": 1}}

    def action_view_contacts_email(self):
        """Open the contacts that mails reach."""
        return self._view_contacts_filtered("filter_valid_email_recipient")

    def action_view_contacts_opt_out(self):
        """Open the contacts that opted out."""
        return self._view_contacts_filtered("filter_opt_out")

    def action_view_contacts_blacklisted(self):
        """Open the contacts that are on the blacklist."""
        return self._view_contacts_filtered("filter_blacklisted")

    def action_view_contacts_bouncing(self):
        """Open the contacts whose mails came back."""
        return self._view_contacts_filtered("filter_bounce")

    # ---- mailings
    @api.model
    def _mailing_get_default_domain(self, mailing):
        return [("list_ids", "in", mailing.contact_list_ids.ids)]

    def _mailing_get_opt_out_list(self, mailing):
        """Return the addresses that are not to get a mailing to lists."""
        return self.env["mailing.contact"]._mailing_get_opt_out_list(mailing)

    def _update_subscription_from_email(self, email, opt_out=True, force_message=None):
        """Take an address off the lists, or put it there again; say so on the contact.

        Lists that it does not stand on are joined only if they are public.
        """
        if not self or not email_normalize(email):
            return
        contacts = self.env["mailing.contact"].sudo().search(
            [("email_normalized", "=", email_normalize(email))])
        lines = self.env["mailing.subscription"].sudo().search(
            [("contact_id", "in", contacts.ids), ("list_id", "in", self.ids)])
        changed = lines.filtered(lambda line: line.opt_out != opt_out)
        changed.write({"opt_out": opt_out})
        joined = self.env["mailing.list"]
        if not opt_out and contacts:
            joined = (self - lines.list_id).filtered("is_public")
            self.env["mailing.subscription"].sudo().create([
                {"contact_id": contacts[0].id, "list_id": one.id} for one in joined])
        for contact in contacts:
            names = (changed.filtered(lambda line, c=contact: line.contact_id == c).list_id
                     | (joined if contact == contacts[0] else joined.browse()))
            if names:
                contact._message_log(body=force_message or _(
                    "%(contact_name)s %(what)s the following mailing list(s): %(names)s",
                    contact_name=contact.display_name,
                    what=_("unsubscribed from") if opt_out else _("subscribed to"),
                    names=", ".join(names.mapped("name")),
                ))
