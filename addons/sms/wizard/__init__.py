from . import sms_account
from . import sms_composer
from . import sms_template_preview
from . import sms_template_reset
