"""What accrues from some time after an allocation on: how much, how often, how long."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

DAYS = [(str(number), str(number)) for number in range(1, 32)]
MONTHS = [
    ("1", "January"), ("2", "February"), ("3", "March"), ("4", "April"), ("5", "May"),
    ("6", "June"), ("7", "July"), ("8", "August"), ("9", "September"), ("10", "October"),
    ("11", "November"), ("12", "December"),
]
FREQUENCIES = [
    ("hourly", "Hourly"), ("daily", "Daily"), ("weekly", "Weekly"),
    ("bimonthly", "Twice a month"), ("monthly", "Monthly"), ("biyearly", "Twice a year"),
    ("yearly", "Yearly"),
]
WEEKDAYS = [
    ("0", "Monday"), ("1", "Tuesday"), ("2", "Wednesday"), ("3", "Thursday"),
    ("4", "Friday"), ("5", "Saturday"), ("6", "Sunday"),
]
DAYS_OF_UNIT = {"day": 1, "month": 30, "year": 365}


class HrLeaveAccrualLevel(models.Model):
    _name = "hr.leave.accrual.level"
    _description = "Accrual Plan Level"
    _order = "sequence asc"

    accrual_plan_id = fields.Many2one(
        "hr.leave.accrual.plan", "Accrual Plan", required=True, index=True,
        ondelete="cascade", default=lambda self: self.env.context.get("active_id"))
    sequence = fields.Integer(compute="_compute_sequence", store=True)
    start_count = fields.Integer("Start after", default=0)
    start_type = fields.Selection(
        [("day", "Days"), ("month", "Months"), ("year", "Years")], default="day",
        required=True)
    milestone_date = fields.Selection(
        [("creation", "At allocation creation"), ("after", "After")],
        compute="_compute_milestone_date", inverse="_inverse_milestone_date")
    added_value = fields.Float("Rate", digits=(16, 5), default=1, required=True)
    added_value_type = fields.Selection(
        [("day", "Days"), ("hour", "Hours")], default="day", required=True)
    accrued_gain_time = fields.Selection(related="accrual_plan_id.accrued_gain_time")
    frequency = fields.Selection(FREQUENCIES, default="daily", required=True)
    week_day = fields.Selection(WEEKDAYS, default="0", required=True)
    first_day = fields.Selection(DAYS, default="1")
    second_day = fields.Selection(DAYS, default="15")
    first_month = fields.Selection(MONTHS[:6], default="1")
    first_month_day = fields.Selection(DAYS, default="1")
    second_month = fields.Selection(MONTHS[6:], default="7")
    second_month_day = fields.Selection(DAYS, default="1")
    yearly_month = fields.Selection(MONTHS, default="1")
    yearly_day = fields.Selection(DAYS, default="1")
    cap_accrued_time = fields.Boolean("Cap accrued time")
    maximum_leave = fields.Float("Limit to", default=100)
    cap_accrued_time_yearly = fields.Boolean("Milestone cap")
    maximum_leave_yearly = fields.Float("Yearly limit to")
    action_with_unused_accruals = fields.Selection(
        [("lost", "Lost"), ("all", "Carried over")], string="Carry over", default="lost",
        required=True)
    carryover_options = fields.Selection(
        [("unlimited", "Unlimited"), ("limited", "Up to")], default="unlimited",
        required=True)
    postpone_max_days = fields.Integer("Maximum amount of accruals to transfer")
    accrual_validity = fields.Boolean()
    accrual_validity_count = fields.Integer("Accrual Validity Count", default=1)
    accrual_validity_type = fields.Selection(
        [("day", "Days"), ("month", "Months")], default="day", required=True)

    _start_count_check = models.Constraint(
        "CHECK (start_count >= 0)", "You can not start an accrual in the past.")
    _added_value_greater_than_zero = models.Constraint(
        "CHECK(added_value > 0)",
        "You must give a rate greater than 0 in accrual plan levels.")
    _valid_postpone_max_days_value = models.Constraint(
        "CHECK(action_with_unused_accruals <> 'all' OR carryover_options <> 'limited' "
        "OR COALESCE(postpone_max_days, 0) > 0)",
        "You cannot have a maximum quantity to carryover set to 0.")
    _valid_accrual_validity_value = models.Constraint(
        "CHECK(COALESCE(accrual_validity, FALSE) = FALSE "
        "OR COALESCE(accrual_validity_count, 0) > 0)",
        "You cannot have an accrual validity time set to 0.")
    _valid_yearly_cap_value = models.Constraint(
        "CHECK(COALESCE(cap_accrued_time_yearly, FALSE) = FALSE "
        "OR COALESCE(maximum_leave_yearly, 0) > 0)",
        "You cannot have a cap on yearly accrued time without setting a maximum amount.")

    @api.depends("start_count", "start_type")
    def _compute_sequence(self):
        for level in self:
            level.sequence = level.start_count * DAYS_OF_UNIT[level.start_type or "day"]

    @api.depends("start_count")
    def _compute_milestone_date(self):
        for level in self:
            level.milestone_date = "after" if level.start_count else "creation"

    def _inverse_milestone_date(self):
        for level in self.filtered(lambda one: one.milestone_date == "creation"):
            level.start_count = 0

    @api.constrains("first_day", "second_day", "frequency")
    def _check_dates(self):
        if any(level.frequency == "bimonthly" and level.first_day == level.second_day
               for level in self):
            raise ValidationError(_("The two days of a month must differ."))

    @api.constrains("cap_accrued_time", "maximum_leave")
    def _check_maximum_leave(self):
        if any(level.cap_accrued_time and level.maximum_leave <= 0 for level in self):
            raise ValidationError(_(
                "You cannot have a cap on accrued time without setting a maximum amount."))
