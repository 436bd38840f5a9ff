"""Reports of records: rendered as pages, texts and PDF files."""

from __future__ import annotations

import base64
import importlib.util

from odoo import api, fields, models
from odoo.tools.barcodes import make_barcode
from odoo.tools.safe_eval import safe_eval
from odoo.tools.safe_eval import time as safe_time

from ..pdf_files import make_pdf, merge_pdf
from .ir_attachment import guess_mimetype


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    @api.model
    def get_wkhtmltopdf_state(self):
        """Tell whether PDFs can be made: the library for it is an extra."""
        return "ok" if importlib.util.find_spec("weasyprint") else "install"

    @api.model
    def barcode(self, barcode_type, value, **options):
        """Return the picture of a barcode; ValueError."""
        numbers = {
            key: int(options[key]) for key in ("width", "height") if options.get(key)
        }
        quiet = str(options.get("quiet", 1)) not in ("0", "False", "false")
        level = str(options.get("barLevel", "L"))
        return make_barcode(barcode_type, value, quiet=quiet, level=level, **numbers)

    @api.model
    def get_available_barcode_masks(self):
        """Return the pictures that may stand in the middle of QR codes: none."""
        return {}

    # ---- what a template is given
    def _get_rendering_context_model(self, report):
        name = f"report.{report.report_name}"
        custom = self.env[name] if name in self.env else None
        # a model that is only declared adds nothing
        return custom if hasattr(custom, "_get_report_values") else None

    def _get_rendering_context(self, report, docids, data):
        """Return the values of a report's template."""
        values = dict(data or {})
        custom = self._get_rendering_context_model(report)
        if custom is not None:
            values.update(custom._get_report_values(docids, data=data))
        else:
            values.update(
                {
                    "doc_ids": docids,
                    "doc_model": report.model,
                    "docs": self.env[report.model].browse(docids),
                }
            )
        values["is_html_empty"] = lambda text: not str(text or "").strip()
        return values

    def _render_template(self, template, values=None):
        """Return a template rendered with what every report knows."""
        values = dict(values or {})
        get_param = self.env["ir.config_parameter"].sudo().get_param
        from odoo.tools.safe_eval import datetime, time

        values.update(
            time=time,
            datetime=datetime,
            user=self.env.user,
            res_company=self.env.company,
            web_base_url=get_param("web.base.url", default=""),
            context_timestamp=self._to_time_of_user,
            image_data_uri=_to_data_uri,
        )
        return str(self.env["ir.qweb"]._render(template, values)).strip().encode()

    # ---- the kinds
    def _render_qweb_html(self, report_ref, docids, data=None):
        """Return (page, "html") of records."""
        report = self._get_report(report_ref)
        data = {"report_type": "html", **(data or {})}
        values = self._get_rendering_context(report, docids, data)
        return self._render_template(report.report_name, values), "html"

    def _render_qweb_text(self, report_ref, docids, data=None):
        """Return (text, "text") of records."""
        report = self._get_report(report_ref)
        data = {"report_type": "text", "__keep_empty_lines": True, **(data or {})}
        values = self._get_rendering_context(report, docids, data)
        return self._render_template(report.report_name, values), "text"

    def _to_time_of_user(self, moment):
        return fields.Datetime.context_timestamp(self.with_context(
            tz=self.env.user.tz
        ), moment)

    def _render_qweb_pdf(self, report_ref, res_ids=None, data=None):
        """Return (file, "pdf") of records; what was saved once is taken from there.

        A report that is saved is made record by record, else for all at once.
        """
        report = self._get_report(report_ref)
        ids = [res_ids] if isinstance(res_ids, int) else list(res_ids or [])
        data = {**(data or {}), "report_type": "pdf"}
        if not report.attachment or report.model not in self.env or not ids:
            return self._render_pdf_pages(report, ids, data), "pdf"
        files = [
            self._render_saved_pdf(report, record, data)
            for record in self.env[report.model].browse(ids)
        ]
        return merge_pdf(files), "pdf"

    def _render_pdf_pages(self, report, ids, data):
        page, _kind = self._render_qweb_html(report, ids, data)
        base_url = self.env["ir.config_parameter"].sudo().get_param("web.base.url", "")
        return make_pdf(
            page.decode(), report.get_paperformat(), self._fetch_address, base_url
        )

    def _fetch_address(self, path, query):
        """Return (content, type) of an address on this server, None for no file."""
        words = path.split("/", 3)
        if words[:2] != ["report", "barcode"]:
            return None
        options = dict(query)
        if len(words) < 4:
            kind, value = options.pop("barcode_type"), options.pop("value")
        else:
            kind, value = words[2:]
        return self.barcode(kind, value, **options), "image/png"

    def _render_saved_pdf(self, report, record, data):
        """Return the file of a record, from its attachment or into it."""
        saved = report.attachment_use and report.retrieve_attachment(record)
        if saved:
            return saved.raw
        content = self._render_pdf_pages(report, record.ids, data)
        name = safe_eval(
            report.attachment, {"object": record, "time": safe_time}
        )
        if name:
            self.env["ir.attachment"].create(
                {
                    "name": name,
                    "raw": content,
                    "mimetype": "application/pdf",
                    "res_model": report.model,
                    "res_id": record.id,
                    "type": "binary",
                }
            )
        return content

    @api.model
    def _render(self, report_ref, res_ids, data=None):
        """Return a report in the kind that it is of; None for an unknown kind."""
        report = self._get_report(report_ref)
        kind = report.report_type.lower().replace("-", "_")
        render = getattr(self, f"_render_{kind}", None)
        return render(report_ref, res_ids, data=data) if render else None


def _to_data_uri(source):
    """Return a picture in base64 as an address that carries it."""
    text = source.decode() if isinstance(source, bytes) else source
    kind = guess_mimetype(base64.b64decode(text), "image/png")
    return f"data:{kind};base64,{text}"
