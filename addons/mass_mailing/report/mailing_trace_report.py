"""The numbers of mailings by day."""
from __future__ import annotations

from odoo import models, tools

COUNTS = {
    "scheduled": "'outgoing'", "pending": "'pending'", "canceled": "'cancel'",
    "processing": "'process'", "error": "'error'", "bounced": "'bounce'",
    "delivered": "'sent', 'open', 'reply'", "opened": "'open', 'reply'",
    "replied": "'reply'",
}


class MailingTraceReport(models.Model):
    _inherit = "mailing.trace.report"
    _auto = False
    _depends = {
        "mailing.trace": ["mass_mailing_id", "trace_status", "sent_datetime",
                          "links_click_datetime", "trace_type", "campaign_id"],
        "mailing.mailing": ["state", "email_from", "source_id", "sent_date"],
        "utm.campaign": ["title"], "utm.source": ["name"],
    }

    def init(self):
        """Make the view."""
        tools.drop_view_if_exists(self.env.cr, self._table)
        counts = ", ".join(
            f"SUM(CASE WHEN t.trace_status IN ({statuses}) THEN 1 ELSE 0 END) AS {name}"
            for name, statuses in COUNTS.items())
        self.env.cr.execute(f"""
            CREATE VIEW "{self._table}" AS
            SELECT MIN(t.id) AS id, s.name AS name, t.trace_type AS mailing_type,
                   c.name AS campaign, m.sent_date AS scheduled_date, m.state AS state,
                   m.email_from AS email_from, {counts},
                   COUNT(t.sent_datetime) AS sent,
                   COUNT(t.links_click_datetime) AS clicked
            FROM mailing_trace t
            JOIN mailing_mailing m ON m.id = t.mass_mailing_id
            LEFT JOIN utm_campaign c ON c.id = m.campaign_id
            LEFT JOIN utm_source s ON s.id = m.source_id
            GROUP BY m.id, t.trace_type, s.name, c.name, m.sent_date, m.state, m.email_from
        """)
