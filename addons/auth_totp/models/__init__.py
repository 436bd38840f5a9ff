from . import auth_totp_device
from . import auth_totp_rate_limit_log
from . import auth_totp_wizard
from . import res_users
