"""Mailings: what is sent, to whom, when."""
from __future__ import annotations

from ast import literal_eval
from datetime import timedelta
from urllib.parse import urlencode

from odoo import Command, _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import hmac

OWN_ANSWERS = ("res.partner", "mailing.list", "mailing.contact")


class MailingMailing(models.Model):
    _inherit = "mailing.mailing"
    _rec_name = "subject"
    _unrestricted_rendering = True

    ab_testing_enabled = fields.Boolean(default=False)
    ab_testing_pc = fields.Integer(default=10)
    ab_testing_schedule_datetime = fields.Datetime(
        related="campaign_id.ab_testing_schedule_datetime", readonly=False,
        default=lambda self: fields.Datetime.now() + timedelta(days=1),
    )
    ab_testing_winner_selection = fields.Selection(
        related="campaign_id.ab_testing_winner_selection", readonly=False,
        default="opened_ratio", copy=True,
    )
    body_arch = fields.Html(sanitize=False, translate=False)
    body_html = fields.Html(sanitize=False, render_engine="qweb")
    calendar_date = fields.Datetime(compute="_compute_calendar_date", store=True, copy=False)
    email_from = fields.Char(compute="_compute_email_from", readonly=False, store=True)
    favorite_date = fields.Datetime(
        compute="_compute_favorite_date", store=True, copy=False)
    keep_archives = fields.Boolean(default=False)
    mail_server_id = fields.Many2one(
        "ir.mail_server", default=lambda self: self._get_default_mail_server_id())
    mailing_domain = fields.Char(
        compute="_compute_mailing_domain", readonly=False, store=True)
    mailing_filter_id = fields.Many2one(
        compute="_compute_mailing_filter_id", readonly=False, store=True)
    mailing_model_id = fields.Many2one(
        default=lambda self: self.env["ir.model"]._get("mailing.list").sudo(False),
        domain=[("is_mailing_enabled", "=", True)],
    )
    medium_id = fields.Many2one(compute="_compute_medium_id", readonly=False, store=True)
    reply_to = fields.Char(compute="_compute_reply_to", readonly=False, store=True)
    reply_to_mode = fields.Selection(
        compute="_compute_reply_to_mode", readonly=False, store=True)
    schedule_date = fields.Datetime(
        compute="_compute_schedule_date", readonly=False, store=True, copy=True)
    user_id = fields.Many2one(default=lambda self: self.env.user)

    _percentage_valid = models.Constraint(
        "CHECK(ab_testing_pc >= 0 AND ab_testing_pc <= 100)",
        "The A/B Testing Percentage needs to be between 0 and 100%",
    )

    # ---- defaults
    @api.model
    def default_get(self, fields):
        """A mailing to lists of the context is one to lists."""
        values = super().default_get(fields)
        if "contact_list_ids" in fields and not values.get("contact_list_ids") \
                and self.env.context.get("active_model") == "mailing.list":
            values["contact_list_ids"] = [
                Command.set(self.env.context.get("active_ids") or [])]
        return values

    @api.model
    def _get_default_mail_server_id(self):
        server_id = self.env["ir.config_parameter"].sudo().get_param(
            "mass_mailing.mail_server_id")
        try:
            found = self.env["ir.mail_server"].sudo().browse(int(server_id or 0)).exists()
        except ValueError:
            return False
        return found.id if found.active else False

    # ---- computed from the kind of recipients
    @api.depends("mail_server_id")
    def _compute_email_from(self):
        servers = self.env["ir.mail_server"]
        own = self.env.user.email_formatted
        for mailing in self:
            server = mailing.mail_server_id.sudo()
            default = servers._get_default_from_address() or own
            if mailing.email_from and not server:
                continue
            if not server or servers._match_from_filter(own, server.from_filter):
                mailing.email_from = own
            else:
                mailing.email_from = default

    @api.depends("favorite")
    def _compute_favorite_date(self):
        chosen = self.filtered("favorite")
        (self - chosen).favorite_date = False
        chosen.filtered(lambda m: not m.favorite_date).favorite_date = \
            fields.Datetime.now()

    @api.depends("mailing_type")
    def _compute_medium_id(self):
        email = self.env.ref("utm.utm_medium_email", raise_if_not_found=False)
        for mailing in self:
            if mailing.mailing_type == "mail" and not mailing.medium_id:
                mailing.medium_id = email

    @api.depends("mailing_model_id")
    def _compute_reply_to_mode(self):
        for mailing in self:
            mailing.reply_to_mode = "new" \
                if mailing.mailing_model_id.model in OWN_ANSWERS else "update"

    @api.depends("reply_to_mode")
    def _compute_reply_to(self):
        for mailing in self:
            if mailing.reply_to_mode == "update":
                mailing.reply_to = False
            elif not mailing.reply_to:
                mailing.reply_to = self.env.user.email_formatted

    @api.depends("schedule_type")
    def _compute_schedule_date(self):
        for mailing in self:
            if mailing.schedule_type == "now" or not mailing.schedule_date:
                mailing.schedule_date = False

    @api.depends("state", "schedule_date", "sent_date")
    def _compute_calendar_date(self):
        for mailing in self:
            if mailing.state == "done":
                mailing.calendar_date = mailing.sent_date
            elif mailing.state == "in_queue":
                mailing.calendar_date = mailing._get_next_departure()
            elif mailing.state == "sending":
                mailing.calendar_date = fields.Datetime.now()
            else:
                mailing.calendar_date = False

    def _get_next_departure(self):
        """Return when the queue is worked on, after the moment that was asked for."""
        cron = self.env.ref("mass_mailing.ir_cron_mass_mailing_queue").sudo().nextcall
        return max(self.schedule_date, cron) if self.schedule_date else cron

    @api.depends("mailing_model_id", "mailing_domain")
    def _compute_mailing_filter_id(self):
        """A filter goes with the model and the domain that it was made for."""
        for mailing in self:
            chosen = mailing.mailing_filter_id
            if chosen and (chosen.mailing_model_id != mailing.mailing_model_id
                           or chosen.mailing_domain != mailing.mailing_domain):
                mailing.mailing_filter_id = False
            else:
                mailing.mailing_filter_id = chosen

    @api.depends("mailing_model_id", "contact_list_ids", "mailing_type",
                 "mailing_filter_id")
    def _compute_mailing_domain(self):
        for mailing in self:
            if not mailing.mailing_model_id:
                mailing.mailing_domain = ""
            elif mailing.mailing_filter_id:
                mailing.mailing_domain = mailing.mailing_filter_id.mailing_domain
            else:
                mailing.mailing_domain = repr(mailing._get_default_mailing_domain())

    def _get_default_mailing_domain(self):
        """Return the domain of the model; the blacklist is no part of it."""
        model = self.env[self.mailing_model_name]
        domain = []
        if hasattr(model, "_mailing_get_default_domain"):
            domain = model._mailing_get_default_domain(self)
        if self.mailing_type == "mail" and "is_blacklisted" in model._fields:
            return list(Domain("is_blacklisted", "=", False) & Domain(domain))
        return domain

    # ---- checks
    @api.constrains("mailing_model_id", "mailing_filter_id")
    def _check_mailing_filter_model(self):
        for mailing in self:
            chosen = mailing.mailing_filter_id
            if chosen and chosen.mailing_model_id != mailing.mailing_model_id:
                raise ValidationError(_(
                    "The saved filter targets different recipients and is incompatible "
                    "with this mailing."
                ))

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make the campaigns of tests; attachments belong to their mailings."""
        mailings = super().create(vals_list)
        self._trigger_ab_testing(mailings.mapped("ab_testing_schedule_datetime"))
        mailings._create_ab_testing_utm_campaigns()
        mailings._own_attachments()
        return mailings

    def write(self, vals):
        """Make the campaigns of tests; attachments belong to their mailings."""
        self._check_ab_campaign(vals)
        result = super().write(vals)
        if vals.get("ab_testing_enabled"):
            self._create_ab_testing_utm_campaigns()
        if vals.get("ab_testing_schedule_datetime"):
            self._trigger_ab_testing(self.mapped("ab_testing_schedule_datetime"))
        if "attachment_ids" in vals:
            self._own_attachments()
        return result

    def _own_attachments(self):
        for mailing in self:
            mailing.attachment_ids.filtered(lambda a: not a.res_id).write({
                "res_model": mailing._name, "res_id": mailing.id})

    def copy_data(self, default=None):
        """Lists and servers that are archived are not taken over."""
        default = default or {}
        copied = super().copy_data(default=default)
        for mailing, vals in zip(self, copied):
            if "contact_list_ids" not in default:
                vals["contact_list_ids"] = [
                    Command.set(mailing.contact_list_ids.filtered("active").ids)]
            if mailing.mail_server_id and not mailing.mail_server_id.sudo().active \
                    and "mail_server_id" not in default:
                vals["mail_server_id"] = self._get_default_mail_server_id()
        return copied

    # ---- links of readers
    def _generate_mailing_recipient_token(self, document_id, email):
        """Return what proves that somebody got this mailing."""
        return hmac(self.env(su=True), "mass_mailing-mailing-recipient",
                    (self.env.cr.dbname, self.id, int(document_id), email))

    def _generate_mailing_report_token(self, user_id):
        """Return what proves that a user got the numbers of mailings."""
        return hmac(self.env(su=True), "mailing-report-deactivated", user_id)

    def _get_reader_url(self, page, email, res_id):
        query = urlencode({
            "document_id": res_id, "email": email,
            "hash_token": self._generate_mailing_recipient_token(res_id, email),
        })
        return f"{self.get_base_url()}/mailing/{self.id}/{page}?{query}"

    def _get_unsubscribe_url(self, email, res_id):
        return self._get_reader_url("confirm_unsubscribe", email, res_id)

    def _get_unsubscribe_oneclick_url(self, email, res_id):
        return self._get_reader_url("unsubscribe_oneclick", email, res_id)

    def _get_view_url(self, email, res_id):
        return self._get_reader_url("view", email, res_id)

    def _parse_mailing_domain(self):
        """Return the domain; one that cannot be read finds nobody."""
        self.ensure_one()
        try:
            return literal_eval(self.mailing_domain or "[]")
        except (ValueError, SyntaxError):
            return [("id", "in", [])]
