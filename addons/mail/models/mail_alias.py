"""Addresses that make or answer records."""
from __future__ import annotations

import ast
import re
import unicodedata

from markupsafe import Markup
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.mail import generate_tracking_message_id, is_html_empty

REFUSED = re.compile(r"[^\w!#$%&'*+\-/=?^_`{|}~.]+")
LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~.]+")


class MailAlias(models.Model):
    _name = "mail.alias"
    _description = "Email Aliases"
    _order = "alias_model_id, alias_name"
    _rec_name = "alias_name"

    alias_name = fields.Char("Alias Name", copy=False)
    alias_domain_id = fields.Many2one(
        "mail.alias.domain", "Alias Domain", ondelete="restrict",
        default=lambda self: self.env.company.alias_domain_id,
    )
    alias_domain = fields.Char("Alias domain name", related="alias_domain_id.name")
    alias_full_name = fields.Char(
        "Alias Email", compute="_compute_alias_full_name", store=True,
        index="btree_not_null",
    )
    alias_model_id = fields.Many2one(
        "ir.model", "Aliased Model", required=True, ondelete="cascade"
    )
    alias_defaults = fields.Text("Default Values", required=True, default="{}")
    alias_force_thread_id = fields.Integer("Record Thread ID")
    alias_parent_model_id = fields.Many2one("ir.model", "Parent Model")
    alias_parent_thread_id = fields.Integer("Parent Record Thread ID")
    alias_contact = fields.Selection([
        ("everyone", "Everyone"),
        ("partners", "Authenticated Partners"),
        ("followers", "Followers only"),
    ], "Alias Contact Security", required=True, default="everyone")
    alias_incoming_local = fields.Boolean("Local-part based incoming detection",
                                          default=False)
    alias_bounced_content = fields.Html("Custom Bounced Message", translate=True)
    alias_status = fields.Selection(
        [("not_tested", "Not Tested"), ("valid", "Valid"), ("invalid", "Invalid")],
        compute="_compute_alias_status", store=True,
    )

    _name_domain_unique = models.UniqueIndex(
        "(alias_name, COALESCE(alias_domain_id, 0))"
    )

    @api.depends("alias_name", "alias_domain_id.name")
    def _compute_alias_full_name(self):
        for alias in self:
            domain = alias.alias_domain_id.name
            alias.alias_full_name = (
                f"{alias.alias_name}@{domain}" if alias.alias_name and domain
                else alias.alias_name or False
            )

    @api.depends("alias_contact", "alias_defaults", "alias_model_id")
    def _compute_alias_status(self):
        for alias in self:
            alias.alias_status = "not_tested"

    @api.depends("alias_full_name")
    def _compute_display_name(self):
        for alias in self:
            alias.display_name = alias.alias_full_name or _("Inactive Alias")

    @api.constrains("alias_defaults")
    def _check_alias_defaults(self):
        for alias in self:
            try:
                dict(ast.literal_eval(alias.alias_defaults))
            except Exception as error:
                raise ValidationError(_(
                    "Invalid expression, it must be a literal python dictionary "
                    'definition e.g. "{\'field\': \'value\'}"'
                )) from error

    @api.constrains("alias_name", "alias_domain_id")
    def _check_alias_is_ascii(self):
        for alias in self.filtered("alias_name"):
            if not LOCAL_PART.fullmatch(alias.alias_name):
                raise ValidationError(_(
                    "You cannot use anything else than unaccented latin characters in "
                    "the alias address %(alias_name)s.", alias_name=alias.alias_name,
                ))

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Clean the names; each must be free in its domain."""
        default = self.env.company.alias_domain_id.id
        names, domains = [], []
        for vals in vals_list:
            if "alias_name" in vals:
                vals["alias_name"] = self._sanitize_alias_name(vals["alias_name"])
            if vals.get("alias_name"):
                names.append(vals["alias_name"])
                domains.append(vals.get("alias_domain_id", default) or False)
        if len(set(zip(names, domains))) < len(names):
            raise UserError(_several(names))
        if names:
            self._check_unique(names, domains)
        return super().create(vals_list)

    def write(self, vals):
        """Clean the name; it must be free in its domain."""
        if "alias_name" in vals:
            vals = {**vals, "alias_name": self._sanitize_alias_name(vals["alias_name"])}
        if vals.get("alias_name") and len(self) > 1 and len(
            self.alias_domain_id
        ) <= 1 and not vals.get("alias_domain_id"):
            raise UserError(_several([vals["alias_name"]]))
        if vals.get("alias_name") or "alias_domain_id" in vals:
            named = self if vals.get("alias_name") else self.filtered("alias_name")
            if named:
                named._check_unique(
                    [vals.get("alias_name") or alias.alias_name for alias in named],
                    [(vals["alias_domain_id"] or False) if "alias_domain_id" in vals
                     else alias.alias_domain_id.id for alias in named],
                )
        return super().write(vals)

    def _check_unique(self, names, domain_ids):
        """Raise UserError when a name is taken in its domain."""
        domains = self.env["mail.alias.domain"].sudo()
        reserved = [
            f"{name}@{domain.name}" for name, id_ in zip(names, domain_ids)
            if (domain := domains.browse(id_ or ()))
            and name in (domain.bounce_alias, domain.catchall_alias)
        ]
        if reserved:
            raise UserError(_(
                "Aliases %(alias_names)s is already used as bounce or catchall address. "
                "Please choose another alias.", alias_names=", ".join(reserved),
            ))
        taken = self.sudo().search([
            ("alias_name", "in", names), ("id", "not in", self.ids),
        ])
        for index, (name, id_) in enumerate(zip(names, domain_ids)):
            match = taken.filtered(
                lambda a, name=name, id_=id_: a.alias_name == name
                and a.alias_domain_id.id == (id_ or False)
            )[:1]
            if match:
                current = self[index].id if index < len(self) else _("new")
                raise UserError(self._taken_text(match, current))

    @api.model
    def _taken_text(self, match, current):
        values = {
            "matching_name": match.display_name, "current_id": current,
            "alias_model_name": match.alias_model_id.name, "matching_id": match.id,
        }
        parent = match.alias_parent_model_id
        if parent and match.alias_parent_thread_id and parent.model in self.env:
            record = self.env[parent.model].sudo().browse(match.alias_parent_thread_id)
            if record.exists():
                return _(
                    "Alias %(matching_name)s (%(current_id)s) is already linked with "
                    "%(alias_model_name)s (%(matching_id)s) and used by the "
                    "%(parent_name)s %(parent_model_name)s.",
                    parent_name=record.display_name, parent_model_name=parent.name,
                    **values,
                )
        return _(
            "Alias %(matching_name)s (%(current_id)s) is already linked with "
            "%(alias_model_name)s (%(matching_id)s). Choose another value or change it "
            "on the other document.", **values,
        )

    @api.model
    def _sanitize_alias_name(self, name, is_email=False):
        """Return a local part (or an address) as it is kept; False when it is empty."""
        text = name.strip() if isinstance(name, str) else name
        if not text:
            return False
        local, _at, domain = str(text).lower().partition("@")
        local = unicodedata.normalize("NFKD", local)
        local = "".join(c for c in local if not unicodedata.combining(c))
        local = REFUSED.sub("-", local).encode("ascii", "replace").decode()
        local = re.sub(r"\.+", ".", local).strip(".")
        if not local:
            return False
        return f"{local}@{domain}" if is_email and domain else local

    # ---- buttons
    def open_document(self):
        """Open the record that mails go to; False without one."""
        if not self.alias_model_id or not self.alias_force_thread_id:
            return False
        return {
            "view_mode": "form", "res_model": self.alias_model_id.model,
            "res_id": self.alias_force_thread_id, "type": "ir.actions.act_window",
        }

    def open_parent_document(self):
        """Open the record that owns the alias; False without one."""
        if not self.alias_parent_model_id or not self.alias_parent_thread_id:
            return False
        return {
            "view_mode": "form", "res_model": self.alias_parent_model_id.model,
            "res_id": self.alias_parent_thread_id, "type": "ir.actions.act_window",
        }

    # ---- mails that may not enter
    def _get_alias_bounced_body(self, message_dict):
        """Return the body of the answer to those who may not write."""
        self.ensure_one()
        lang = self._author_lang(message_dict)
        alias = self.with_context(lang=lang) if lang else self
        body = alias.alias_bounced_content
        if is_html_empty(body):
            body = alias._default_bounced_body()
        return alias._bounce_html(body, message_dict)

    def _author_lang(self, message_dict):
        author = self.env["res.partner"].sudo().browse(message_dict.get("author_id") or ())
        return author.lang

    def _default_bounced_body(self):
        who = {"followers": _("Only the followers of the record"),
               "partners": _("Only known contacts")}.get(
            self.alias_contact, _("Some specific addresses"))
        return Markup("<p>%s<br/><br/>%s</p>") % (_("Hi,"), _(
            "The following email sent to %(alias)s cannot be accepted because this is a "
            "private email address. %(who)s may write to it: please check that you use "
            "the right sender, or contact us another way.",
            alias=self.display_name, who=who,
        ))

    def _invalid_body(self, message_dict):
        """Return the body that tells of an alias that does not work."""
        body = Markup("<p>%s<br/><br/>%s</p>") % (_("Hi,"), _(
            "The message below could not be accepted by the address %(alias)s. Please "
            "try again later or contact %(company)s instead.",
            alias=self.display_name, company=self.env.company.name,
        ))
        return self._bounce_html(body, message_dict)

    def _bounce_html(self, body, message_dict):
        return Markup("<div>%s<blockquote>%s</blockquote></div>") % (
            Markup(body), Markup(message_dict.get("body") or ""),
        )

    def _alias_bounce_incoming_email(self, message, message_dict, set_invalid=True):
        """Answer a mail that was not accepted."""
        self.ensure_one()
        if set_invalid:
            self.sudo().alias_status = "invalid"
            body = self._invalid_body(message_dict)
        else:
            body = self._get_alias_bounced_body(message_dict)
        self.env["mail.thread"]._routing_create_bounce_email(
            message_dict["email_from"], body, message,
            references=_bounce_references(message_dict),
        )


def _several(names):
    return _(
        "Email aliases %(alias_name)s cannot be used on several records at the same time. "
        "Please update records one by one.", alias_name=", ".join(dict.fromkeys(names)),
    )


def _bounce_references(message_dict):
    """Return references that make answers to the bounce known as such."""
    own = generate_tracking_message_id("loop-detection-bounce-email")
    return f"{message_dict['message_id']} {own}"
