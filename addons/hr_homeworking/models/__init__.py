from . import hr_employee_location, hr_employee
