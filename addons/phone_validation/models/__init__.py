from . import base
from . import phone_blacklist
from . import phone_blacklist_remove
from . import mail_thread_phone
from . import res_partner
