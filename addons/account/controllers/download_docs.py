"""Files of invoices: the documents themselves, and what is attached to them."""
import io
import zipfile

from odoo import _, http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request


def answer_files(files, archive):
    """Answer with a file, or with an archive of many: [(name, type, content)]."""
    if len(files) == 1:
        name, kind, content = files[0]
        return request.make_response(content, [
            ("Content-Type", kind), ("Content-Length", str(len(content))),
            ("Content-Disposition", content_disposition(name))])
    buffer, seen = io.BytesIO(), {}
    with zipfile.ZipFile(buffer, "w", compression=zipfile.ZIP_DEFLATED) as target:
        for name, _kind, content in files:
            seen[name] = number = seen.get(name, -1) + 1
            stem, dot, extension = name.rpartition(".")
            target.writestr(
                name if not number else f"{stem or extension} ({number}){dot}{extension}"
                if stem else f"{name} ({number})", content)
    content = buffer.getvalue()
    return request.make_response(content, [
        ("Content-Type", "application/zip"), ("Content-Length", str(len(content))),
        ("Content-Disposition", content_disposition(archive))])


class AccountDocumentDownloadController(http.Controller):
    """Downloads of documents, for those who may read them."""

    @http.route(
        "/account/download_invoice_documents/<ids>/<string:filetype>",
        type="http", auth="user")
    def download_invoice_documents_filetype(self, ids, filetype, allow_fallback=True):
        """Answer with the documents of invoices."""
        if filetype not in ("pdf", "all"):
            return request.not_found()
        moves = self._browse(ids)
        made = [move.sudo()._make_pdf() for move in moves]
        return answer_files([(file.name, file.mimetype, file.raw) for file in made],
                            _("invoices") + ".zip")

    @http.route("/account/download_invoice_attachments/<ids>", type="http", auth="user")
    def download_invoice_attachments(self, ids):
        """Answer with files by their ids, all of them files of invoices."""
        files = request.env["ir.attachment"].browse(
            [int(word) for word in ids.split(",")])
        files.check_access("read")
        if any(file.res_model != "account.move" for file in files) or not files:
            return request.not_found()
        return answer_files([(file.name, file.mimetype, file.raw) for file in files],
                            _("invoices") + ".zip")

    @http.route("/account/download_move_attachments/<ids>", type="http", auth="user")
    def download_move_attachments(self, ids):
        """Answer with everything that is attached to documents."""
        moves = self._browse(ids)
        files = moves.attachment_ids
        found = [(file.name, file.mimetype, file.raw) for file in files]
        sales = moves.filtered(lambda move: move.is_sale_document(True))
        found += [(file.name, file.mimetype, file.raw)
                  for file in sales.sudo().invoice_pdf_report_id]
        if not found:
            raise UserError(_("No files to download."))
        return answer_files(found, _("invoices") + ".zip")

    def _browse(self, ids):
        moves = request.env["account.move"].browse([int(word) for word in ids.split(",")])
        moves.check_access("read")
        return moves
