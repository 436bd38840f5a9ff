from . import hr_applicant_skill, hr_applicant, hr_job
