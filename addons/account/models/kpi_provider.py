"""Figures of the books that other databases may ask for."""
from odoo import api, models


class KpiProvider(models.AbstractModel):
    _inherit = "kpi.provider"

    @api.model
    def get_account_kpi_summary(self):
        """Return how many drafts there are, by types of journals."""
        counts = {}
        for journal, count in self.env["account.move"]._read_group(
                [("state", "=", "draft")], ["journal_id"], ["__count"]):
            counts[journal.type] = counts.get(journal.type, 0) + count
        labels = dict(self.env["account.journal"]._fields["type"]._description_selection(
            self.env))
        return [{"id": f"account_journal_type.{kind}", "name": labels[kind],
                 "type": "integer", "value": count}
                for kind, count in sorted(counts.items())]

    @api.model
    def get_kpi_summary(self):
        """Return the figures of all addons."""
        parent = getattr(super(), "get_kpi_summary", None)
        return [*(parent() if parent else []), *self.get_account_kpi_summary()]
