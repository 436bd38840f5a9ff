"""The traceability report: where lots came from, and where they went."""
from odoo import _, api, models
from odoo.tools import format_datetime


class StockTraceabilityReport(models.TransientModel):
    _inherit = "stock.traceability.report"

    @api.model
    def get_main_lines(self, given_context=None):
        """Return the first lines: of the lot or the transfer that the context names."""
        context = {**self.env.context, **(given_context or {})}
        return self.with_context(**context).get_lines()

    @api.model
    def get_lines(self, line_id=False, **kw):
        """Return lines: those below a line, or the first ones of a record."""
        context = {**self.env.context, **kw}
        model = kw.get("model_name") or context.get("model") or context.get("active_model")
        record_id = kw.get("model_id") or context.get("active_id")
        level = int(kw.get("level") or 1)
        if line_id and model == "stock.move.line":
            lines = self._get_sources(self.env[model].browse(record_id))
        else:
            lines = self._get_first_lines(model, record_id, context)
        return [self._show_line(line, level, line_id, number) for number, line in enumerate(
            lines.sorted(lambda line: (line.date, line.id), reverse=True), start=1)]

    def _get_first_lines(self, model, record_id, context):
        lines = self.env["stock.move.line"]
        if model == "stock.lot" or context.get("lot_name"):
            domain = [("lot_id", "=", record_id)] if model == "stock.lot" else [
                ("lot_id.name", "=", context["lot_name"])]
            return lines.search([*domain, ("state", "=", "done")])
        if model == "stock.picking":
            return lines.search([("picking_id", "=", record_id), ("state", "=", "done"),
                                 ("lot_id", "!=", False)])
        if model == "stock.move.line":
            return lines.browse(record_id)
        return lines

    def _get_sources(self, line):
        """Return the lines that have brought what a line has taken."""
        before = line.move_id.move_orig_ids.move_line_ids.filtered(
            lambda own: own.lot_id == line.lot_id and own.state == "done")
        if before or line.location_id.usage != "internal":
            return before
        return line.search([
            ("product_id", "=", line.product_id.id), ("lot_id", "=", line.lot_id.id),
            ("location_dest_id", "=", line.location_id.id), ("state", "=", "done"),
            ("id", "not in", line.ids), ("date", "<=", line.date)])

    def _get_usage(self, line):
        own = ("internal", "transit")
        source, target = line.location_id.usage in own, line.location_dest_id.usage in own
        return "internal" if source and target else "in" if target else "out"

    def _get_reference(self, line):
        """Return the record that a line belongs to, and its name."""
        record = line.picking_id or line.move_id.scrap_id or line.move_id
        return record, record.display_name

    def _show_line(self, line, level, parent_id, number):
        record, name = self._get_reference(line)
        unit, lot = line.product_id.uom_id, line.lot_id
        return {
            "id": number if not parent_id else int(parent_id) * 1000 + number,
            "model": line._name, "model_id": line.id, "parent_id": parent_id,
            "usage": self._get_usage(line), "is_used": bool(line.search_count(
                [("lot_id", "=", lot.id), ("state", "=", "done"),
                 ("location_id.usage", "!=", "inventory"),
                 ("location_dest_id.usage", "=", "production")], limit=1)) if lot else False,
            "lot_name": lot.name or "", "lot_id": lot.id, "reference": name,
            "reference_id": name, "res_id": record.id, "res_model": record._name,
            "columns": [
                name, line.product_id.display_name, format_datetime(self.env, line.date),
                lot.name or "", line.location_id.display_name,
                line.location_dest_id.display_name,
                _("%(quantity)s %(unit)s", quantity=f"{line.quantity_product_uom:.2f}",
                  unit=unit.name)],
            "level": level, "unfoldable": bool(self._get_sources(line)),
        }

    def get_pdf_lines(self, line_data=None):
        """Return the lines that a client has unfolded, as they are printed."""
        lines = self.env["stock.move.line"]
        shown = []
        for number, given in enumerate(line_data or [], start=1):
            line = lines.browse(given["model_id"])
            shown.append({**self._show_line(line, given.get("level", 1), False, number),
                          "unfoldable": given.get("unfoldable", False)})
        return shown

    def get_pdf(self, line_data=None):
        """Return the report printed, as bytes of a PDF."""
        report = self.env.ref("stock.action_report_traceability")
        content, _kind = report._render_qweb_pdf(
            report.report_name, self.ids, data={"lines": self.with_context(
                print_mode=True).get_pdf_lines(line_data)})
        return content

