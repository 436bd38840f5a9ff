"""Incoming mail servers."""
from __future__ import annotations

import logging
import socket
import ssl

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

_logger = logging.getLogger(__name__)
BATCH = 50          # mails a server and run


class FetchmailServer(models.Model):
    _name = "fetchmail.server"
    _description = "Incoming Mail Server"
    _order = "priority"

    active = fields.Boolean(default=True)
    attach = fields.Boolean(string="Keep Attachments", default=True)
    configuration = fields.Text(readonly=True)
    date = fields.Datetime(string="Last Fetch Date", readonly=True)
    error_date = fields.Datetime(string="Last Error Date", readonly=True)
    error_message = fields.Text(string="Last Error Message", readonly=True)
    is_ssl = fields.Boolean(string="SSL/TLS")
    message_ids = fields.One2many(
        "mail.mail", "fetchmail_server_id", string="Messages", readonly=True,
    )
    name = fields.Char(required=True)
    object_id = fields.Many2one("ir.model", string="Create a New Record")
    original = fields.Boolean(string="Keep Original")
    password = fields.Char()
    port = fields.Integer()
    priority = fields.Integer(string="Server Priority", default=5)
    script = fields.Char(readonly=True, default="/mail/static/scripts/odoo-mailgate.py")
    server = fields.Char(string="Server Name")
    server_type_info = fields.Text(compute="_compute_server_type_info")
    state = fields.Selection(
        [("draft", "Not Confirmed"), ("done", "Confirmed")], string="Status", readonly=True,
        index=True, copy=False, default="draft",
    )
    user = fields.Char(string="Username")
    server_type = fields.Selection(
        [("imap", "IMAP Server"), ("pop", "POP Server"), ("local", "Local Server")],
        index=True, required=True, default="imap",
    )

    @api.depends("server_type")
    def _compute_server_type_info(self):
        for server in self:
            server.server_type_info = (
                _("Use a local script to fetch your emails and create new records.")
                if server.server_type == "local" else False
            )

    @api.onchange("server_type", "is_ssl", "object_id")
    def onchange_server_type(self):
        """Propose the port of the protocol."""
        ports = {("pop", True): 995, ("pop", False): 110,
                 ("imap", True): 993, ("imap", False): 143}
        self.port = ports.get((self.server_type, bool(self.is_ssl)), 0)

    @api.model_create_multi
    def create(self, vals_list):
        """The job runs while there is a confirmed server."""
        servers = super().create(vals_list)
        self._update_cron()
        return servers

    def write(self, vals):
        """The job runs while there is a confirmed server."""
        result = super().write(vals)
        self._update_cron()
        return result

    def unlink(self):
        """The job runs while there is a confirmed server."""
        result = super().unlink()
        self._update_cron()
        return result

    @api.model
    def _update_cron(self):
        if self.env.context.get("fetchmail_cron_running"):
            return
        cron = self.env.ref("mail.ir_cron_mail_gateway_action", raise_if_not_found=False)
        if cron:
            active = bool(self.sudo().search_count([
                ("state", "=", "done"), ("server_type", "!=", "local"),
            ], limit=1))
            if cron.sudo().active != active:
                cron.sudo().active = active

    # ---- connecting
    def set_draft(self):
        """Take the confirmation back."""
        self.write({"state": "draft"})
        return True

    def _connect__(self, allow_archived=False):  # noqa: PLW3201
        """Return a session with the server, logged in."""
        self.ensure_one()
        if not allow_archived and not self.active:
            raise UserError(_(
                "The server \"%s\" cannot be used because it is archived.",
                self.display_name,
            ))
        from odoo.mail import fetch  # a start does without it
        return fetch.connect(
            self.server_type, self.server or "", int(self.port or 0), bool(self.is_ssl),
            self.user or "", self.password, mailboxes=self._mailboxes(),
        )

    def _mailboxes(self):
        """Return the mailboxes of our own; nothing when mail is live."""
        registry = self.env.registry
        if registry.mail_mode == "live":
            return None
        return vars(registry).setdefault("mailboxes", {})

    def button_confirm_login(self):
        """Try to log in and confirm the server."""
        from odoo.mail import fetch
        for server in self:
            session = None
            try:
                if server.server_type == "local":
                    raise ValidationError(_("A local server has nobody to ask."))
                session = server._connect__(allow_archived=True)
                server.write({"state": "done"})
            except UnicodeError as error:
                raise UserError(_("Invalid server name!\n %s", error)) from error
            except (socket.gaierror, TimeoutError) as error:
                raise UserError(_(
                    "No response received. Check server information.\n %s", error
                )) from error
            except fetch.PROTOCOL_ERRORS as error:
                raise UserError(_(
                    "Server replied with following exception:\n %s", error
                )) from error
            except ssl.SSLError as error:
                raise UserError(_(
                    "An SSL exception occurred. Check SSL/TLS configuration on server "
                    "port.\n %s", error
                )) from error
            except (OSError, Exception) as error:
                _logger.info("Failed to connect to %s server %s.", server.server_type,
                             server.name, exc_info=True)
                reason = "\n".join(str(part) for part in error.args) or str(error)
                raise UserError(_("Connection test failed: %s", reason)) from error
            finally:
                if session is not None:
                    session.close()
        return True

    # ---- fetching
    def fetch_mail(self):
        """Fetch from the servers now. Returns nothing, as in Odoo."""
        self.check_access("write")
        failure = self.sudo()._fetch_mail()
        if failure is not None:
            raise failure

    @api.model
    def _fetch_mails(self, **kwargs):
        """Fetch from all confirmed servers; a failing one is noted and passed over."""
        self.search([
            ("state", "=", "done"), ("server_type", "!=", "local"),
        ])._fetch_mail(**kwargs)

    def _fetch_mail(self, batch_limit=BATCH):
        """Fetch from the servers; return the last failure of a connection."""
        failure = None
        for server in self.with_context(fetchmail_cron_running=True):
            if server.state != "done":
                continue
            _logger.info("Start checking for new emails on %s server %s",
                         server.server_type, server.name)
            session = None
            try:
                session = server._connect__()
                count, failed = server._fetch_from(session, batch_limit)
                server.write({
                    "date": fields.Datetime.now(), "error_date": False,
                    "error_message": False,
                })
                _logger.info("Fetched %d email(s) on %s server %s; %d succeeded, %d "
                             "failed.", count, server.server_type, server.name,
                             count - failed, failed)
            except UserError:
                raise
            except Exception as error:
                _logger.info("General failure when trying to fetch mail from %s server "
                             "%s.", server.server_type, server.name, exc_info=True)
                failure = error
                self.env.cr.rollback()
                server.write({"error_date": fields.Datetime.now(),
                              "error_message": str(error)})
            finally:
                if session is not None:
                    session.close()
            self.env.cr.commit()
        return failure

    def _fetch_from(self, session, limit):
        """Route what is new, one transaction a mail; mark it after the commit."""
        count = failed = 0
        thread = self.env["mail.thread"].with_context(
            fetchmail_cron_running=True, default_fetchmail_server_id=self.id,
        )
        for number, data in session.unread(limit):
            count += 1
            try:
                thread.message_process(
                    self.object_id.model, data, save_original=self.original,
                    strip_attachments=not self.attach,
                )
                self.env.cr.commit()
            except Exception:
                failed += 1
                self.env.cr.rollback()
                _logger.info("Failed to process mail from %s server %s.",
                             self.server_type, self.name, exc_info=True)
            session.done(number)
        return count, failed
