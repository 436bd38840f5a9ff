from . import hr_employee_skill_report
