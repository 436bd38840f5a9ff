"""Reports that go out with mail."""
import logging

from odoo import models

_logger = logging.getLogger(__name__)


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _render_for_mail(self, res_ids):
        """Return (content, kind): a page of HTML where no library makes PDF files."""
        self.ensure_one()
        if self.report_type == "qweb-pdf" and self.get_wkhtmltopdf_state() != "ok":
            _logger.warning(
                "%s goes out as HTML: the library for PDF files is missing (extra [pdf])",
                self.report_name)
            return self._render_qweb_html(self.report_name, res_ids)
        return self._render(self.report_name, res_ids)
