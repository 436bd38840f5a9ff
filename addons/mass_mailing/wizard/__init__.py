from . import mail_compose_message
from . import mailing_contact_import
from . import mailing_contact_to_list
from . import mailing_list_merge
from . import mailing_mailing_schedule_date
from . import mailing_mailing_test
