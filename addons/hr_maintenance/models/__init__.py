from . import hr_departure_wizard, maintenance_request
