from . import (
    ir_ui_view,
    mail_message,
    mail_thread,
    portal_mixin,
    res_config_settings,
)
