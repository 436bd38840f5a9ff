"""What a client knows of the kinds of views."""
from __future__ import annotations

from odoo import models

ICONS = {
    "form": ("fa fa-address-card", False), "list": ("oi oi-view-list", True),
    "kanban": ("oi oi-view-kanban", True), "graph": ("fa fa-area-chart", True),
    "pivot": ("oi oi-view-pivot", True), "calendar": ("fa fa-calendar", True),
    "activity": ("fa fa-clock-o", True), "hierarchy": ("fa fa-share-alt fa-rotate-90", True),
}


class IrUiView(models.Model):
    _inherit = "ir.ui.view"

    def get_view_info(self):
        """Return name and icon of each type that shows records."""
        labels = dict(self._fields["type"]._description_selection(self.env))
        return {
            kind: {"display_name": labels[kind], "icon": icon, "multi_record": many}
            for kind, (icon, many) in ICONS.items() if kind in labels
        }
