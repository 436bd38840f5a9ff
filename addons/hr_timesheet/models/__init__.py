from . import account_analytic_line, hr_employee, project_project, project_task, res_company
