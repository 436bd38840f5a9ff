from . import (
    mail_message,
    mail_thread,
    portal_mixin,
    res_config_settings,
)
