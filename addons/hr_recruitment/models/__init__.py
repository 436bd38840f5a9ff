from . import (
    digest_digest,
    hr_applicant,
    hr_applicant_employee,
    hr_applicant_partner,
    hr_applicant_refuse_reason,
    hr_employee,
    hr_job,
    hr_recruitment_source,
    hr_recruitment_stage,
    hr_talent_pool,
)
