from . import base
from . import ir_actions_report
from . import ir_binary
from . import ir_http
from . import ir_model
from . import ir_ui_menu
from . import ir_ui_view
from . import res_users_settings
