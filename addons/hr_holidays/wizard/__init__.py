from . import hr_holidays_cancel_leave
