from . import resource_calendar, resource_resource, resource_mixin
