from . import hr_employee, hr_employee_public
