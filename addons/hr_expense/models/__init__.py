from . import hr_department, hr_expense, hr_expense_approval, hr_expense_documents, hr_expense_mail
