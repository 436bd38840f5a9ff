"""Campaigns of mailings: their numbers, and tests of several versions."""
from __future__ import annotations

from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

RATIOS = ("received_ratio", "opened_ratio", "replied_ratio", "bounced_ratio")


class UtmCampaign(models.Model):
    _inherit = "utm.campaign"

    ab_testing_completed = fields.Boolean(
        compute="_compute_ab_testing_completed", store=True, copy=False)
    ab_testing_mailings_count = fields.Integer(
        compute="_compute_ab_testing_mailings_count", compute_sudo=True)
    ab_testing_schedule_datetime = fields.Datetime(
        default=lambda self: fields.Datetime.now() + timedelta(days=1))
    ab_testing_winner_selection = fields.Selection([
        ("manual", "Manual"), ("opened_ratio", "Highest Open Rate"),
        ("clicks_ratio", "Highest Click Rate"), ("replied_ratio", "Highest Reply Rate"),
    ], string="Winner Selection", default="opened_ratio")
    bounced_ratio = fields.Float(compute="_compute_statistics")
    is_mailing_campaign_activated = fields.Boolean(
        compute="_compute_is_mailing_campaign_activated")
    mailing_mail_count = fields.Integer(compute="_compute_mailing_mail_count")
    mailing_mail_ids = fields.One2many(domain=[("mailing_type", "=", "mail")])
    opened_ratio = fields.Float(compute="_compute_statistics")
    received_ratio = fields.Float(compute="_compute_statistics")
    replied_ratio = fields.Float(compute="_compute_statistics")

    @api.depends("ab_testing_winner_mailing_id")
    def _compute_ab_testing_completed(self):
        for campaign in self:
            campaign.ab_testing_completed = bool(campaign.ab_testing_winner_mailing_id)

    @api.depends("mailing_mail_ids.ab_testing_enabled")
    def _compute_ab_testing_mailings_count(self):
        for campaign in self:
            campaign.ab_testing_mailings_count = len(
                campaign.mailing_mail_ids.filtered("ab_testing_enabled"))

    @api.depends("mailing_mail_ids")
    def _compute_mailing_mail_count(self):
        for campaign in self:
            campaign.mailing_mail_count = len(campaign.mailing_mail_ids)

    def _compute_is_mailing_campaign_activated(self):
        self.is_mailing_campaign_activated = self.env.user.has_group(
            "mass_mailing.group_mass_mailing_campaign")

    def _compute_statistics(self):
        """Tell the parts of a hundred of all the campaigns' mails."""
        found = {}
        ids = [i for i in self.ids if i]
        if ids:
            self.env["mailing.trace"].flush_model()
            found = {row["campaign_id"]: row for row in self.env.execute_query_dict(SQL(
                """
                SELECT campaign_id, COUNT(*) AS expected,
                    SUM(CASE WHEN trace_status = 'cancel' THEN 1 ELSE 0 END) AS canceled,
                    SUM(CASE WHEN trace_status = 'error' THEN 1 ELSE 0 END) AS failed,
                    SUM(CASE WHEN trace_status IN ('sent', 'open', 'reply')
                        THEN 1 ELSE 0 END) AS received_ratio,
                    SUM(CASE WHEN trace_status IN ('open', 'reply')
                        THEN 1 ELSE 0 END) AS opened_ratio,
                    SUM(CASE WHEN trace_status = 'reply' THEN 1 ELSE 0 END)
                        AS replied_ratio,
                    SUM(CASE WHEN trace_status = 'bounce' THEN 1 ELSE 0 END)
                        AS bounced_ratio
                FROM mailing_trace WHERE campaign_id IN %s GROUP BY campaign_id
                """, tuple(ids)))}
        for campaign in self:
            row = found.get(campaign.id)
            total = row["expected"] - row["canceled"] - row["failed"] if row else 0
            for name in RATIOS:
                campaign[name] = round(100.0 * row[name] / (total or 1), 2) if row else 0.0

    def _get_mailing_recipients(self):
        """Return campaign id -> the ids of records that one of its mailings went to."""
        found = {campaign.id: set() for campaign in self}
        for campaign in self:
            for mailing in campaign.sudo().mailing_mail_ids:
                found[campaign.id].update(self.env["mailing.trace"].sudo().search_fetch([
                    ("mass_mailing_id", "=", mailing.id),
                    ("model", "=", mailing.mailing_model_real),
                ], ["res_id"]).mapped("res_id"))
        return found

    @api.model
    def _cron_process_mass_mailing_ab_testing(self):
        """Send the best versions of tests whose time is over."""
        campaigns = self.search([
            ("ab_testing_schedule_datetime", "<=", fields.Datetime.now()),
            ("ab_testing_winner_selection", "!=", "manual"),
            ("ab_testing_completed", "=", False),
        ])
        for campaign in campaigns:
            versions = campaign.mailing_mail_ids.filtered("ab_testing_enabled")
            if versions.filtered(lambda m: m.state == "done"):
                versions.action_send_winner_mailing()
        return campaigns
