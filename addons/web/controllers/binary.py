"""Files and pictures of records."""
from __future__ import annotations

import json
import logging
import unicodedata

from odoo import _, http
from odoo.exceptions import AccessError, UserError
from odoo.http import request
from odoo.tools.file_paths import file_path
from odoo.tools.text import str2bool

_logger = logging.getLogger(__name__)
UPLOADED = """<script language="javascript" type="text/javascript">
    var win = window.top.window;
    win.jQuery(win).trigger(%s, %s);
</script>"""


def clean(name):
    """Return a text without what would break out of a script."""
    return name.replace("\x3c", "")


class Binary(http.Controller):

    @http.route("/web/filestore/<path:_path>", type="http", auth="none")
    def content_filestore(self, _path):
        """Refuse: files are reached through their records."""
        raise request.not_found()

    @http.route([
        "/web/content",
        "/web/content/<string:xmlid>",
        "/web/content/<string:xmlid>/<string:filename>",
        "/web/content/<int:id>",
        "/web/content/<int:id>/<string:filename>",
        "/web/content/<string:model>/<int:id>/<string:field>",
        "/web/content/<string:model>/<int:id>/<string:field>/<string:filename>",
    ], type="http", auth="public", readonly=True)
    def content_common(
        self, xmlid=None, model="ir.attachment", id=None, field="raw", filename=None,
        filename_field="name", mimetype=None, unique=False, download=False,
        access_token=None, nocache=False,
    ):
        """Answer with the content of a binary field."""
        try:
            stream = request.env["ir.binary"]._stream_content(
                xmlid, model, id, field, filename, filename_field, mimetype, access_token
            )
        except UserError:
            return request.not_found()
        return self._send(stream, unique, download, nocache)

    def _send(self, stream, unique, download, nocache):
        options = {"as_attachment": str2bool(str(download or "false"), False)}
        if unique:
            options["immutable"] = True
            options["max_age"] = http.STATIC_CACHE_LONG
        if nocache:
            options["max_age"] = None
        return stream.get_response(**options)

    @http.route([
        "/web/image",
        "/web/image/<string:xmlid>",
        "/web/image/<string:xmlid>/<string:filename>",
        "/web/image/<string:xmlid>/<int:width>x<int:height>",
        "/web/image/<string:xmlid>/<int:width>x<int:height>/<string:filename>",
        "/web/image/<string:model>/<int:id>/<string:field>",
        "/web/image/<string:model>/<int:id>/<string:field>/<string:filename>",
        "/web/image/<string:model>/<int:id>/<string:field>/<int:width>x<int:height>",
        "/web/image/<string:model>/<int:id>/<string:field>/<int:width>x<int:height>/"
        "<string:filename>",
        "/web/image/<int:id>",
        "/web/image/<int:id>/<string:filename>",
        "/web/image/<int:id>/<int:width>x<int:height>",
        "/web/image/<int:id>/<int:width>x<int:height>/<string:filename>",
        "/web/image/<int:id>-<string:unique>",
        "/web/image/<int:id>-<string:unique>/<string:filename>",
        "/web/image/<int:id>-<string:unique>/<int:width>x<int:height>",
        "/web/image/<int:id>-<string:unique>/<int:width>x<int:height>/<string:filename>",
    ], type="http", auth="public", readonly=True)
    def content_image(
        self, xmlid=None, model="ir.attachment", id=None, field="raw",
        filename_field="name", filename=None, mimetype=None, unique=False,
        download=False, width=0, height=0, crop=False, access_token=None, nocache=False,
    ):
        """Answer with a picture, a placeholder where there is none."""
        try:
            stream = request.env["ir.binary"]._stream_image(
                xmlid, model, id, field, filename, filename_field, mimetype,
                access_token, width, height, crop, fallback=not download,
            )
        except UserError:
            return request.not_found()
        return self._send(stream, unique, download, nocache)

    @http.route("/web/binary/upload_attachment", type="http", auth="user")
    def upload_attachment(self, model, id, ufile, callback=None):
        """Keep uploaded files as attachments of a record."""
        found = []
        for file in request.httprequest.files.getlist("ufile"):
            name = file.filename
            if request.httprequest.user_agent.browser == "safari":
                # macOS composes names in another way than everybody else
                name = unicodedata.normalize("NFD", name)
            found.append(self._upload(model, int(id), name, file.read()))
        if callback:
            return UPLOADED % (json.dumps(clean(callback)), json.dumps(found))
        return json.dumps(found)

    def _upload(self, model, res_id, name, content):
        try:
            with request.env.cr.savepoint():
                attachment = request.env["ir.attachment"].create({
                    "name": name, "raw": content, "res_model": model, "res_id": res_id,
                })
                attachment.flush_recordset()
        except AccessError:
            return {"error": _("You are not allowed to upload an attachment here.")}
        except Exception:
            _logger.exception("Fail to upload attachment %s", name)
            return {"error": _("Something horrible happened")}
        return {
            "filename": clean(name), "mimetype": attachment.mimetype,
            "id": attachment.id, "size": attachment.file_size,
        }

    @http.route(["/web/binary/company_logo", "/logo", "/logo.png"], type="http",
                auth="none", cors="*", readonly=True)
    def company_logo(self, dbname=None, **kw):
        """Answer with the logo of a company, the user's by default."""
        from odoo.http import Stream
        if request.db is None or request.env is None:
            stream = Stream.from_path(file_path("web/static/img/nologo.png"))
            stream.mimetype = "image/png"
            return stream.get_response()
        return request.env(su=True)["ir.binary"]._stream_company_logo(
            kw.get("company"), request.session.uid
        ).get_response()
