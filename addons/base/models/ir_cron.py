"""Scheduled actions: server actions that run again and again."""

from __future__ import annotations

import logging
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from odoo import SUPERUSER_ID, _, api, fields, models
from odoo.fields import Domain

_logger = logging.getLogger(__name__)

# After so many failures in a row, spread over so many days, a job is switched off.
_MAX_FAILURES = 5
_MAX_FAILURE_DAYS = 7

_INTERVALS = {
    "minutes": lambda number: relativedelta(minutes=number),
    "hours": lambda number: relativedelta(hours=number),
    "days": lambda number: relativedelta(days=number),
    "weeks": lambda number: relativedelta(days=7 * number),
    "months": lambda number: relativedelta(months=number),
}


class IrCron(models.Model):
    _name = "ir.cron"
    _description = "Scheduled Actions"
    _order = "cron_name, id"
    _inherits = {"ir.actions.server": "ir_actions_server_id"}
    _rec_name = "name"
    _allow_sudo_commands = False

    active = fields.Boolean(default=True)
    cron_name = fields.Char(string="Name", compute="_compute_cron_name", store=True)
    failure_count = fields.Integer(default=0)
    first_failure_date = fields.Datetime()
    interval_number = fields.Integer(required=True, aggregator="avg", default=1)
    interval_type = fields.Selection(
        [
            ("minutes", "Minutes"),
            ("hours", "Hours"),
            ("days", "Days"),
            ("weeks", "Weeks"),
            ("months", "Months"),
        ],
        string="Interval Unit",
        required=True,
        default="months",
    )
    ir_actions_server_id = fields.Many2one(
        "ir.actions.server",
        string="Server action",
        required=True,
        index=True,
    )
    lastcall = fields.Datetime(string="Last Execution Date")
    nextcall = fields.Datetime(
        string="Next Execution Date",
        required=True,
        default=fields.Datetime.now,
    )
    priority = fields.Integer(aggregator=None, default=5)
    user_id = fields.Many2one(
        "res.users",
        string="Scheduler User",
        required=True,
        default=lambda self: self.env.user,
    )

    _strictly_positive_interval = models.Constraint(
        "CHECK (interval_number > 0)",
        "The interval number must be a strictly positive number.",
    )

    @api.depends("ir_actions_server_id.name")
    def _compute_cron_name(self):
        for cron in self.with_context(lang="en_US"):
            cron.cron_name = cron.ir_actions_server_id.name

    def action_open_parent_action(self):
        """Open the action that this one's is part of."""
        return self.ir_actions_server_id.action_open_parent_action()

    def action_open_scheduled_action(self):
        """Open the scheduled action itself."""
        return self.ir_actions_server_id.action_open_scheduled_action()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["usage"] = "ir_cron"
        return super().create(vals_list)

    @api.model
    def default_get(self, fields):
        # only the default_* of the context of a form decide on the kind of action
        if not self.env.context.get("default_state"):
            self = self.with_context(default_state="code")
        return super().default_get(fields)

    def unlink(self):
        actions = self.ir_actions_server_id
        result = super().unlink()
        actions.unlink()
        return result

    # ---- running
    def method_direct_trigger(self):
        """Run the jobs now, whether they are due or not."""
        self.ensure_one()
        self.check_access("write")
        for cron in self:
            _logger.info("Job %r (%s) started manually", cron.name, cron.id)
            cron.with_user(cron.user_id).with_context(
                lastcall=cron.lastcall,
                cron_id=cron.id,
            )._callback(cron.sudo().ir_actions_server_id.id)
            cron.sudo().lastcall = fields.Datetime.now()
        return True

    def _callback(self, server_action_id):
        """Run the action of the job as its user."""
        self.env.user.with_context({}).env["ir.actions.server"].sudo().browse(
            server_action_id
        ).with_context(self.env.context).with_user(self.env.user).run()
        self.env.flush_all()

    @api.model
    def _get_ready_jobs(self):
        """Return the jobs that are due, by a passed nextcall or by a trigger."""
        now = self.env.cr.now()
        triggered = self.env["ir.cron.trigger"].search([("call_at", "<=", now)]).cron_id
        return self.search(
            Domain("active", "=", True)
            & (Domain("nextcall", "<=", now) | Domain("id", "in", triggered.ids)),
            order="failure_count, priority, id",
        )

    @classmethod
    def _process_job(cls, cron_cr, job):
        """Run the job of a row (`id`, `cron_name`) in a transaction: addons extend this."""
        cron = api.Environment(cron_cr, SUPERUSER_ID, {})["ir.cron"].browse(job["id"])
        if cron.exists():
            cron._run_job()

    def _run_job(self):
        """Run a due job and put it on the clock again; the caller commits.

        An exception leaves for the caller, which rolls back and calls `_note_failure`.
        """
        self.ensure_one()
        started = self.env.cr.now()
        _logger.info("Job %r (%s) starting", self.cron_name, self.id)
        self.with_user(self.user_id).with_context(
            lastcall=self.lastcall,
            cron_id=self.id,
        )._callback(self.ir_actions_server_id.id)
        self._reschedule(started)
        self.write({"failure_count": 0, "first_failure_date": False})
        self._notify_progress_end()

    def _reschedule(self, started):
        """Set the next call after `started`; drop the triggers that were served."""
        self.ensure_one()
        nextcall = self.nextcall
        interval = _INTERVALS[self.interval_type](self.interval_number)
        while nextcall <= started:
            nextcall += interval
        self.write({"nextcall": nextcall, "lastcall": started.replace(microsecond=0)})
        self.env["ir.cron.trigger"].search(
            [
                ("cron_id", "=", self.id),
                ("call_at", "<=", started),
            ]
        ).unlink()

    def _note_failure(self):
        """Count a failed run; switch a job off that fails for days."""
        self.ensure_one()
        now = self.env.cr.now().replace(microsecond=0)
        first = self.first_failure_date or now
        count = self.failure_count + 1
        vals = {"failure_count": count, "first_failure_date": first}
        if count >= _MAX_FAILURES and first + timedelta(days=_MAX_FAILURE_DAYS) < now:
            vals.update(failure_count=0, first_failure_date=False, active=False)
            self._notify_admin(
                _(
                    "Cron job %(name)s (%(id)s) has been deactivated after failing "
                    "%(count)s times. More information can be found in the server logs "
                    "around %(time)s.",
                    name=repr(self.cron_name),
                    id=self.id,
                    count=_MAX_FAILURES,
                    time=now,
                )
            )
        self.write(vals)
        self._reschedule(self.env.cr.now())

    @api.model
    def _notify_admin(self, message):
        """Tell somebody that a job was switched off (hook)."""
        _logger.warning(message)

    # ---- progress
    def _add_progress(self, *, timed_out_counter=None):
        """Return the job with a fresh progress record in its context."""
        progress = (
            self.env["ir.cron.progress"]
            .sudo()
            .create(
                [
                    {
                        "cron_id": self.id,
                        "timed_out_counter": timed_out_counter or 0,
                    }
                ]
            )
        )
        return self.with_context(ir_cron_progress_id=progress.id), progress

    def _notify_progress(self, *, done, remaining, deactivate=False):
        """Note how far the job has come."""
        if not (self.env.context.get("cron_id") and remaining >= 0 and done >= 0):
            if self.env.context.get("cron_id"):
                raise ValueError("Parameters `done` and `remaining` must be positive")
            return
        self._progress_record().write(
            {
                "done": done,
                "remaining": remaining,
                "deactivate": deactivate,
            }
        )

    @api.model
    def _commit_progress(self, processed=0, *, remaining=None, deactivate=False):
        """Note progress and commit; return the seconds that the job may go on."""
        context = self.env.context
        if context.get("cron_id"):
            progress = self._progress_record()
            left = (
                remaining
                if remaining is not None
                else max(progress.remaining - processed, 0)
            )
            progress.write(
                {
                    "done": progress.done + processed,
                    "remaining": left,
                    "deactivate": progress.deactivate or deactivate,
                }
            )
            if context.get("cron_commit", True):
                self.env.cr.commit()
        return float("inf")

    def _progress_record(self):
        Progress = self.env["ir.cron.progress"].sudo()
        found = Progress.browse(self.env.context.get("ir_cron_progress_id") or ())
        return (
            found.exists()
            or Progress.search(
                [("cron_id", "=", self.env.context["cron_id"])],
                order="id desc",
                limit=1,
            )
            or Progress.create({"cron_id": self.env.context["cron_id"]})
        )

    def _notify_progress_end(self):
        """Call the job again when it left work, or switch it off if it asked."""
        progress = (
            self.env["ir.cron.progress"]
            .sudo()
            .search([("cron_id", "=", self.id)], order="id desc", limit=1)
        )
        if progress.deactivate:
            self.active = False
        elif progress.remaining:
            self._trigger()
        progress.unlink()

    # ---- asking for a call
    def toggle(self, model, domain):
        """Switch the job on when records of the model match the domain, else off."""
        if self.env.context.get("ir_cron_toggle_disabled"):
            return True
        active = bool(self.env[model].search_count(domain, limit=1))
        return self.write({"active": active})

    def _trigger(self, at=None):
        """Ask for a call now, or at the given moments."""
        moments = [at] if at is None or hasattr(at, "year") else list(at)
        return self._trigger_list([m or fields.Datetime.now() for m in moments])

    def _trigger_list(self, at_list):
        self.ensure_one()
        now = fields.Datetime.now()
        if not self.sudo().active:
            at_list = [moment for moment in at_list if moment > now]
        if not at_list:
            return self.env["ir.cron.trigger"]
        return (
            self.env["ir.cron.trigger"]
            .sudo()
            .create([{"cron_id": self.id, "call_at": moment} for moment in at_list])
        )
