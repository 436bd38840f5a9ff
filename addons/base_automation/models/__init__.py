from . import base_automation
from . import base_automation_triggers
from . import base_automation_process
from . import base_automation_time
from . import base_automation_webhook
from . import ir_actions_server
from . import ir_cron
from . import base
