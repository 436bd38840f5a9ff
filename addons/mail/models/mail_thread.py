"""Records that carry messages and followers: fields and life."""
from __future__ import annotations

from markupsafe import Markup
from odoo import SUPERUSER_ID, _, api, fields, models
from odoo.tools import SQL


def _document_ids(query):
    """Return the ids of the records that the found rows are about."""
    query.order = None
    rows = query.env.execute_query(
        query.select(SQL("DISTINCT %s", SQL.identifier(query.table, "res_id")))
    )
    return [row[0] for row in rows if row[0]]


class MailThread(models.AbstractModel):
    _name = "mail.thread"
    _description = "Email Thread"

    has_message = fields.Boolean(
        compute="_compute_has_message", search="_search_has_message",
    )
    message_attachment_count = fields.Integer(
        string="Attachment Count", compute="_compute_message_attachment_count",
        groups="base.group_user",
    )
    message_follower_ids = fields.One2many(
        "mail.followers", "res_id", string="Followers", groups="base.group_user",
        domain=lambda self: [("res_model", "=", self._name)],
    )
    message_has_error = fields.Boolean(
        string="Message Delivery error", compute="_compute_message_has_error",
        search="_search_message_has_error",
    )
    message_has_error_counter = fields.Integer(
        string="Number of errors", compute="_compute_message_has_error",
    )
    message_ids = fields.One2many(
        "mail.message", "res_id", string="Messages",
        domain=lambda self: [("model", "=", self._name), ("message_type", "!=", "user_notification")],  # noqa: E501
        bypass_search_access=True,
    )
    message_is_follower = fields.Boolean(
        string="Is Follower", compute="_compute_message_is_follower",
        search="_search_message_is_follower",
    )
    message_needaction = fields.Boolean(
        string="Action Needed", compute="_compute_message_needaction",
        search="_search_message_needaction",
    )
    message_needaction_counter = fields.Integer(
        string="Number of Actions", compute="_compute_message_needaction",
    )
    message_partner_ids = fields.Many2many(
        "res.partner", string="Followers (Partners)",
        compute="_compute_message_partner_ids", inverse="_inverse_message_partner_ids",
        search="_search_message_partner_ids", groups="base.group_user",
    )

    # ---- fields
    @api.depends("message_follower_ids")
    def _compute_message_partner_ids(self):
        for record in self:
            record.message_partner_ids = record.sudo().message_follower_ids.partner_id

    def _inverse_message_partner_ids(self):
        for record in self:
            wanted = record.message_partner_ids
            followers = record.sudo().message_follower_ids
            record.message_unsubscribe((followers.partner_id - wanted).ids)
            record.message_subscribe((wanted - followers.partner_id).ids)

    @api.model
    def _search_message_partner_ids(self, operator, operand):
        followers = self.env["mail.followers"].sudo()._search([
            ("res_model", "=", self._name), ("partner_id", operator, operand),
        ])
        return [("id", "in", _document_ids(followers))]

    @api.depends("message_follower_ids")
    @api.depends_context("uid")
    def _compute_message_is_follower(self):
        following = {
            f.res_id for f in self.env["mail.followers"].sudo().search([
                ("res_model", "=", self._name), ("res_id", "in", self.ids),
                ("partner_id", "=", self.env.user.partner_id.id),
            ])
        }
        for record in self:
            record.message_is_follower = record.id in following

    @api.model
    def _search_message_is_follower(self, operator, operand):
        if operator != "in":
            return NotImplemented
        followers = self.env["mail.followers"].sudo()._search([
            ("res_model", "=", self._name),
            ("partner_id", "=", self.env.user.partner_id.id),
        ])
        return [("id", "in" if True in operand else "not in",
                 _document_ids(followers))]

    @api.depends("message_ids")
    def _compute_has_message(self):
        found = self._count_messages([("message_type", "!=", "user_notification")])
        for record in self:
            record.has_message = bool(found.get(record.id))

    @api.model
    def _search_has_message(self, operator, value):
        if operator != "in":
            return NotImplemented
        messages = self.env["mail.message"].sudo()._search([
            ("model", "=", self._name), ("message_type", "!=", "user_notification"),
        ])
        return [("id", "in" if True in value else "not in",
                 _document_ids(messages))]

    def _count_messages(self, domain):
        """Return record id -> number of messages that satisfy the domain."""
        if not self.ids:
            return {}
        groups = self.env["mail.message"].sudo()._read_group([
            ("model", "=", self._name), ("res_id", "in", self.ids), *domain,
        ], ["res_id"], ["__count"])
        return dict(groups)

    @api.depends_context("uid")
    def _compute_message_needaction(self):
        found = self._count_messages([
            ("message_type", "!=", "user_notification"),
            ("notification_ids", "any", [
                ("res_partner_id", "=", self.env.user.partner_id.id),
                ("is_read", "=", False),
            ]),
        ])
        for record in self:
            record.message_needaction_counter = found.get(record.id, 0)
            record.message_needaction = bool(record.message_needaction_counter)

    @api.model
    def _search_message_needaction(self, operator, operand):
        return [("message_ids.needaction", operator, operand)]

    @api.depends_context("uid")
    def _compute_message_has_error(self):
        found = self._count_messages([
            ("author_id", "=", self.env.user.partner_id.id),
            ("message_type", "!=", "user_notification"),
            ("notification_ids.notification_status", "in", ["bounce", "exception"]),
        ])
        for record in self:
            record.message_has_error_counter = found.get(record.id, 0)
            record.message_has_error = bool(record.message_has_error_counter)

    @api.model
    def _search_message_has_error(self, operator, operand):
        if operator != "in":
            return NotImplemented
        return [("message_ids", "any" if True in operand else "not any", [
            ("has_error", "=", True), ("author_id", "=", self.env.user.partner_id.id),
        ])]

    def _compute_message_attachment_count(self):
        counts = dict(self.env["ir.attachment"].sudo()._read_group(
            [("res_id", "in", self.ids), ("res_model", "=", self._name)],
            ["res_id"], ["__count"],
        )) if self.ids else {}
        for record in self:
            record.message_attachment_count = counts.get(record.id, 0)

    # ---- life of the record
    @api.model_create_multi
    def create(self, vals_list):
        """Create records: the creator follows, a note tells, changes are tracked."""
        records = super().create(vals_list)
        if self.env.context.get("tracking_disable"):
            records._discard_tracking()
            return records
        context = self.env.context
        if not context.get("mail_create_nosubscribe") and self.env.uid != SUPERUSER_ID:
            partner = self.env.user.partner_id
            if partner.active and self.env.user.active:
                self.env["mail.followers"]._insert_followers(
                    self._name, records.ids, partner.ids
                )
        if not context.get("mail_create_nolog"):
            records._log_creation()
        for record, vals in zip(records, vals_list):
            values = dict(vals)
            for key, value in context.items():
                if key.startswith("default_") and key[8:] not in values:
                    values[key[8:]] = value
            record._message_auto_subscribe(values, followers_existing_policy="update")
        records._track_creation()
        return records

    def _log_creation(self):
        """Leave the note that tells of the creation, on all records at once."""
        bodies, subtypes = {}, {}
        for record in self:
            subtype = record._creation_subtype()
            bodies[record.id] = record._creation_message()
            subtypes[record.id] = subtype.id if subtype else False
        plain = self.filtered(lambda r: not subtypes[r.id])
        for record in self - plain:
            record._post_creation(subtypes[record.id], bodies[record.id])
        if plain:
            plain._message_log_batch({r.id: bodies[r.id] for r in plain})

    def _post_creation(self, subtype_id, body):
        body = Markup('<div summary="o_mail_notification"><p>%s</p></div>') % body
        self.sudo().message_post(
            subtype_id=subtype_id, author_id=self.env.user.partner_id.id, body=body,
        )

    def write(self, vals):
        """Write values; tracked changes become messages when the transaction ends."""
        if self.env.context.get("tracking_disable"):
            return super().write(vals)
        if not self.env.context.get("mail_notrack"):
            self._track_prepare(vals)
        result = super().write(vals)
        self._message_auto_subscribe(vals)
        return result

    def unlink(self):
        """Delete messages, followers, scheduled messages along with the records."""
        if not self:
            return True
        self._discard_tracking()
        ids = self.ids
        self.env["mail.message"].sudo().with_context(active_test=False).search([
            ("model", "=", self._name), ("res_id", "in", ids),
        ]).filtered(lambda m: m.message_type != "user_notification").unlink()
        result = super().unlink()
        self.env["mail.followers"].sudo().search([
            ("res_model", "=", self._name), ("res_id", "in", ids),
        ]).unlink()
        self.env["mail.scheduled.message"].sudo().search([
            ("model", "=", self._name), ("res_id", "in", ids),
        ]).unlink()
        return result

    def copy_data(self, default=None):
        """Copies track nothing of what they are copied from."""
        return super(
            MailThread, self.with_context(mail_notrack=True)
        ).copy_data(default=default)

    def _valid_field_parameter(self, field, name):
        return name == "tracking" or super()._valid_field_parameter(field, name)

    def _creation_subtype(self):
        """Return the subtype of the message of creation (hook)."""
        return self.env["mail.message.subtype"]

    def _creation_message(self):
        """Return the text of the message of creation (hook)."""
        self.ensure_one()
        return _("%s created", self.env["ir.model"]._get(self._name).name)

    @api.model
    def get_empty_list_help(self, help_message):
        """Return the help of an empty list."""
        return super().get_empty_list_help(help_message)
