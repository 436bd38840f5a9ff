from . import (
    account_move,
    hr_department,
    hr_expense,
    hr_expense_approval,
    hr_expense_documents,
    hr_expense_mail,
    hr_expense_payment,
)
