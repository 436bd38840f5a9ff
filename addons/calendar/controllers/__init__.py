from . import calendar
