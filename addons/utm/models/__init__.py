from . import utm_stage
from . import utm_tag
from . import utm_medium
from . import utm_source
from . import utm_source_mixin
from . import utm_campaign
from . import utm_mixin
