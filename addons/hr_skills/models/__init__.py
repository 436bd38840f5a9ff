from . import (
    hr_skill_type,
    hr_skill_level,
    hr_skill,
    hr_individual_skill_mixin,
    hr_employee_skill,
    hr_job_skill,
    hr_resume_line,
    hr_employee,
    hr_employee_certification,
    hr_job,
)
