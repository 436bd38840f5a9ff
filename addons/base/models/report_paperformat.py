"""Sizes and margins of printed paper."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

# value, label, width and height in mm
PAPER_SIZES = (
    ("A0", "A0  5   841 x 1189 mm", 841, 1189),
    ("A1", "A1  6   594 x 841 mm", 594, 841),
    ("A2", "A2  7   420 x 594 mm", 420, 594),
    ("A3", "A3  8   297 x 420 mm", 297, 420),
    ("A4", "A4  0   210 x 297 mm, 8.26 x 11.69 inches", 210, 297),
    ("A5", "A5  9   148 x 210 mm", 148, 210),
    ("A6", "A6  10  105 x 148 mm", 105, 148),
    ("A7", "A7  11  74 x 105 mm", 74, 105),
    ("A8", "A8  12  52 x 74 mm", 52, 74),
    ("A9", "A9  13  37 x 52 mm", 37, 52),
    ("B0", "B0  14  1000 x 1414 mm", 1000, 1414),
    ("B1", "B1  15  707 x 1000 mm", 707, 1000),
    ("B2", "B2  17  500 x 707 mm", 500, 707),
    ("B3", "B3  18  353 x 500 mm", 353, 500),
    ("B4", "B4  19  250 x 353 mm", 250, 353),
    ("B5", "B5  1   176 x 250 mm, 6.93 x 9.84 inches", 176, 250),
    ("B6", "B6  20  125 x 176 mm", 125, 176),
    ("B7", "B7  21  88 x 125 mm", 88, 125),
    ("B8", "B8  22  62 x 88 mm", 62, 88),
    ("B9", "B9  23  33 x 62 mm", 33, 62),
    ("B10", "B10    16  31 x 44 mm", 31, 44),
    ("C5E", "C5E 24  163 x 229 mm", 163, 229),
    ("Comm10E", "Comm10E 25  105 x 241 mm, U.S. Common 10 Envelope", 105, 241),
    ("DLE", "DLE 26 110 x 220 mm", 110, 220),
    ("Executive", "Executive 4   7.5 x 10 inches, 190.5 x 254 mm", 190.5, 254),
    ("Folio", "Folio 27  210 x 330 mm", 210, 330),
    ("Ledger", "Ledger  28  431.8 x 279.4 mm", 431.8, 279.4),
    ("Legal", "Legal    3   8.5 x 14 inches, 215.9 x 355.6 mm", 215.9, 355.6),
    ("Letter", "Letter 2 8.5 x 11 inches, 215.9 x 279.4 mm", 215.9, 279.4),
    ("Tabloid", "Tabloid 29 279.4 x 431.8 mm", 279.4, 431.8),
    ("custom", "Custom", 0, 0),
)


class ReportPaperformat(models.Model):
    _name = "report.paperformat"
    _description = "Paper Format Config"

    name = fields.Char("Name", required=True)
    default = fields.Boolean("Default paper format?")
    format = fields.Selection(
        [(value, label) for value, label, _width, _height in PAPER_SIZES],
        "Paper size",
        default="A4",
        help="Select Proper Paper size",
    )
    margin_top = fields.Float("Top Margin (mm)", default=40)
    margin_bottom = fields.Float("Bottom Margin (mm)", default=20)
    margin_left = fields.Float("Left Margin (mm)", default=7)
    margin_right = fields.Float("Right Margin (mm)", default=7)
    page_height = fields.Integer("Page height (mm)", default=False)
    page_width = fields.Integer("Page width (mm)", default=False)
    orientation = fields.Selection(
        [("Landscape", "Landscape"), ("Portrait", "Portrait")],
        "Orientation",
        default="Landscape",
    )
    header_line = fields.Boolean("Display a header line", default=False)
    header_spacing = fields.Integer("Header spacing", default=35)
    disable_shrinking = fields.Boolean("Disable smart shrinking")
    dpi = fields.Integer("Output DPI", required=True, default=90)
    report_ids = fields.One2many(
        "ir.actions.report", "paperformat_id", "Associated reports"
    )
    print_page_width = fields.Float(
        "Print page width (mm)", compute="_compute_print_page_size"
    )
    print_page_height = fields.Float(
        "Print page height (mm)", compute="_compute_print_page_size"
    )
    css_margins = fields.Boolean("Use css margins", default=False)

    @api.constrains("format")
    def _check_format_or_page(self):
        if self.filtered(
            lambda x: x.format != "custom" and (x.page_width or x.page_height)
        ):
            raise ValidationError(
                _(
                    "You can select either a format or a specific page width/height, "
                    "but not both."
                )
            )

    @api.depends("format", "page_height", "page_width", "orientation")
    def _compute_print_page_size(self):
        sizes = {value: (width, height) for value, _label, width, height in PAPER_SIZES}
        for record in self:
            width, height = sizes.get(record.format, (0, 0))
            if record.format == "custom":
                width, height = record.page_width, record.page_height
            if record.orientation == "Landscape":
                width, height = height, width
            record.print_page_width = width
            record.print_page_height = height
