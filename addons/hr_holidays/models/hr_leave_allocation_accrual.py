"""Allocations that grow by a plan."""
from dateutil.relativedelta import relativedelta
from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..accruals import Accrual, Balance, get_level_start, get_next_date, get_previous_date
from .hr_leave_type import TAKEN


class HrLeaveAllocation(models.Model):
    _inherit = "hr.leave.allocation"

    accrual_plan_id = fields.Many2one(
        "hr.leave.accrual.plan", compute="_compute_accrual_plan_id", store=True,
        readonly=False, index="btree_not_null", tracking=True)
    has_accrual_plan = fields.Boolean(
        "Accrual Plan Available", compute="_compute_has_accrual_plan")
    lastcall = fields.Date("Date of the last accrual allocation", readonly=True)
    nextcall = fields.Date("Date of the next accrual allocation", readonly=True, copy=False)
    already_accrued = fields.Boolean(copy=False)
    yearly_accrued_amount = fields.Float(copy=False)
    expiring_carryover_days = fields.Float(
        "The number of carried over days that will expire on "
        "carried_over_days_expiration_date", copy=False)
    carried_over_days_expiration_date = fields.Date(copy=False)

    @api.depends("allocation_type", "holiday_status_id")
    def _compute_accrual_plan_id(self):
        for allocation in self:
            plan, kind = allocation.accrual_plan_id, allocation.holiday_status_id
            if allocation.allocation_type == "regular":
                allocation.accrual_plan_id = False
            elif plan.time_off_type_id and plan.time_off_type_id != kind:
                allocation.accrual_plan_id = False
            elif not plan:
                allocation.accrual_plan_id = self.env["hr.leave.accrual.plan"].search(
                    [("time_off_type_id", "=", kind.id)], limit=1) if kind else False

    @api.depends("holiday_status_id")
    def _compute_has_accrual_plan(self):
        plans = self.env["hr.leave.accrual.plan"].sudo().search([])
        for allocation in self:
            allocation.has_accrual_plan = any(
                plan.time_off_type_id in (allocation.holiday_status_id,
                                          plan.time_off_type_id.browse())
                for plan in plans)

    @api.constrains("allocation_type", "accrual_plan_id")
    def _check_accrual_plan(self):
        if any(a.allocation_type == "accrual" and not a.accrual_plan_id for a in self):
            raise UserError(_("An accrual allocation needs an accrual plan."))

    # ---- where it stands
    def _get_balance(self):
        return Balance(
            date_from=self.date_from, days=self.number_of_days, lastcall=self.lastcall
            or None, nextcall=self.nextcall or None, yearly=self.yearly_accrued_amount,
            expiring=self.expiring_carryover_days,
            expires=self.carried_over_days_expiration_date or None,
            begun=self.already_accrued)

    def _get_accrual(self):
        """Return the plan at work for the employee."""
        self.ensure_one()
        allocation = self.sudo()
        employee = allocation.employee_id
        plan = allocation.accrual_plan_id
        return Accrual(
            plan=plan, levels=list(plan.level_ids.sorted("sequence")),
            to_days=lambda level, amount: amount
            if level.added_value_type == "day" else amount / allocation._get_hours_a_day(),
            get_work=lambda first, last: employee._get_hours_of_work(first, last),
            get_taken=allocation._get_taken)

    def _get_taken(self, first, last):
        """Return the days that are taken from a day on, to before another."""
        leaves = self.env["hr.leave"].sudo().search([
            ("employee_id", "=", self.employee_id.id), ("state", "in", TAKEN),
            ("holiday_status_id", "=", self.holiday_status_id.id),
            ("request_date_from", ">=", first), ("request_date_from", "<", last)])
        return sum(leaves.mapped("number_of_days"))

    def _accrue(self, until):
        """Let the allocations grow to a day."""
        for allocation in self:
            end = min(until, allocation.date_to or until)
            balance = allocation._get_balance()
            allocation._get_accrual().advance(balance, end)
            allocation.with_context(mail_notrack=True).write({
                "number_of_days": balance.days, "lastcall": balance.lastcall,
                "nextcall": balance.nextcall, "yearly_accrued_amount": balance.yearly,
                "expiring_carryover_days": balance.expiring,
                "carried_over_days_expiration_date": balance.expires,
                "already_accrued": balance.begun,
            })

    def _get_days_on(self, day):
        """Return how many days the allocation will be worth on a day, nothing taken off."""
        self.ensure_one()
        if self.allocation_type != "accrual" or day <= fields.Date.today():
            return self.number_of_days
        balance = self._get_balance()
        self._get_accrual().advance(balance, min(day, self.date_to or day))
        return balance.days

    def _get_amount_on(self, day):
        """Return what the allocation will be worth on a day, in the unit of its type."""
        days = self._get_days_on(day)
        return days * self._get_hours_a_day() if self.type_request_unit == "hour" else days

    @api.model
    def _update_accrual(self):
        """Let all approved allocations with a plan grow to today; the cron's work."""
        today = fields.Date.context_today(self)
        self.search([
            ("allocation_type", "=", "accrual"), ("state", "=", "validate"),
            ("accrual_plan_id", "!=", False), ("employee_id.active", "=", True),
            "|", ("date_to", "=", False), ("date_to", ">=", today),
            "|", ("nextcall", "=", False), ("nextcall", "<=", today),
        ])._accrue(today)

    def _start_accruing(self):
        """Note when new allocations began to accrue: with the period that is running."""
        today = fields.Date.context_today(self)
        for allocation in self.filtered(lambda a: a.accrual_plan_id and not a.lastcall):
            levels = allocation.accrual_plan_id.level_ids.sorted("sequence")
            begin = allocation.date_from
            level = levels.filtered(
                lambda one, begin=begin: get_level_start(one, begin) <= today)[-1:]
            if not level:
                allocation.lastcall = max(today, begin)
                continue
            allocation.lastcall = max(
                get_previous_date(level, today), get_level_start(level, begin))
            allocation.nextcall = get_next_date(level, allocation.lastcall)

    @api.onchange("date_from", "accrual_plan_id", "date_to", "employee_id")
    def _onchange_date_from(self):
        """Show what has accrued since the start date."""
        if not self.date_from or not self.accrual_plan_id or not self.employee_id \
                or self.allocation_type != "accrual" or self.state == "validate":
            return
        balance = Balance(date_from=self.date_from, days=0.0)
        today = fields.Date.context_today(self)
        self._get_accrual().advance(balance, min(today, self.date_to or today))
        self.number_of_days = balance.days
        self.lastcall, self.nextcall = balance.lastcall, balance.nextcall
        self.already_accrued = balance.begun
        self.yearly_accrued_amount = balance.yearly

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make allocations; those with a plan begin with nothing."""
        for vals in vals_list:
            if vals.get("allocation_type") == "accrual":
                vals.setdefault("number_of_days", 0)
        allocations = super().create(vals_list)
        allocations._start_accruing()
        return allocations


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _get_hours_of_work(self, first, last):
        """Return hours that are planned and worked from a day to before another."""
        self.ensure_one()
        begin = fields.Datetime.to_datetime(first)
        end = fields.Datetime.to_datetime(last) - relativedelta(seconds=1)
        planned, worked = (
            self._get_work_days_data_batch(
                begin, end, compute_leaves=compute)[self.id]["hours"]
            for compute in (False, True))
        return planned, worked
