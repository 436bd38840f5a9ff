"""People on mailing lists."""
from __future__ import annotations

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.mail import email_normalize_all, email_split_tuples


class MailingContact(models.Model):
    _inherit = "mailing.contact"
    _mailing_enabled = True

    list_ids = fields.Many2many(copy=False, depends=["subscription_ids.list_id"])
    name = fields.Char(compute="_compute_name", readonly=False, store=True, tracking=True)
    opt_out = fields.Boolean(compute="_compute_opt_out", search="_search_opt_out")
    subscription_ids = fields.One2many(copy=True, depends=["list_ids"])

    # ---- computed
    @api.depends("first_name", "last_name")
    def _compute_name(self):
        for contact in self:
            parts = [contact.first_name, contact.last_name]
            if any(parts):
                contact.name = " ".join(part for part in parts if part)

    @api.model
    def _only_list(self):
        """Return the list that the context is about, if it is one."""
        ids = self.env.context.get("default_list_ids")
        return ids[0] if isinstance(ids, (list, tuple)) and len(ids) == 1 else False

    @api.depends("subscription_ids.opt_out")
    @api.depends_context("default_list_ids")
    def _compute_opt_out(self):
        """Tell of the context's list whether a contact opted out."""
        list_id = self._only_list()
        for contact in self:
            contact.opt_out = bool(list_id) and any(
                line.opt_out for line in contact.subscription_ids
                if line.list_id.id == list_id
            )

    @api.model
    def _search_opt_out(self, operator, value):
        if operator != "in":
            return NotImplemented
        list_id = self._only_list()
        if not list_id:
            return Domain.FALSE if True in value else Domain.TRUE
        found = self.env["mailing.subscription"].search([
            ("list_id", "=", list_id), ("opt_out", "=", True),
        ]).contact_id
        return [("id", "in" if True in value else "not in", found.ids)]

    # ---- life
    @api.model
    def default_get(self, fields):
        """The lists of the context are subscribed to."""
        values = super().default_get(fields)
        if "subscription_ids" in fields and not values.get("subscription_ids"):
            list_ids = values.get("list_ids") or self.env.context.get("default_list_ids")
            if list_ids and not isinstance(list_ids[0], (list, tuple)):
                values["list_ids"] = []
                values["subscription_ids"] = [
                    Command.create({"list_id": list_id}) for list_id in list_ids]
        return values

    @api.model_create_multi
    def create(self, vals_list):
        """Subscribe to the lists of the context; lists and subscriptions exclude."""
        default = self.env.context.get("default_list_ids")
        prepared = []
        for vals in vals_list:
            vals = dict(vals)
            if vals.get("list_ids") and vals.get("subscription_ids"):
                raise UserError(_(
                    "You should give either list_ids, either subscription_ids to create "
                    "new contacts."
                ))
            if default:
                given = vals.pop("list_ids", [])
                lines = list(vals.get("subscription_ids") or [])
                known = {line[2]["list_id"] for line in lines
                         if len(line) > 2 and line[2] and line[2].get("list_id")}
                lines += [Command.create({"list_id": i}) for i in default
                          if i not in known]
                vals["subscription_ids"] = lines
                if given and not default:
                    vals["list_ids"] = given
            prepared.append(vals)
        clean = self.with_context(
            {k: v for k, v in self.env.context.items() if k != "default_list_ids"})
        return super(MailingContact, clean).create(prepared).with_env(self.env)

    def copy(self, default=None):
        """The copy has the subscriptions already: the context adds none."""
        clean = self.with_context(
            {k: v for k, v in self.env.context.items() if k != "default_list_ids"})
        return super(MailingContact, clean).copy(default).with_env(self.env)

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """First and last name are offered only where names are split."""
        found = super().fields_get(allfields, attributes)
        if not self._is_name_split_activated():
            for name in {"first_name", "last_name"} & set(found):
                if "searchable" in found[name]:
                    found[name]["searchable"] = False
        return found

    @api.model
    def _is_name_split_activated(self):
        view = self.env.ref(
            "mass_mailing.mailing_contact_view_tree_split_name", raise_if_not_found=False)
        return bool(view and view.sudo().active)

    @api.model
    def _split(self, text):
        """Return name and address out of `Name <address>`."""
        found = email_split_tuples(text)
        if not found:
            return text, ""
        name, email = found[0]
        return name or email, email

    @api.model
    def name_create(self, name):
        """Make a contact of `Name <address>`."""
        name, email = self._split(name)
        contact = self.create({"name": name, "email": email})
        return contact.id, contact.display_name

    @api.model
    def add_to_list(self, name, list_id):
        """Make a contact of `Name <address>` on a list."""
        name, email = self._split(name)
        contact = self.create({
            "name": name, "email": email, "list_ids": [Command.link(list_id)]})
        return contact.id, contact.display_name

    @api.model
    def get_import_templates(self):
        """Offer a file to fill in."""
        return [{
            "label": _("Import Template for Mailing List Contacts"),
            "template": "/mass_mailing/static/xls/mailing_contact.xls",
        }]

    # ---- windows
    def action_import(self):
        """Open the wizard that reads contacts."""
        action = self.env["ir.actions.actions"]._for_xml_id(
            "mass_mailing.mailing_contact_import_action")
        context = dict(self.env.context)
        if context.get("default_list_ids"):
            context["default_mailing_list_ids"] = context.pop("default_list_ids")
        return {**action, "context": context}

    def action_add_to_mailing_list(self):
        """Open the wizard that puts contacts on a list."""
        action = self.env["ir.actions.actions"]._for_xml_id(
            "mass_mailing.mailing_contact_to_list_action")
        return {**action, "context": {
            **self.env.context, "default_contact_ids": self.ids}}

    # ---- mailings
    def _message_get_default_recipients(self):
        """A mail goes to the address alone."""
        return {
            contact.id: {
                "email_cc": False, "partner_ids": [],
                "email_to": ",".join(email_normalize_all(contact.email))
                or contact.email or False,
            } for contact in self
        }

    @api.model
    def _mailing_get_default_domain(self, mailing):
        return [("list_ids", "in", mailing.contact_list_ids.ids)] \
            if mailing.contact_list_ids else []

    def _mailing_get_opt_out_list(self, mailing):
        """Return the addresses that opted out of all of a mailing's lists they are on."""
        lines = self.env["mailing.subscription"].sudo().search(
            [("list_id", "in", mailing.contact_list_ids.ids)])
        out = lines.filtered("opt_out")
        inside = (lines - out).contact_id
        return {
            contact.email_normalized for contact in out.contact_id - inside
            if contact.email_normalized
        }
