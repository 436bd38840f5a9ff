"""Messages on records."""
from __future__ import annotations

import re

from odoo import api, fields, models
from odoo.tools.mail import generate_tracking_message_id, html_to_inner_content

PREVIEW_SIZE = 100
MESSAGE_TYPES = [
    ("email", "Incoming Email"),
    ("comment", "Comment"),
    ("email_outgoing", "Outgoing Email"),
    ("notification", "System notification"),
    ("auto_comment", "Automated Targeted Notification"),
    ("out_of_office", "Out-of-office Message"),
    ("user_notification", "User Specific Notification"),
]


class MailMessage(models.Model):
    _name = "mail.message"
    _inherit = ["bus.listener.mixin"]
    _description = "Message"
    _order = "id desc"
    _rec_name = "subject"

    attachment_ids = fields.Many2many(
        "ir.attachment", "message_attachment_rel", "message_id", "attachment_id",
        string="Attachments", bypass_search_access=True,
    )
    author_avatar = fields.Binary(related="author_id.avatar_128", string="Author's Avatar")
    author_guest_id = fields.Many2one("mail.guest", string="Guest")
    author_id = fields.Many2one("res.partner", index=True)
    body = fields.Html(string="Contents", default="", sanitize_style=True)
    call_history_ids = fields.One2many("discuss.call.history", "start_call_message_id")
    channel_id = fields.Many2one("discuss.channel", compute="_compute_channel_id")
    child_ids = fields.One2many("mail.message", "parent_id", string="Child Messages")
    date = fields.Datetime(default=fields.Datetime.now)
    email_add_signature = fields.Boolean(default=True)
    email_from = fields.Char(string="From")
    email_layout_xmlid = fields.Char(string="Layout", copy=False)
    has_error = fields.Boolean(
        string="Has error", compute="_compute_has_error", search="_search_has_error",
    )
    incoming_email_cc = fields.Char(string="Emails Cc")
    incoming_email_to = fields.Text(string="Emails To")
    is_current_user_or_guest_author = fields.Boolean(
        compute="_compute_is_current_user_or_guest_author",
    )
    is_internal = fields.Boolean(string="Employee Only")
    linked_message_ids = fields.Many2many(
        "mail.message", compute="_compute_linked_message_ids",
    )
    mail_activity_type_id = fields.Many2one("mail.activity.type", index="btree_not_null")
    mail_ids = fields.One2many(
        "mail.mail", "mail_message_id", string="Mails", groups="base.group_system",
    )
    mail_server_id = fields.Many2one("ir.mail_server", string="Outgoing mail server")
    message_id = fields.Char(string="Message-Id", readonly=True, index="btree", copy=False)
    message_link_preview_ids = fields.One2many(
        "mail.message.link.preview", "message_id", groups="base.group_erp_manager",
    )
    model = fields.Char(string="Related Document Model")
    needaction = fields.Boolean(
        string="Need Action", compute="_compute_needaction", search="_search_needaction",
    )
    notification_ids = fields.One2many(
        "mail.notification", "mail_message_id", string="Notifications",
    )
    notified_partner_ids = fields.Many2many(
        "res.partner", "mail_notification", "mail_message_id", "res_partner_id",
        string="Partners with Need Action", copy=False, context={"active_test": False},
    )
    outgoing_email_to = fields.Char(string="emails To")
    parent_id = fields.Many2one(
        "mail.message", string="Parent Message", index="btree_not_null",
    )
    partner_ids = fields.Many2many(
        "res.partner", "mail_message_res_partner_rel", "mail_message_id", "res_partner_id",
        string="Recipients", context={"active_test": False},
    )
    pinned_at = fields.Datetime(string="Pinned")
    preview = fields.Char(compute="_compute_preview")
    reaction_ids = fields.One2many(
        "mail.message.reaction", "message_id", string="Reactions",
        groups="base.group_system",
    )
    record_alias_domain_id = fields.Many2one("mail.alias.domain", string="Alias Domain")
    record_company_id = fields.Many2one("res.company", string="Company")
    record_name = fields.Char(
        string="Message Record Name", compute="_compute_record_name", compute_sudo=True,
    )
    reply_to = fields.Char(string="Reply-To")
    reply_to_force_new = fields.Boolean(string="No threading for answers")
    res_id = fields.Many2oneReference(string="Related Document ID", model_field="model")
    starred = fields.Boolean(compute="_compute_starred", search="_search_starred")
    starred_partner_ids = fields.Many2many(
        "res.partner", "mail_message_res_partner_starred_rel", "mail_message_id",
        "res_partner_id", string="Favorited By",
    )
    subject = fields.Char()
    subtype_id = fields.Many2one("mail.message.subtype", index=True)
    tracking_value_ids = fields.One2many(
        "mail.tracking.value", "mail_message_id", string="Tracking values",
        groups="base.group_system",
    )
    message_type = fields.Selection(
        MESSAGE_TYPES, string="Type", required=True, default="comment",
    )

    _model_res_id_idx = models.Index("(model, res_id)")

    # ---- fields
    @api.depends("body")
    def _compute_preview(self):
        for message in self:
            text = html_to_inner_content(message.body) if message.body else ""
            message.preview = text if len(text) <= PREVIEW_SIZE \
                else f"{text[:PREVIEW_SIZE - 6].rstrip()} [...]"

    @api.depends("model", "res_id")
    def _compute_record_name(self):
        self.record_name = False
        for model, ids in self._group_documents().items():
            names = self.env[model].sudo()._display_names(list(ids))
            for message in self.filtered(lambda m, model=model: m.model == model):
                message.record_name = names.get(message.res_id) or False

    def _group_documents(self):
        """Return model -> ids of the records that the messages are about."""
        found = {}
        for message in self.sudo():
            if message.model and message.res_id and message.model in self.env:
                found.setdefault(message.model, {})[message.res_id] = None
        return found

    @api.depends("model", "res_id")
    def _compute_channel_id(self):
        for message in self:
            is_channel = message.model == "discuss.channel" and message.res_id
            message.channel_id = message.res_id if is_channel else False

    @api.depends("author_id", "author_guest_id")
    @api.depends_context("uid")
    def _compute_is_current_user_or_guest_author(self):
        partner = self.env.user.partner_id
        for message in self:
            message.is_current_user_or_guest_author = (
                bool(message.author_id) and message.author_id == partner
            )

    @api.depends("body")
    def _compute_linked_message_ids(self):
        for message in self:
            ids = re.findall(
                r'data-oe-model="mail\.message"[^>]*data-oe-id="(\d+)"',
                str(message.body or ""),
            )
            message.linked_message_ids = self.browse(map(int, ids)).exists()

    @api.depends("notification_ids.is_read")
    @api.depends_context("uid")
    def _compute_needaction(self):
        needed = self.env["mail.notification"].sudo().search([
            ("mail_message_id", "in", self.ids), ("is_read", "=", False),
            ("res_partner_id", "=", self.env.user.partner_id.id),
        ]).mail_message_id
        for message in self:
            message.needaction = message in needed

    @api.model
    def _search_needaction(self, operator, operand):
        if operator != "in":
            return NotImplemented
        return [("notification_ids", "any" if True in operand else "not any", [
            ("res_partner_id", "=", self.env.user.partner_id.id),
            ("is_read", "=", False),
        ])]

    @api.depends("notification_ids.notification_status")
    def _compute_has_error(self):
        failed = self.env["mail.notification"].sudo().search([
            ("mail_message_id", "in", self.ids),
            ("notification_status", "in", ("bounce", "exception")),
        ]).mail_message_id
        for message in self:
            message.has_error = message in failed

    @api.model
    def _search_has_error(self, operator, operand):
        if operator != "in":
            return NotImplemented
        return [("notification_ids", "any" if True in operand else "not any", [
            ("notification_status", "in", ("bounce", "exception")),
        ])]

    @api.depends("starred_partner_ids")
    @api.depends_context("uid")
    def _compute_starred(self):
        partner = self.env.user.partner_id
        for message in self:
            message.starred = partner in message.sudo().starred_partner_ids

    @api.model
    def _search_starred(self, operator, operand):
        if operator != "in":
            return NotImplemented
        return [("starred_partner_ids", "in" if True in operand else "not in",
                 self.env.user.partner_id.ids)]

    # ---- life
    @api.model
    def default_get(self, fields):
        """The author and the sender go together."""
        result = super().default_get(fields)
        if "author_id" in fields and "author_id" not in result \
                or "email_from" in fields and "email_from" not in result:
            author, email = self.env["mail.thread"]._message_compute_author(
                result.get("author_id"), result.get("email_from")
            )
            if "email_from" in fields:
                result["email_from"] = email
            if "author_id" in fields:
                result["author_id"] = author
        return result

    @api.model_create_multi
    def create(self, vals_list):
        """Complete author, sender, Message-Id and Reply-To where they are missing."""
        tracking = []
        for vals in vals_list:
            self._complete_values(vals)
            tracking.append(vals.pop("tracking_value_ids", False))
        messages = super().create(vals_list)
        self._create_tracking(messages, tracking)
        for message in messages.sudo():
            if message.attachment_ids:
                message._move_attachments()
        messages._invalidate_documents()
        return messages

    @api.model
    def _complete_values(self, vals):
        context = self.env.context
        thread = self.env["mail.thread"]
        if "email_from" not in vals:
            given = vals.get("author_id")
            author, email = thread._message_compute_author(given, None)
            vals["email_from"] = email or False
            if "author_id" not in vals and not vals.get("author_guest_id"):
                vals["author_id"] = author
        if not vals.get("message_id"):
            vals["message_id"] = self._get_message_id(vals)
        if "reply_to" not in vals:
            vals["reply_to"] = self._get_reply_to(vals)
        if vals.get("model") and vals.get("res_id") \
                and "record_company_id" not in vals and "default_res_model" not in context:
            vals.update(self._get_record_company(vals))

    @api.model
    def _get_record_company(self, vals):
        model, res_id = vals["model"], vals["res_id"]
        if model not in self.env:
            return {}
        record = self.env[model].sudo().browse(res_id)
        company = record._mail_get_companies(default=self.env.company)[record.id]
        domain = record._mail_get_alias_domains(default_company=company)[record.id]
        return {"record_company_id": company.id, "record_alias_domain_id": domain.id}

    def _create_tracking(self, messages, tracking):
        vals_list = []
        for message, commands in zip(messages, tracking):
            for command in commands or ():
                if command[0] == 0:
                    vals_list.append({**command[2], "mail_message_id": message.id})
                else:
                    message.sudo().tracking_value_ids = [command]
        if vals_list:
            self.env["mail.tracking.value"].sudo().create(vals_list)

    def _move_attachments(self):
        """Attachments of the composer now belong to the record."""
        loose = self.attachment_ids.filtered(
            lambda a: a.res_model == "mail.compose.message" and not a.res_id
        )
        if loose and self.model and self.res_id:
            loose.write({"res_model": self.model, "res_id": self.res_id})

    @api.model
    def _get_message_id(self, vals):
        if vals.get("reply_to_force_new"):
            scope = "reply_to"
        elif vals.get("model") and vals.get("res_id"):
            scope = f"{vals['res_id']}-{vals['model']}"
        else:
            scope = "private"
        return generate_tracking_message_id(scope)

    @api.model
    def _get_reply_to(self, vals):
        """Return where answers should go."""
        model, res_id = vals.get("model"), vals.get("res_id")
        email = vals.get("email_from")
        if "email_from" not in vals:
            email = self.env.user.email_formatted
        author = vals.get("author_id")
        if model and res_id and model in self.env:
            record = self.env[model].sudo().browse(res_id)
            if hasattr(record, "_notify_get_reply_to"):
                return record._notify_get_reply_to(default=email, author_id=author)[res_id]
        return self.env["mail.thread"]._notify_get_reply_to(
            default=email, author_id=author
        )[False]

    def write(self, vals):
        """Write values; attachments move to the record."""
        if "model" in vals or "res_id" in vals:
            self._invalidate_documents()
        tracking = vals.pop("tracking_value_ids", False)
        result = super().write(vals)
        if tracking:
            self._create_tracking(self, [tracking] * len(self))
        if vals.get("attachment_ids"):
            for message in self.sudo():
                message._move_attachments()
        if {"notification_ids", "model", "res_id", "message_type"} & set(vals):
            self._invalidate_documents()
        return result

    def unlink(self):
        """Delete messages with the attachments that only they have."""
        if not self:
            return True
        self.check_access("unlink")
        self.sudo().attachment_ids.filtered(
            lambda a: a.res_model == self._name
            and (a.res_id in self.ids or a.res_id == 0)
        ).unlink()
        self._invalidate_documents()
        return super().unlink()

    def _invalidate_documents(self):
        """The records know their messages anew."""
        names = ("message_ids", "message_needaction", "message_needaction_counter",
                 "message_has_error", "message_has_error_counter", "has_message")
        for model, ids in self._group_documents().items():
            record = self.env[model].browse(ids)
            record.invalidate_recordset([n for n in names if n in record._fields],
                                        flush=False)

    # ---- reading in the inbox
    @api.model
    def mark_all_as_read(self, domain=None):
        """Mark the user's notifications as read; return the ids of their messages."""
        conditions = [("res_partner_id", "=", self.env.user.partner_id.id),
                      ("is_read", "=", False)]
        if domain:
            conditions.append(("mail_message_id", "in", self.search(domain).ids))
        notifications = self.env["mail.notification"].sudo().search(conditions)
        notifications.write({"is_read": True})
        return notifications.mail_message_id.ids

    def set_message_done(self):
        """Mark the messages as read. Returns nothing, as in Odoo."""
        notifications = self.env["mail.notification"].sudo().search([
            ("mail_message_id", "in", self.ids), ("is_read", "=", False),
            ("res_partner_id", "=", self.env.user.partner_id.id),
        ])
        notifications.write({"is_read": True})

    @api.model
    def unstar_all(self):
        """Take the user's stars off. Returns nothing, as in Odoo."""
        partner = self.env.user.partner_id
        self.sudo().search([("starred_partner_ids", "in", partner.ids)]).write({
            "starred_partner_ids": [(3, partner.id)],
        })

    def toggle_message_starred(self):
        """Put the user's star on, or take it off."""
        self.ensure_one()
        self.check_access("read")
        starred = not self.starred
        partner = self.env.user.partner_id
        self.sudo().starred_partner_ids = [(4 if starred else 3, partner.id)]
        return {"mail.message": [{"id": self.id, "starred": starred}]}

    def action_open_document(self):
        """Open the record that the message is about."""
        self.ensure_one()
        return {
            "res_id": self.res_id, "res_model": self.model, "target": "current",
            "type": "ir.actions.act_window", "view_mode": "form",
        }

    # ---- clients
    def _message_reaction(self, content, action, partner, guest=None):
        """Add or remove a reaction."""
        self.ensure_one()
        domain = [("message_id", "=", self.id), ("content", "=", content),
                  ("partner_id", "=", partner.id),
                  ("guest_id", "=", guest.id if guest else False)]
        found = self.env["mail.message.reaction"].sudo().search(domain)
        if action == "add" and not found:
            self.env["mail.message.reaction"].sudo().create({
                "message_id": self.id, "content": content, "partner_id": partner.id,
                "guest_id": guest.id if guest else False,
            })
        if action == "remove" and found:
            found.unlink()

    def _cleanup_side_records(self):
        """Forget who was told of a message that was emptied."""
        self.write({"starred_partner_ids": [(5,)]})
        self.sudo().notification_ids.unlink()

    def _to_store_values(self):
        """Return the messages as clients of the web get them."""
        return [{
            "id": message.id,
            "body": ["markup", str(message.body or "")],
            "subject": message.subject,
            "date": fields.Datetime.to_string(message.date),
            "message_type": message.message_type,
            "model": message.model,
            "res_id": message.res_id,
            "record_name": message.record_name,
            "author_id": message.author_id.id,
            "email_from": message.email_from,
            "is_note": message.subtype_id.id == self.env["ir.model.data"]
            ._xmlid_to_res_id("mail.mt_note"),
            "is_discussion": message.subtype_id.id == self.env["ir.model.data"]
            ._xmlid_to_res_id("mail.mt_comment"),
            "subtype_id": message.subtype_id.id,
            "pinned_at": message.pinned_at and fields.Datetime.to_string(message.pinned_at),
            "partner_ids": message.partner_ids.ids,
            "attachment_ids": message.attachment_ids.ids,
            "reactions": [
                {"content": r.content, "partner_id": r.partner_id.id}
                for r in message.sudo().reaction_ids
            ],
            "trackingValues": message.sudo().tracking_value_ids
            ._filter_has_field_access(self.env)._tracking_value_format(),
            "needaction": message.needaction,
            "starred": message.starred,
        } for message in self]
