# in the order in which models inherit from each other
from . import mail_thread
from . import mail_alias_domain
from . import mail_alias
from . import mail_alias_mixin
from . import mail_message_subtype
from . import mail_message
from . import mail_mail
from . import mail_notification
from . import mail_followers
from . import mail_guest
from . import fetchmail_server
from . import discuss_channel
from . import discuss_channel_member
from . import res_company
from . import res_partner
from . import res_users
