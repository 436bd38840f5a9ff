"""What is told of mailings: numbers, and what hangs on settings and campaign."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.tools import SQL
from odoo.tools.mail import is_html_empty

STATISTICS = ("expected", "sent", "scheduled", "pending", "canceled", "process",
              "delivered", "opened", "clicked", "replied", "bounced", "failed")
RATIOS = ("received_ratio", "opened_ratio", "replied_ratio", "bounced_ratio",
          "clicks_ratio")


class MailingMailing(models.Model):
    _inherit = "mailing.mailing"

    ab_testing_description = fields.Html(compute="_compute_ab_testing_description")
    ab_testing_is_winner_mailing = fields.Boolean(
        compute="_compute_ab_testing_is_winner_mailing")
    bounced = fields.Integer(compute="_compute_statistics")
    bounced_ratio = fields.Float(compute="_compute_statistics")
    canceled = fields.Integer(compute="_compute_statistics")
    clicked = fields.Integer(compute="_compute_statistics")
    clicks_ratio = fields.Float(compute="_compute_statistics")
    delivered = fields.Integer(compute="_compute_statistics")
    expected = fields.Integer(compute="_compute_statistics")
    failed = fields.Integer(compute="_compute_statistics")
    is_ab_test_sent = fields.Boolean(compute="_compute_is_ab_test_sent")
    is_body_empty = fields.Boolean(compute="_compute_is_body_empty")
    link_trackers_count = fields.Integer(compute="_compute_link_trackers_count")
    mail_server_available = fields.Boolean(compute="_compute_mail_server_available")
    mailing_filter_count = fields.Integer(compute="_compute_mailing_filter_count")
    mailing_model_real = fields.Char(
        compute="_compute_mailing_model_real", compute_sudo=True)
    mailing_on_mailing_list = fields.Boolean(compute="_compute_mailing_on_mailing_list")
    mailing_type_description = fields.Char(compute="_compute_mailing_type_description")
    next_departure = fields.Datetime(compute="_compute_next_departure")
    next_departure_is_past = fields.Boolean(compute="_compute_next_departure")
    opened = fields.Integer(compute="_compute_statistics")
    opened_ratio = fields.Float(compute="_compute_statistics")
    pending = fields.Integer(compute="_compute_statistics")
    process = fields.Integer(compute="_compute_statistics")
    received_ratio = fields.Float(compute="_compute_statistics")
    replied = fields.Integer(compute="_compute_statistics")
    replied_ratio = fields.Float(compute="_compute_statistics")
    scheduled = fields.Integer(compute="_compute_statistics")
    sent = fields.Integer(compute="_compute_statistics")
    total = fields.Integer(compute="_compute_total")
    warning_message = fields.Char(compute="_compute_warning_message")

    # ---- numbers
    def _compute_statistics(self):
        """Count the traces by what became of them, and tell the parts of a hundred."""
        found = self._fetch_statistics()
        for mailing in self:
            row = found.get(mailing.id) or dict.fromkeys(STATISTICS, 0)
            for name in STATISTICS:
                mailing[name] = row[name] or 0
            wanted = mailing.expected - mailing.canceled
            handed = (wanted - mailing.failed) or 1
            read = (wanted - mailing.bounced - mailing.failed) or 1
            for name, part, total in (
                ("received_ratio", "delivered", wanted or 1),
                ("opened_ratio", "opened", read), ("replied_ratio", "replied", read),
                ("clicks_ratio", "clicked", read), ("bounced_ratio", "bounced", handed),
            ):
                mailing[name] = round(100.0 * mailing[part] / total, 2)

    def _fetch_statistics(self):
        ids = [i for i in self.ids if i]
        if not ids:
            return {}
        self.env["mailing.trace"].flush_model()
        count = {
            name: SQL("SUM(CASE WHEN trace_status IN %s THEN 1 ELSE 0 END) AS %s",
                      statuses, SQL.identifier(name))
            for name, statuses in (
                ("scheduled", ("outgoing",)), ("pending", ("pending",)),
                ("canceled", ("cancel",)), ("process", ("process",)),
                ("delivered", ("sent", "open", "reply")), ("opened", ("open", "reply")),
                ("replied", ("reply",)), ("bounced", ("bounce",)), ("failed", ("error",)),
            )
        }
        rows = self.env.execute_query_dict(SQL(
            "SELECT mass_mailing_id, COUNT(*) AS expected, "
            "COUNT(sent_datetime) AS sent, COUNT(links_click_datetime) AS clicked, %s "
            "FROM mailing_trace WHERE mass_mailing_id IN %s GROUP BY mass_mailing_id",
            SQL(", ").join(count.values()), tuple(ids),
        ))
        return {row.pop("mass_mailing_id"): row for row in rows}

    @api.depends("mailing_domain", "mailing_model_id", "ab_testing_enabled",
                 "ab_testing_pc")
    def _compute_total(self):
        """Count the recipients, and of a test the part that gets it."""
        for mailing in self:
            total = self.env[mailing.mailing_model_real].search_count(
                mailing._get_recipients_domain()
            ) if mailing.mailing_model_real in self.env else 0
            if total and mailing.ab_testing_enabled and mailing.ab_testing_pc < 100:
                total = max(int(total / 100.0 * mailing.ab_testing_pc), 1)
            mailing.total = total

    def _compute_link_trackers_count(self):
        found = dict(self.env["link.tracker"]._read_group(
            [("mass_mailing_id", "in", self.ids)], ["mass_mailing_id"], ["__count"]))
        for mailing in self:
            mailing.link_trackers_count = found.get(mailing, 0)

    @api.depends("mailing_model_id")
    def _compute_mailing_filter_count(self):
        found = dict(self.env["mailing.filter"]._read_group(
            [("mailing_model_id", "in", self.mailing_model_id.ids)],
            ["mailing_model_id"], ["__count"]))
        for mailing in self:
            mailing.mailing_filter_count = found.get(mailing.mailing_model_id, 0)

    # ---- what it goes to
    @api.depends("mailing_model_id")
    def _compute_mailing_model_real(self):
        """A mailing to lists goes to contacts."""
        for mailing in self:
            name = mailing.mailing_model_id.model
            mailing.mailing_model_real = "mailing.contact" if name == "mailing.list" \
                else name

    @api.depends("mailing_model_id")
    def _compute_mailing_on_mailing_list(self):
        for mailing in self:
            mailing.mailing_on_mailing_list = \
                mailing.mailing_model_id.model == "mailing.list"

    @api.depends("mailing_type")
    def _compute_mailing_type_description(self):
        labels = dict(self._fields["mailing_type"]._description_selection(self.env))
        for mailing in self:
            mailing.mailing_type_description = labels.get(mailing.mailing_type, False)

    @api.depends("body_arch")
    def _compute_is_body_empty(self):
        for mailing in self:
            mailing.is_body_empty = is_html_empty(mailing.body_arch)

    # ---- when
    @api.depends("schedule_date", "state")
    def _compute_next_departure(self):
        now = fields.Datetime.now()
        for mailing in self:
            mailing.next_departure = mailing._get_next_departure()
            mailing.next_departure_is_past = mailing.next_departure < now

    def _compute_mail_server_available(self):
        parameter = self.env["ir.config_parameter"].sudo()
        self.mail_server_available = bool(
            parameter.get_param("mass_mailing.outgoing_mail_server"))

    @api.depends("email_from", "mail_server_id")
    def _compute_warning_message(self):
        """A server that sends for others only cannot send for this sender."""
        servers = self.env["ir.mail_server"]
        for mailing in self:
            server = mailing.mail_server_id.sudo()
            mailing.warning_message = False if not server.from_filter \
                or servers._match_from_filter(mailing.email_from, server.from_filter) \
                else _(
                    "This email from can not be used with this mail server.\n"
                    "Your emails might be marked as spam on the mail clients."
                )

    # ---- tests of two versions
    @api.depends("campaign_id.ab_testing_winner_mailing_id")
    def _compute_ab_testing_is_winner_mailing(self):
        for mailing in self:
            mailing.ab_testing_is_winner_mailing = \
                mailing.campaign_id.ab_testing_winner_mailing_id == mailing

    @api.depends("state", "campaign_id.mailing_mail_ids.state")
    def _compute_is_ab_test_sent(self):
        for mailing in self:
            versions = mailing._get_ab_testing_siblings_mailings()
            mailing.is_ab_test_sent = any(m.state == "done" for m in versions)

    @api.depends("ab_testing_enabled", "ab_testing_pc", "ab_testing_schedule_datetime",
                 "ab_testing_winner_selection", "campaign_id")
    def _compute_ab_testing_description(self):
        for mailing in self:
            mailing.ab_testing_description = mailing._describe_ab_testing() \
                if mailing.ab_testing_enabled else False
