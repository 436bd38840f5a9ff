"""Records that carry messages and followers."""
from __future__ import annotations

from markupsafe import Markup, escape
from odoo import api, fields, models

POST_KEYWORDS = {
    "body", "subject", "message_type", "email_from", "author_id", "parent_id",
    "subtype_xmlid", "subtype_id", "partner_ids", "attachments", "attachment_ids",
    "body_is_html",
}


class MailThread(models.AbstractModel):
    _name = "mail.thread"
    _description = "Email Thread"

    message_follower_ids = fields.One2many(
        "mail.followers", "res_id", string="Followers", groups="base.group_user",
        domain=lambda self: [("res_model", "=", self._name)],
    )
    message_partner_ids = fields.Many2many(
        "res.partner", string="Followers (Partners)", groups="base.group_user",
        compute="_compute_message_partner_ids", search="_search_message_partner_ids",
    )
    message_ids = fields.One2many(
        "mail.message", "res_id", string="Messages",
        domain=lambda self: [
            ("model", "=", self._name), ("message_type", "!=", "user_notification"),
        ],
        bypass_search_access=True,
    )
    message_is_follower = fields.Boolean(
        "Is Follower", compute="_compute_message_is_follower"
    )
    has_message = fields.Boolean(compute="_compute_has_message")
    message_attachment_count = fields.Integer(
        "Attachment Count", compute="_compute_message_attachment_count",
        groups="base.group_user",
    )

    @api.depends("message_follower_ids")
    def _compute_message_partner_ids(self):
        for record in self:
            record.message_partner_ids = record.sudo().message_follower_ids.partner_id

    @api.model
    def _search_message_partner_ids(self, operator, operand):
        followers = self.env["mail.followers"].sudo().search([
            ("res_model", "=", self._name), ("partner_id", operator, operand),
        ])
        return [("id", "in", followers.mapped("res_id"))]

    @api.depends("message_follower_ids")
    def _compute_message_is_follower(self):
        partner = self.env.user.partner_id
        for record in self:
            followers = record.sudo().message_follower_ids.partner_id
            record.message_is_follower = partner in followers

    @api.depends("message_ids")
    def _compute_has_message(self):
        for record in self:
            record.has_message = bool(record.message_ids)

    def _compute_message_attachment_count(self):
        counts = {}
        for attachment in self.env["ir.attachment"].sudo().search([
            ("res_model", "=", self._name), ("res_id", "in", self.ids),
        ]):
            counts[attachment.res_id] = counts.get(attachment.res_id, 0) + 1
        for record in self:
            record.message_attachment_count = counts.get(record.id, 0)

    # ---- life of the record
    def unlink(self):
        """Delete the messages and followers along with the records."""
        if not self:
            return True
        ids = self.ids
        self.env["mail.message"].sudo().with_context(active_test=False).search([
            ("model", "=", self._name), ("res_id", "in", ids),
            ("message_type", "!=", "user_notification"),
        ]).unlink()
        result = super().unlink()
        self.env["mail.followers"].sudo().search([
            ("res_model", "=", self._name), ("res_id", "in", ids),
        ]).unlink()
        return result

    # ---- posting
    def message_post(self, *, body="", subject=None, message_type="notification",
                     email_from=None, author_id=None, parent_id=False,
                     subtype_xmlid=None, subtype_id=False, partner_ids=None,
                     attachments=None, attachment_ids=None, body_is_html=False,
                     **kwargs):
        """Post a message on the record; a plain string body is escaped."""
        self.ensure_one()
        unknown = set(kwargs) - set(self.env["mail.message"]._fields)
        if unknown:
            raise ValueError(
                "Those values are not supported when posting or notifying: "
                + ", ".join(sorted(unknown))
            )
        if not self.env.su:
            self.check_access("write")
        if not subtype_id:
            subtype_id = self._subtype_id(subtype_xmlid)
        if body and not isinstance(body, Markup) and not body_is_html:
            body = escape(body)
        message = self.env["mail.message"].sudo().create({
            "model": self._name,
            "res_id": self.id,
            "body": body,
            "subject": subject,
            "message_type": message_type,
            "subtype_id": subtype_id,
            "parent_id": self._top_message(parent_id),
            "partner_ids": [(6, 0, list(partner_ids or ()))],
            "author_id": author_id or self.env.user.partner_id.id,
            "attachment_ids": self._message_attachments(attachments, attachment_ids),
            **({"email_from": email_from} if email_from else {}),
            **kwargs,
        })
        return message.with_env(self.env)

    @api.model
    def _subtype_id(self, xmlid):
        """Return the subtype of an xml id; an unknown one silently is a note."""
        xmlid = xmlid or "mail.mt_note"
        if "." not in xmlid:
            xmlid = f"mail.{xmlid}"
        subtype = self.env.ref(xmlid, raise_if_not_found=False)
        return (subtype or self.env.ref("mail.mt_note")).id

    def _top_message(self, parent_id):
        """Answers hang on the first message of their thread."""
        if not parent_id:
            return False
        parent = self.env["mail.message"].sudo().browse(parent_id)
        while parent.parent_id:
            parent = parent.parent_id
        return parent.id

    def _message_attachments(self, attachments, attachment_ids):
        commands = [(4, id_) for id_ in attachment_ids or ()]
        for name, content in attachments or ():
            raw = content.encode() if isinstance(content, str) else content
            commands.append((0, 0, {
                "name": name, "raw": raw, "res_model": self._name, "res_id": self.id,
            }))
        return commands

    # ---- followers
    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Make partners follow; archived and missing ones are left out."""
        partners = self.env["res.partner"].sudo().browse(partner_ids or ()).exists()
        partners = partners.filtered("active")
        followers = self.env["mail.followers"].sudo()
        defaults = self.env["mail.message.subtype"]._default_subtypes(self._name)
        for record in self:
            known = {f.partner_id.id: f for f in followers.search([
                ("res_model", "=", self._name), ("res_id", "=", record.id),
            ])}
            for partner in partners:
                subtypes = subtype_ids or (
                    defaults.ids if partner.id not in known else None
                )
                if partner.id not in known:
                    followers.create({
                        "res_model": self._name, "res_id": record.id,
                        "partner_id": partner.id, "subtype_ids": [(6, 0, subtypes)],
                    })
                elif subtypes:
                    known[partner.id].subtype_ids = [(6, 0, subtypes)]
        self.invalidate_recordset(["message_follower_ids"])
        return True

    def message_unsubscribe(self, partner_ids=None):
        """Make partners stop following. Returns nothing, as in Odoo."""
        if partner_ids:
            self.env["mail.followers"].sudo().search([
                ("res_model", "=", self._name), ("res_id", "in", self.ids),
                ("partner_id", "in", list(partner_ids)),
            ]).unlink()
            self.invalidate_recordset(["message_follower_ids"])
