"""Finding records by what the URL of a file says, and streaming their content."""

from __future__ import annotations

import mimetypes

from odoo import _, models
from odoo.exceptions import MissingError, UserError
from odoo.tools.file_paths import file_path
from odoo.tools.image import image_guess_size_from_field_name, image_process

from .ir_attachment import guess_mimetype

PLACEHOLDER = "web/static/img/placeholder.png"


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
        if field and field in record._fields:
            record._check_field_access(record._fields[field], "read")
        return record

    def _is_open(self, attachment, access_token):
        """Tell whether an attachment is public or its token was given."""
        attachment = attachment.sudo()
        return attachment.public or bool(
            access_token and attachment.access_token == access_token
        )

    # ---- streams
    def _record_to_stream(self, record, field_name):
        """Return the stream of a binary field."""
        from odoo.http import Stream

        if record._name == "ir.attachment" and field_name in ("raw", "datas", "db_datas"):
            return record._to_http_stream()
        record.check_access("read")
        field = record._fields[field_name]
        if field.attachment:
            found = self.env["ir.attachment"].sudo().search(
                [
                    ("res_model", "=", record._name),
                    ("res_id", "=", record.id),
                    ("res_field", "=", field_name),
                ],
                limit=1,
            )
            if not found:
                raise MissingError(_("The related attachment does not exist."))
            return found._to_http_stream()
        return Stream.from_binary_field(record, field_name)

    def _get_stream_from(
        self,
        record,
        field_name="raw",
        filename=None,
        filename_field="name",
        mimetype=None,
        default_mimetype="application/octet-stream",
    ):
        """Return the stream of a field, named and typed; UserError when it is none."""
        if field_name not in record._fields:
            raise UserError(_("Record has no field %r.", field_name))
        if record._fields[field_name].type != "binary":
            raise UserError(
                _(
                    "Field %(field)r is type %(type)r but it is only possible to "
                    "stream Binary or Image fields.",
                    field=record._fields[field_name],
                    type=record._fields[field_name].type,
                )
            )
        stream = self._record_to_stream(record, field_name)
        if stream.type == "url":
            return stream
        if mimetype:
            stream.mimetype = mimetype
        elif not stream.mimetype or stream.mimetype == "application/octet-stream":
            stream.mimetype = guess_mimetype(stream.read()) or default_mimetype
        if filename:
            stream.download_name = filename
        elif filename_field in record._fields:
            stream.download_name = record[filename_field] or None
        if not stream.download_name:
            stream.download_name = f"{record._table}-{record.id}-{field_name}"
        stream.download_name = stream.download_name.replace("\n", "_").replace("\r", "_")
        known = stream.mimetype != "application/octet-stream"
        if known and "." not in stream.download_name:
            stream.download_name += mimetypes.guess_extension(stream.mimetype) or ""
        return stream

    def _get_image_stream_from(
        self,
        record,
        field_name="raw",
        filename=None,
        filename_field="name",
        mimetype=None,
        default_mimetype="image/png",
        placeholder=None,
        width=0,
        height=0,
        crop=False,
        quality=0,
    ):
        """Return the stream of a picture, made smaller; a placeholder for none."""
        stream = None
        try:
            stream = self._get_stream_from(
                record, field_name, filename, filename_field, mimetype, default_mimetype
            )
        except MissingError:
            pass
        if stream is not None and stream.type == "url":
            return stream
        if stream is None or not stream.size:
            if not placeholder:
                placeholder = record._get_placeholder_filename(field_name) if hasattr(
                    record, "_get_placeholder_filename"
                ) else None
            stream = self._get_placeholder_stream(placeholder)
            if (width, height) == (0, 0):
                width, height = image_guess_size_from_field_name(field_name)
        if not stream.mimetype.startswith("image/"):
            stream.mimetype = default_mimetype
        if (width or height) and stream.mimetype != "image/svg+xml":
            stream.data = image_process(
                stream.read(), size=(width, height), crop=crop, quality=quality
            )
            stream.type, stream.size = "data", len(stream.data)
            if isinstance(stream.etag, str):
                stream.etag += f"-{width}x{height}-crop={crop}-quality={quality}"
        return stream

    def _get_placeholder_stream(self, path=None):
        """Return the stream of the picture for what has none."""
        from odoo.http import Stream

        name = file_path(path or PLACEHOLDER, (".png", ".jpg", ".svg"))
        stream = Stream.from_path(name)
        stream.mimetype = mimetypes.guess_type(str(name))[0] or "image/png"
        return stream

    def _placeholder(self, path=False):
        """Return the picture for what has none."""
        return self._get_placeholder_stream(path or None).read()
