"""Finding records by what the URL of a file says."""

from __future__ import annotations

from odoo import _, models
from odoo.exceptions import MissingError


class IrBinary(models.AbstractModel):
    _name = "ir.binary"
    _description = "File streaming helper model for controllers"

    def _find_record(
        self,
        xmlid=None,
        res_model="ir.attachment",
        res_id=None,
        access_token=None,
        field=None,
    ):
        """Return the record of an external id or of model and id; check the access."""
        record = None
        if xmlid:
            record = self.env.ref(xmlid, False)
        elif res_id is not None and res_model in self.env:
            record = self.env[res_model].browse(res_id).exists()
        if not record:
            raise MissingError(
                _(
                    "No record found for xmlid=%(xmlid)s, res_model=%(model)s, "
                    "id=%(id)s",
                    xmlid=xmlid,
                    model=res_model,
                    id=res_id,
                )
            )
        if record._name == "ir.attachment" and self._is_open(record, access_token):
            return record.sudo()
        record.check_access("read")
        return record

    def _is_open(self, attachment, access_token):
        """Tell whether an attachment is public or its token was given."""
        attachment = attachment.sudo()
        return attachment.public or bool(
            access_token and attachment.access_token == access_token
        )
