# the controllers are imported with the first request that needs them
from . import models, report, wizard
