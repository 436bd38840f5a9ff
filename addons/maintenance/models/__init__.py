from . import (
    maintenance_equipment,
    maintenance_mixin,
    maintenance_request,
    maintenance_team,
)
