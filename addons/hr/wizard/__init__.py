from . import hr_bank_account_allocation_wizard, hr_departure_wizard, hr_version_wizard
