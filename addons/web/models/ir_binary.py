"""Files and pictures as their addresses name them, for browsers and for reports."""
from __future__ import annotations

from odoo import _, models
from odoo.exceptions import MissingError, UserError
from odoo.tools.file_paths import file_path
from odoo.tools.image import image_guess_size_from_field_name, image_process
from odoo.tools.text import str2bool

MAX_ID = 2**31 - 1


class IrBinary(models.AbstractModel):
    _inherit = "ir.binary"

    def _stream_content(
        self, xmlid=None, model="ir.attachment", id=None, field="raw", filename=None,
        filename_field="name", mimetype=None, access_token=None,
    ):
        """Return the stream of a binary field; UserError where there is none."""
        record = self._find_record(xmlid, model, _to_id(id), access_token, field=field)
        stream = self._get_stream_from(record, field, filename, filename_field, mimetype)
        if access_token:
            stream.public = True
        return stream

    def _stream_image(
        self, xmlid=None, model="ir.attachment", id=None, field="raw", filename=None,
        filename_field="name", mimetype=None, access_token=None, width=0, height=0,
        crop=False, fallback=True,
    ):
        """Return the stream of a picture, a placeholder's where there is none."""
        width, height = _to_size(width), _to_size(height)
        try:
            record = self._find_record(
                xmlid, model, _to_id(id), access_token, field=field
            )
            stream = self._get_image_stream_from(
                record, field, filename=filename, filename_field=filename_field,
                mimetype=mimetype, width=width, height=height,
                crop=str2bool(str(crop or "false"), True) and (crop or True),
            )
        except UserError:
            if not fallback:
                raise
            stream = self._stream_sized_placeholder(field, width, height)
        if access_token:
            stream.public = True
        return stream

    def _stream_sized_placeholder(self, field, width, height):
        if (width, height) == (0, 0):
            width, height = image_guess_size_from_field_name(field)
        stream = self._get_placeholder_stream()
        if width or height:
            stream.data = image_process(stream.read(), size=(width, height))
            stream.type, stream.size = "data", len(stream.data)
            stream.etag = f"{stream.etag}-{width}x{height}"
        return stream

    def _stream_company_logo(self, company_id=None, uid=None):
        """Return the stream of a company's logo: the one named, a user's, the first."""
        from odoo.http import Stream
        self = self.sudo()
        company = self.env["res.company"]
        if company_id:
            company = company.browse(_to_id(company_id)).exists()
        elif uid:
            company = self.env["res.users"].browse(uid).company_id
        company = company or self.env["res.company"].search([], limit=1)
        field = "logo_web" if "logo_web" in company._fields else "logo"
        if company[field]:
            stream = Stream.from_binary_field(company, field)
        else:
            stream = Stream.from_path(file_path("web/static/img/nologo.png"))
        stream.mimetype, stream.download_name = "image/png", "logo.png"
        return stream


def _to_size(value):
    try:
        return max(0, int(value or 0))
    except ValueError:
        return 0


def _to_id(value):
    """Return an id; MissingError for what can be none."""
    if value is None or value == "":
        return None
    try:
        number = int(value)
    except ValueError:
        number = -1
    if not 0 <= number <= MAX_ID:
        raise MissingError(_("Record does not exist or has been deleted."))
    return number
