from . import hr_department, hr_employee, hr_employee_public, hr_job, hr_version
