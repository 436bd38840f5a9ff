"""Reports of records: their pages, files, and what a browser asks before."""
from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlsplit

from odoo import http
from odoo.http import content_disposition, request
from odoo.tools.json import json_default
from odoo.tools.safe_eval import safe_eval
from werkzeug.exceptions import BadRequest, InternalServerError

CONTENT_TYPES = {
    "html": "text/html; charset=utf-8", "pdf": "application/pdf",
    "text": "text/plain; charset=utf-8",
}


class ReportController(http.Controller):

    @http.route(
        ["/report/<converter>/<reportname>", "/report/<converter>/<reportname>/<docids>"],
        type="http", auth="user", readonly=True,
    )
    def report_routes(self, reportname, docids=None, converter=None, **data):
        """Answer with a report of some records."""
        if converter not in CONTENT_TYPES:
            raise BadRequest(description=f"Converter {converter} not implemented.")
        context = dict(request.env.context)
        ids = [int(word) for word in docids.split(",") if word.isdigit()] \
            if docids else None
        if data.get("options"):
            data.update(json.loads(data.pop("options")))
        if data.get("context"):
            context.update(json.loads(data["context"]))
        report = request.env["ir.actions.report"].with_context(context)
        render = getattr(report, f"_render_qweb_{converter}", None)
        if render is None:
            raise NotImplementedError(
                f"ir.actions.report._render_qweb_{converter}: see COVERAGE.md"
            )
        content = render(reportname, ids, data=data)[0]
        return request.make_response(content, [
            ("Content-Type", CONTENT_TYPES[converter]),
        ])

    @http.route("/report/download", type="http", auth="user")
    def report_download(self, data, context=None, token=None, readonly=True):
        """Answer with a report's file, named for its records."""
        url, kind = json.loads(data)
        try:
            return self._download(url, kind, context)
        except Exception as error:
            payload = json.dumps({
                "code": 0, "message": "Odoo Server Error",
                "data": http.serialize_exception(error),
            }, default=json_default)
            raise InternalServerError(payload) from error

    def _download(self, url, kind, context):
        if kind not in ("qweb-pdf", "qweb-text"):
            raise BadRequest(f"unknown type {kind}")
        converter = "pdf" if kind == "qweb-pdf" else "text"
        parts = urlsplit(url)
        words = parts.path.partition(f"/report/{converter}/")[2].split("/")
        name, docids = words[0], words[1] if len(words) > 1 else None
        data = dict(parse_qsl(parts.query))
        if context:
            data["context"] = context
        response = self.report_routes(name, docids=docids, converter=converter, **data)
        report = request.env["ir.actions.report"]._get_report_from_name(name)
        filename = report.name
        if docids and report.print_report_name:
            records = request.env[report.model].browse(
                [int(word) for word in docids.split(",")]
            )
            if len(records) == 1:
                filename = safe_eval(report.print_report_name, {"object": records})
        extension = "pdf" if converter == "pdf" else "txt"
        response.headers.add(
            "Content-Disposition", content_disposition(f"{filename}.{extension}")
        )
        return response

    @http.route(
        ["/report/barcode", "/report/barcode/<barcode_type>/<path:value>"],
        type="http", auth="public", readonly=True,
    )
    def report_barcode(self, barcode_type, value, **kwargs):
        """Answer with the picture of a barcode."""
        barcode = getattr(request.env["ir.actions.report"], "barcode", None)
        if barcode is None:
            raise NotImplementedError("ir.actions.report.barcode: see COVERAGE.md")
        try:
            content = barcode(barcode_type, value, **kwargs)
        except (ValueError, AttributeError):
            raise BadRequest(description="Cannot convert into barcode.") from None
        return request.make_response(content, [
            ("Content-Type", "image/png"), ("Cache-Control", "public, max-age=604800"),
        ])

    @http.route("/report/check_wkhtmltopdf", type="jsonrpc", auth="user", readonly=True)
    def check_wkhtmltopdf(self):
        """Tell whether reports can be made into PDF."""
        return request.env["ir.actions.report"].get_wkhtmltopdf_state()
