"""Previews of links; none are fetched here."""
from __future__ import annotations

from odoo import fields, models


class MailLinkPreview(models.Model):
    _name = "mail.link.preview"
    _inherit = ["bus.listener.mixin"]
    _description = "Store link preview data"

    image_mimetype = fields.Char(string="Image MIME type")
    message_link_preview_ids = fields.One2many(
        "mail.message.link.preview", "link_preview_id", groups="base.group_erp_manager",
    )
    og_description = fields.Text(string="Description")
    og_image = fields.Char(string="Image")
    og_mimetype = fields.Char(string="MIME type")
    og_site_name = fields.Char(string="Site name")
    og_title = fields.Char(string="Title")
    og_type = fields.Char(string="Type")
    source_url = fields.Char(string="URL", required=True)
