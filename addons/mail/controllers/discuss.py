"""What the web client asks about messages and channels."""
from __future__ import annotations

from odoo import http
from odoo.http import request
from werkzeug.exceptions import NotFound


class DiscussController(http.Controller):
    """Reading, editing and reacting."""

    @http.route("/discuss/channel/mark_as_read", methods=["POST"], type="jsonrpc",
                auth="public")
    def discuss_channel_mark_as_read(self, channel_id, last_message_id, sync=False):
        """Note the last message that was read."""
        member = request.env["discuss.channel.member"].search([
            ("channel_id", "=", channel_id), ("is_self", "=", True),
        ])
        if not member:
            return
        member.sudo()._mark_as_read(last_message_id)

    @http.route("/mail/message/update_content", methods=["POST"], type="jsonrpc",
                auth="public")
    def mail_message_update_content(self, message_id, update_data, **kwargs):
        """Change a message of one's own."""
        message = request.env["mail.message"].browse(message_id).exists()
        partner = request.env.user.partner_id
        if not message or not (
            message.sudo().author_id == partner or request.env.user._is_admin()
        ):
            raise NotFound
        record = request.env[message.model].browse(message.res_id)
        record._message_update_content(
            message, body=update_data.get("body"),
            attachment_ids=update_data.get("attachment_ids"),
            partner_ids=update_data.get("partner_ids"),
        )
        return {"mail.message": message._to_store_values()}

    @http.route("/mail/message/reaction", methods=["POST"], type="jsonrpc", auth="public")
    def mail_message_reaction(self, message_id, content, action, **kwargs):
        """Add or remove a reaction."""
        message = request.env["mail.message"].browse(message_id).exists()
        if not message or not message.has_access("read"):
            raise NotFound
        message._message_reaction(content, action, request.env.user.partner_id)
        return {"mail.message": message._to_store_values()}

    @http.route("/mail/message/post", methods=["POST"], type="jsonrpc", auth="public")
    def mail_message_post(self, thread_model, thread_id, post_data, context=None,
                          **kwargs):
        """Post on a record."""
        record = request.env[thread_model].browse(thread_id)
        known = ("body", "subject", "partner_ids", "attachment_ids", "message_type",
                 "subtype_xmlid", "parent_id")
        message = record.message_post(
            **{k: v for k, v in post_data.items() if k in known}, body_is_html=True
        )
        return {"message_id": message.id,
                "store_data": {"mail.message": message._to_store_values()}}
