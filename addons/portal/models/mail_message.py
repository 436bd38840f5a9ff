"""Messages as the pages of customers show them."""
from odoo import models


class MailMessage(models.Model):
    _inherit = "mail.message"

    def portal_message_format(self, options=None):
        """Return what a page shows of messages, newest as they come."""
        self.check_access("read")
        return [self._portal_values(message) for message in self]

    def _portal_values(self, message):
        record = message.sudo()
        return {
            "id": record.id, "body": ["markup", record.body or ""],
            "date": record.date, "author_id": [
                record.author_id.id, record.author_id.display_name,
            ] if record.author_id else False,
            "author_avatar_url": f"/web/image/mail.message/{record.id}/author_avatar/50x50",
            "is_internal": record.is_internal, "message_type": record.message_type,
            "is_message_subtype_note": record.subtype_id == self.env.ref("mail.mt_note"),
            "subtype_id": [record.subtype_id.id, record.subtype_id.name]
            if record.subtype_id else False,
            "published_date_str": str(record.date),
            "attachment_ids": [{
                "id": file.id, "name": file.name, "mimetype": file.mimetype,
                "access_token": file.generate_access_token()[0],
                "file_size": file.file_size, "res_id": file.res_id,
                "res_model": file.res_model,
            } for file in record.attachment_ids],
        }
