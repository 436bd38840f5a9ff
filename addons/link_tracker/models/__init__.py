from . import link_tracker
from . import link_tracker_code
from . import link_tracker_click
from . import mail_render_mixin
from . import utm_campaign
