from . import (
    hr_expense_approve_duplicate,
    hr_expense_post_wizard,
    hr_expense_refuse_wizard,
    hr_expense_split,
)
