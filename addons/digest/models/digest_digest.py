"""Digests: who gets which figures, and when."""
import logging

from dateutil.relativedelta import relativedelta
from markupsafe import Markup
from odoo import _, api, fields, models
from odoo.tools import consteq, hmac

_logger = logging.getLogger(__name__)
STEPS = {"daily": relativedelta(days=1), "weekly": relativedelta(weeks=1),
         "monthly": relativedelta(months=1), "quarterly": relativedelta(months=3)}
# how long all readers may stay away before a digest comes more seldom
AWAY = {**STEPS, "daily": relativedelta(days=2)}


class DigestDigest(models.Model):
    _inherit = "digest.digest"

    user_ids = fields.Many2many(domain="[('share', '=', False)]")
    periodicity = fields.Selection(default="daily", required=True)
    state = fields.Selection(default="activated", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id", readonly=False)
    available_fields = fields.Char(compute="_compute_available_fields")
    is_subscribed = fields.Boolean(compute="_compute_is_subscribed")

    @api.depends("user_ids")
    @api.depends_context("uid")
    def _compute_is_subscribed(self):
        for digest in self:
            digest.is_subscribed = self.env.user in digest.user_ids

    def _compute_available_fields(self):
        for digest in self:
            digest.available_fields = ", ".join(
                f"{name}_value" for name in digest._get_kpi_fields())

    @api.onchange("periodicity")
    def _onchange_periodicity(self):
        self.next_run_date = self._get_next_run_date()

    @api.model_create_multi
    def create(self, vals_list):
        """Make digests, each with the day on which it goes out first."""
        digests = super().create(vals_list)
        for digest in digests:
            if not digest.next_run_date:
                digest.next_run_date = digest._get_next_run_date()
        return digests

    # ---- buttons
    def action_subscribe(self):
        """Get the digest from now on."""
        if self.env.user._is_internal() and self.env.user not in self.user_ids:
            self._action_subscribe_users(self.env.user)

    def _action_subscribe_users(self, users):
        self.sudo().user_ids |= users

    def action_unsubscribe(self):
        """Get the digest no more."""
        if self.env.user._is_internal() and self.env.user in self.user_ids:
            self._action_unsubscribe_users(self.env.user)

    def _action_unsubscribe_users(self, users):
        self.sudo().user_ids -= users

    def action_activate(self):
        """Let digests go out."""
        self.state = "activated"

    def action_deactivate(self):
        """Keep digests back."""
        self.state = "deactivated"

    def action_set_periodicity(self, periodicity):
        """Change how often digests go out."""
        self.periodicity = periodicity

    def action_send(self):
        """Send digests; readers who stay away get them more seldom."""
        return self._action_send(update_periodicity=True)

    def action_send_manual(self):
        """Send digests now, whatever their time."""
        return self._action_send(update_periodicity=False)

    def _action_send(self, update_periodicity=True):
        slower = self._check_daily_logs() if update_periodicity else self.browse()
        for digest in self:
            for user in digest.user_ids:
                digest.with_context(
                    digest_slowdown=digest in slower, lang=user.lang,
                )._action_send_to_user(user, tips_count=1)
            digest.next_run_date = digest._get_next_run_date()
        for digest in slower:
            digest.periodicity = digest._get_next_periodicity()
            digest.next_run_date = digest._get_next_run_date()

    def _action_send_to_user(self, user, tips_count=1):
        company = user.company_id
        body = self._render_digest(company, user, self._take_tips(company, user, tips_count))
        token = self._get_unsubscribe_token(user.id)
        url = f"{self.get_base_url()}/digest/{self.id}/unsubscribe_oneclik" \
            f"?token={token}&user_id={user.id}"
        self.env["mail.mail"].sudo().create({
            "auto_delete": True, "author_id": self.env.user.partner_id.id,
            "email_from": company.partner_id.email_formatted
            or self.env.user.email_formatted
            or self.env.ref("base.user_root").email_formatted,
            "email_to": user.email_formatted, "body_html": body, "state": "outgoing",
            "headers": repr({
                "List-Unsubscribe": f"<{url}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "X-Auto-Response-Suppress": "OOF",
            }),
            "subject": f"{company.name}: {self.name}",
        })
        return True

    @api.model
    def _cron_send_digest_email(self):
        """Send the digests whose day has come."""
        for digest in self.search([
            ("next_run_date", "<=", fields.Date.today()), ("state", "=", "activated"),
        ]):
            digest.action_send()

    # ---- what is in the mail
    def _render_digest(self, company, user, tips):
        rows = Markup("").join(
            Markup("<tr><th>{}</th>{}</tr>").format(kpi["kpi_fullname"], Markup("").join(
                Markup("<td>{} <small>{}</small></td>").format(
                    kpi[column]["value"], kpi[column]["col_subtitle"])
                for column in ("kpi_col1", "kpi_col2", "kpi_col3")))
            for kpi in self._compute_kpis(company, user))
        extra = Markup("").join(Markup(tip) for tip in tips)
        slower = Markup("<p>{}</p>").format(_(
            "We have noticed you did not connect these last few days. We have "
            "automatically switched your preference to %(new_perioridicy_str)s Digests.",
            new_perioridicy_str=self._get_next_periodicity(),
        )) if self.env.context.get("digest_slowdown") else ""
        return Markup("<h1>{}</h1>{}<table>{}</table>{}").format(
            self.name, slower, rows, extra)

    def _take_tips(self, company, user, tips_count):
        """Return the next tips for a user, who will not see them again."""
        tips = self.env["digest.tip"].sudo().search([
            ("user_ids", "!=", user.id),
            "|", ("group_id", "in", user.all_group_ids.ids), ("group_id", "=", False),
        ], limit=tips_count)
        tips.user_ids += user
        return [tip.tip_description for tip in tips]

    # ---- time
    def _get_next_run_date(self):
        self.ensure_one()
        return fields.Date.today() + STEPS[self.periodicity]

    def _get_next_periodicity(self):
        order = list(STEPS)
        return order[min(order.index(self.periodicity) + 1, len(order) - 1)]

    def _check_daily_logs(self):
        """Return the digests none of whose readers has logged in for a while."""
        now = fields.Datetime.now()
        slower = self.browse()
        for digest in self:
            if not self.env["res.users.log"].sudo().search_count([
                ("create_uid", "in", digest.user_ids.ids),
                ("create_date", ">=", now - AWAY[digest.periodicity]),
            ], limit=1):
                slower |= digest
        return slower

    # ---- links
    def _get_unsubscribe_token(self, user_id):
        return hmac(self.env(su=True), "digest-unsubscribe", (self.id, user_id))

    def _check_unsubscribe_token(self, token, user_id):
        return consteq(self._get_unsubscribe_token(user_id), token or "")
