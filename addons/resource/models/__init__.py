from . import (
    resource_calendar,
    resource_calendar_kinds,
    resource_calendar_leaves,
    resource_calendar_work,
    resource_resource,
    resource_mixin,
    resource_mixin_work,
)
