from . import (
    hr_holidays_approval_mixin,
    hr_leave_type,
    hr_leave_allocation,
    hr_leave,
    hr_leave_duration,
    hr_leave_approval,
    hr_employee,
    resource_calendar_leaves,
    res_users,
)
