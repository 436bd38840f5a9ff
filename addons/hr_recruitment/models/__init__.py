from . import hr_applicant, hr_job, hr_recruitment_stage
