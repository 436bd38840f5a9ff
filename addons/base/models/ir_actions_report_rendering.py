"""Reports of records: rendered as pages, texts and PDF files."""

from __future__ import annotations

import base64
import importlib.util

from odoo import _, api, models
from odoo.exceptions import UserError
from odoo.tools.barcodes import make_barcode
from odoo.tools.safe_eval import safe_eval

NO_PDF = (
    "The PDF can not be created: the library weasyprint is missing (it comes with the "
    "extra [pdf])."
)


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
        return self.env[name] if name in self.env else None

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
        values.update(
            time=__import__("time"),
            user=self.env.user,
            res_company=self.env.company,
            web_base_url=get_param("web.base.url", default=""),
            context_timestamp=lambda moment: moment,
        )
        return str(self.env["ir.qweb"]._render(template, values)).encode()

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

    def _render_qweb_pdf(self, report_ref, res_ids=None, data=None):
        """Return (file, "pdf") of records; what was saved once is taken from there."""
        report = self._get_report(report_ref)
        ids = [res_ids] if isinstance(res_ids, int) else list(res_ids or [])
        record = self.env[report.model].browse(ids) if report.model in self.env else None
        if record and len(record) == 1 and report.attachment_use:
            saved = report.retrieve_attachment(record)
            if saved:
                return saved.raw, "pdf"
        page = self._render_qweb_html(report, ids, {**(data or {}), "report_type": "pdf"})
        content = self._make_pdf(page[0].decode())
        if record and len(record) == 1 and report.attachment:
            name = safe_eval(
                report.attachment, {"object": record, "time": __import__("time")}
            )
            if name:
                self.env["ir.attachment"].create(
                    {
                        "name": name,
                        "datas": base64.b64encode(content),
                        "res_model": report.model,
                        "res_id": record.id,
                    }
                )
        return content, "pdf"

    def _make_pdf(self, page):
        """Return the PDF of a page; UserError without the library."""
        try:
            from weasyprint import HTML
        except ImportError:
            raise UserError(_(NO_PDF)) from None
        base = self.env["ir.config_parameter"].sudo().get_param("web.base.url")
        return HTML(string=page, base_url=base, url_fetcher=_refuse).write_pdf()

    @api.model
    def _render(self, report_ref, res_ids, data=None):
        """Return a report in the kind that it is of; None for an unknown kind."""
        report = self._get_report(report_ref)
        kind = report.report_type.lower().replace("-", "_")
        render = getattr(self, f"_render_{kind}", None)
        return render(report_ref, res_ids, data=data) if render else None


def _refuse(url, *args, **kwargs):
    """Fetch nothing but what the page carries itself."""
    if url.startswith("data:"):
        from weasyprint import default_url_fetcher

        return default_url_fetcher(url, *args, **kwargs)
    raise ValueError(f"a report may not fetch {url}")
