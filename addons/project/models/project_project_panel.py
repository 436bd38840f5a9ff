"""What the panel beside a project's dashboard shows."""
from __future__ import annotations

from odoo import _, models


class ProjectProject(models.Model):
    _inherit = "project.project"

    def get_panel_data(self):
        """Return buttons, milestones and profits of the project; {} to outsiders."""
        self.ensure_one()
        if not self.env.user.has_group("project.group_project_user"):
            return {}
        profits = self._show_profitability()
        panel = {
            "user": {"is_project_user": True},
            "buttons": sorted(self._get_stat_buttons(), key=lambda row: row["sequence"]),
            "currency_id": self.currency_id.id,
            "show_project_profitability_helper":
                profits and self._show_profitability_helper(),
            "show_milestones": self.allow_milestones,
        }
        if self.allow_milestones:
            panel["milestones"] = self.get_milestones()
        if profits:
            panel["profitability_items"] = self._get_profitability_items()
            panel["profitability_labels"] = self._get_profitability_labels()
        return panel

    def _get_stat_buttons(self):
        """Return the buttons with figures (hook)."""
        self.ensure_one()
        closed, whole = self.closed_task_count, self.task_count
        number = _("%(closed_task_count)s / %(task_count)s (%(closed_rate)s%%)",
                   closed_task_count=closed, task_count=whole,
                   closed_rate=round(100 * closed / whole)) if whole \
            else f"{closed} / {whole}"
        return [
            {"icon": "check", "text": _("Tasks"), "number": number,
             "action_type": "object", "action": "action_view_tasks", "show": True,
             "sequence": 1},
            {"icon": "area-chart", "text": _("Burndown Chart"), "action_type": "action",
             "action": "project.action_project_task_burndown_chart_report",
             "additional_context": f'{{"active_id": {self.id}}}', "show": True,
             "sequence": 60},
        ]

    # ---- profits
    def _show_profitability(self):
        """Tell whether profits are shown (hook)."""
        self.ensure_one()
        return True

    def _show_profitability_helper(self):
        """Tell whether it is explained where profits come from (hook)."""
        return self.env.user.has_group("analytic.group_analytic_accounting")

    def _get_profitability_labels(self):
        """Return the names of the kinds of profits: {kind: name} (hook)."""
        return {}

    def _get_profitability_sequences(self):
        """Return the places of the kinds of profits: {kind: number} (hook)."""
        return {}

    def _get_profitability_items(self, with_action=True):
        """Return revenues and costs by kind with their totals."""
        items = {
            "revenues": {"data": [], "total": {"invoiced": 0.0, "to_invoice": 0.0}},
            "costs": {"data": [], "total": {"billed": 0.0, "to_bill": 0.0}},
        }
        if not self.env.user.has_group("project.group_project_user"):
            return items
        places = self._get_profitability_sequences()
        for side, row in self._find_profits(with_action):
            row["sequence"] = places.get(row["id"], 100)
            items[side]["data"].append(row)
            for name in items[side]["total"]:
                items[side]["total"][name] += row[name]
        for side in items.values():
            side["data"].sort(key=lambda row: row["sequence"])
        return items

    def _find_profits(self, with_action):
        """Yield pairs: `revenues` or `costs`, and a row of a kind (hook)."""
        return iter(())
