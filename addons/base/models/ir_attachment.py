"""Attachments: files of records, and the content of binary fields."""

from __future__ import annotations

import base64
import hashlib
import logging
import mimetypes
import re
import uuid
from collections import defaultdict

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.file_paths import file_path
from odoo.tools.mimetypes import guess_mimetype

_logger = logging.getLogger(__name__)

_RE_WORDS = re.compile(rb"[\x20-\x7E]{4,}")


class IrAttachment(models.Model):
    """The content is kept in the database (`db_datas`): there is no file store."""

    _name = "ir.attachment"
    _description = "Attachment"
    _order = "id desc"

    access_token = fields.Char(groups="base.group_user")
    checksum = fields.Char(string="Checksum/SHA1", readonly=True, size=40)
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    datas = fields.Binary(
        string="File Content (base64)",
        compute="_compute_datas",
        inverse="_inverse_datas",
    )
    db_datas = fields.Binary(string="Database Data", attachment=False)
    description = fields.Text()
    file_size = fields.Integer(readonly=True)
    index_content = fields.Text(string="Indexed Content", readonly=True)
    mimetype = fields.Char(string="Mime Type", readonly=True)
    name = fields.Char(required=True)
    public = fields.Boolean(string="Is public document")
    raw = fields.Binary(
        string="File Content (raw)",
        compute="_compute_raw",
        inverse="_inverse_raw",
    )
    res_field = fields.Char(string="Resource Field")
    res_id = fields.Many2oneReference(string="Resource ID", model_field="res_model")
    res_model = fields.Char(string="Resource Model")
    res_name = fields.Char(string="Resource Name", compute="_compute_res_name")
    store_fname = fields.Char(string="Stored Filename", index=True)
    type = fields.Selection(
        [
            ("url", "URL"),
            ("binary", "File"),
        ],
        required=True,
        default="binary",
    )
    url = fields.Char(index="btree_not_null", size=1024)

    _res_idx = models.Index("(res_model, res_id)")

    # ---- computed
    @api.depends("res_model", "res_id")
    def _compute_res_name(self):
        for attachment in self:
            name = False
            if attachment.res_model in self.env and attachment.res_id:
                record = self.env[attachment.res_model].browse(attachment.res_id)
                name = record.display_name
            attachment.res_name = name

    @api.depends("db_datas", "store_fname")
    def _compute_datas(self):
        for attachment in self:
            attachment.datas = base64.b64encode(attachment.raw or b"")

    @api.depends("db_datas", "store_fname")
    def _compute_raw(self):
        for attachment in self:
            if attachment.store_fname:
                attachment.raw = attachment._file_read(attachment.store_fname)
            else:
                attachment.raw = attachment.db_datas or b""

    def _inverse_datas(self):
        for attachment in self:
            attachment._store(_decode(attachment.datas))

    def _inverse_raw(self):
        for attachment in self:
            attachment._store(_to_bytes(attachment.raw))

    def _store(self, content):
        self.ensure_one()
        vals = self._get_content_values(content, self.mimetype)
        models.Model.write(self.sudo(), vals)

    # ---- content
    def _get_content_values(self, content, mimetype):
        """Return the values of the fields that depend on the content."""
        checksum = self._compute_checksum(content)
        values = {
            "file_size": len(content),
            "checksum": checksum,
            "index_content": self._index(content, mimetype),
            "store_fname": False,
            "db_datas": content,
        }
        if content and self._storage() == "file":
            values["store_fname"] = self._file_store().write(content, checksum)
            values["db_datas"] = False
        return values

    # ---- files
    @api.model
    def _file_store(self):
        """Return the files beside the database, None when it is in memory."""
        return self.env.cr.database.files

    @api.model
    def _storage(self):
        """Tell where contents go: to a `file` beside the database or into the `db`."""
        location = self.env["ir.config_parameter"].sudo().get_param(
            "ir_attachment.location", "file"
        )
        return location if self._file_store() is not None else "db"

    @api.model
    def _file_read(self, fname):
        try:
            return self._file_store().read(fname)
        except OSError as error:
            _logger.info("_read_file reading %s: %s", fname, error)
            return b""

    @api.model
    def force_storage(self):
        """Move all contents to where they belong by the settings."""
        if not self.env.is_admin():
            raise AccessError(_("Only administrators can execute this action."))
        wanted = self._storage()
        domain = [("type", "=", "binary"), "|", ("res_field", "=", False),
                  ("res_field", "!=", False)]
        for attachment in self.sudo().search(domain):
            is_file = bool(attachment.store_fname)
            if attachment.file_size and is_file != (wanted == "file"):
                attachment._store(attachment.raw)

    @api.autovacuum
    def _gc_file_store(self):
        """Delete the files that no attachment refers to any more."""
        files = self._file_store()
        if files is not None:
            self.env.cr.execute(
                "SELECT store_fname FROM ir_attachment WHERE store_fname IS NOT NULL"
            )
            files.sweep({row[0] for row in self.env.cr.fetchall()})

    def _compute_checksum(self, content):
        return hashlib.sha1(content or b"", usedforsecurity=False).hexdigest()

    def _compute_mimetype(self, values):
        """Return the mimetype by what was given, the name, the URL, the content."""
        mimetype = values.get("mimetype")
        if not mimetype and values.get("name"):
            mimetype = mimetypes.guess_type(values["name"])[0]
        if not mimetype and values.get("url"):
            mimetype = mimetypes.guess_type(values["url"].split("?")[0])[0]
        if not mimetype or mimetype == "application/octet-stream":
            content = values.get("raw")
            if content is None and values.get("datas"):
                content = _decode(values["datas"])
            if content:
                mimetype = guess_mimetype(_to_bytes(content))
        return (mimetype or "application/octet-stream").lower()

    def _check_contents(self, values):
        """Set the mimetype; what a browser would run is plain text for plain users."""
        mimetype = values["mimetype"] = self._compute_mimetype(values)
        is_active = "ht" in mimetype or (
            "xml" in mimetype
            and not mimetype.startswith("application/vnd.openxmlformats")
        )
        if is_active and (
            self.env.context.get("attachments_mime_plainxml")
            or not self.env["ir.ui.view"].sudo(False).has_access("write")
        ):
            values["mimetype"] = "text/plain"
        return values

    @api.model
    def _index(self, content, file_type, checksum=None):
        """Return the words of a text file, for searching."""
        if not file_type or file_type.split("/")[0] != "text" or not content:
            return False
        return b"\n".join(_RE_WORDS.findall(content)).decode("ascii")

    # ---- changes
    @api.model_create_multi
    def create(self, vals_list):
        prepared = []
        for vals in vals_list:
            values = self._check_contents(
                {
                    key: value
                    for key, value in vals.items()
                    if key not in ("file_size", "checksum", "store_fname")
                }
            )
            raw, datas = values.pop("raw", None), values.pop("datas", None)
            if raw or datas:
                content = _to_bytes(raw) if raw else _decode(datas)
                values.update(self._get_content_values(content, values["mimetype"]))
            prepared.append(values)
        self._check_targets(prepared)
        return super().create(prepared)

    def _check_targets(self, vals_list):
        """Check that the user may attach to the records that are named."""
        if self.env.su:
            return
        ids_by_model = defaultdict(set)
        for vals in vals_list:
            if vals.get("res_model") and vals.get("res_id"):
                ids_by_model[vals["res_model"]].add(vals["res_id"])
            elif vals.get("res_field") and not self.env.is_system():
                raise self._forbidden()
        for model_name, ids in ids_by_model.items():
            if model_name not in self.env:
                raise self._forbidden()
            self.env[model_name].browse(ids).check_access("write")

    def write(self, vals):
        self.check_access("write")
        if vals.get("res_model") or vals.get("res_id"):
            self._check_targets(
                [
                    {
                        "res_model": vals.get("res_model", attachment.res_model),
                        "res_id": vals.get("res_id", attachment.res_id),
                    }
                    for attachment in self
                ]
            )
        vals = {
            key: value
            for key, value in vals.items()
            if key not in ("file_size", "checksum", "store_fname")
        }
        if "mimetype" in vals or "datas" in vals or "raw" in vals:
            vals = self._check_contents(vals)
        return super().write(vals)

    def copy_data(self, default=None):
        default = dict(default or {})
        vals_list = super().copy_data(default=default)
        for attachment, vals in zip(self, vals_list, strict=True):
            if not {"datas", "db_datas", "raw"} & set(default):
                vals["raw"] = attachment.raw
                vals["mimetype"] = attachment.mimetype
        return vals_list

    # ---- access
    def _forbidden(self):
        return AccessError(_("Sorry, you are not allowed to access this document."))

    def _check_access(self, operation):
        """An attachment is as accessible as the record it belongs to."""
        refusal = super()._check_access(operation)
        if refusal or self.env.su or not self:
            return refusal
        lost = self._get_forbidden(operation)
        return (lost, self._forbidden) if lost else None

    def _get_forbidden(self, operation):
        is_system = self.env.is_system()
        linked = defaultdict(lambda: defaultdict(list))
        lost = []
        for id_, values in self._read_links().items():
            res_model, res_id, create_uid, public, res_field = values
            if public and operation == "read":
                continue
            if not is_system and (
                (res_field and not res_id)
                or (not res_id and create_uid != self.env.uid)
            ):
                lost.append(id_)
                continue
            if res_model and res_id:
                linked[res_model][res_id].append(id_)
        mode = "read" if operation == "read" else "write"
        for model_name, by_record in linked.items():
            allowed = set()
            if model_name in self.env:
                records = self.env[model_name].browse(by_record).exists()
                allowed = set(records._filtered_access(mode)._ids)
                # what belongs to a deleted record is everyone's
                allowed |= set(by_record) - set(records._ids)
            for res_id, ids in by_record.items():
                if res_id not in allowed:
                    lost += ids
        return self.browse(lost)

    def _read_links(self):
        """Return what access depends on, by id."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                "SELECT id, res_model, res_id, create_uid, public, res_field "
                "FROM ir_attachment WHERE %s",
                self.env.cr.dialect.in_list(SQL.identifier("id"), list(self._ids)),
            )
        )
        return {row[0]: row[1:] for row in rows}

    def read(self, fields=None, load="_classic_read"):
        """Read attachments after the check of the records that they belong to."""
        if not self.env.su:
            self.check_access("read")
        return super().read(fields, load)

    @api.model
    def _search(
        self,
        domain,
        offset=0,
        limit=None,
        order=None,
        *,
        active_test=True,
        bypass_access=False,
    ):
        """Leave out the content of fields, and what belongs to records out of reach."""
        domain = Domain(domain)
        if not self.env.context.get("skip_res_field_check") and not any(
            leaf.field_expr in ("id", "res_field") for leaf in domain.iter_conditions()
        ):
            domain &= Domain("res_field", "=", False)
        if self.env.su or bypass_access:
            return super()._search(
                domain,
                offset,
                limit,
                order,
                active_test=active_test,
                bypass_access=bypass_access,
            )
        ids = list(super()._search(domain, active_test=active_test))
        found = self.browse(ids)
        allowed = found - found._get_forbidden("read") if ids else found
        return super()._search(
            Domain("id", "in", allowed.ids),
            offset,
            limit,
            order,
            active_test=False,
            bypass_access=True,
        )

    # ---- for clients
    def _to_http_stream(self):
        """Return the stream of the content, of a file in an addon, or of an address."""
        from odoo.http import Stream

        self.ensure_one()
        public = self.sudo().public
        common = {"mimetype": self.mimetype, "download_name": self.name, "public": public}
        if self.type == "url":
            path = _static_path(self.url)
            if path is None:
                return Stream(type="url", url=self.url, **common)
            stream = Stream.from_path(path, public=True)
            stream.mimetype = mimetypes.guess_type(str(path))[0]
            return stream
        data = self.raw or b""
        return Stream(
            type="data",
            data=data,
            size=len(data),
            etag=self.checksum or True,
            last_modified=self.write_date,
            **common,
        )

    @api.model
    def check(self, mode, values=None):
        """Raise AccessError unless the user may do `mode` on the attachments."""
        self.check_access(mode)
        if values:
            self._check_targets([values])

    def generate_access_token(self):
        """Return the tokens of the attachments, making those that are missing."""
        tokens = []
        for attachment in self:
            if not attachment.access_token:
                attachment.write({"access_token": str(uuid.uuid4())})
            tokens.append(attachment.access_token)
        return tokens

    @api.model
    def create_unique(self, values_list):
        """Create attachments, or find equal ones; return their ids."""
        ids = []
        for values in values_list:
            content = _decode(values.get("datas") or b"")
            domain = [
                ("checksum", "=", self._compute_checksum(content)),
                ("file_size", "=", len(content)),
                ("mimetype", "=", self._compute_mimetype(values)),
                ("public", "=", values.get("public", False)),
                ("res_field", "=", values.get("res_field", False)),
            ]
            found = self.search(domain, limit=1) or self.create(values)
            ids.append(found.id)
        return ids

    @api.model
    def action_get(self):
        """Return the action that lists attachments."""
        return self.env["ir.actions.act_window"]._for_xml_id("base.action_attachment")

    @api.model
    def get_serving_groups(self):
        """Return the groups whose members may serve attachments by URL."""
        return ["base.group_system"]

    @api.constrains("type", "url")
    def _check_serving_attachments(self):
        """Keep plain users from making pages of the web site."""
        for attachment in self:
            if attachment.type != "binary" or not attachment.url:
                continue
            groups = self.get_serving_groups()
            if not self.env.su and not any(self.env.user.has_group(g) for g in groups):
                raise UserError(
                    _("Sorry, you are not allowed to write on this document")
                )


def _to_bytes(value):
    if isinstance(value, str):
        return value.encode()
    return bytes(value or b"")


def _decode(value):
    return base64.b64decode(value or b"")


def _static_path(url):
    """Return the file of an addon that an address of this server means, else None."""
    words = (url or "").split("?")[0].strip("/").split("/")
    if len(words) < 3 or words[1] != "static" or ".." in words:
        return None
    try:
        return file_path("/".join(words))
    except (FileNotFoundError, ValueError):
        return None
