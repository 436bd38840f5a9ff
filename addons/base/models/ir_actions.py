"""The models of actions under the module that other addons import them from."""

from .ir_actions_act_url import *  # noqa: F403
from .ir_actions_act_window import *  # noqa: F403
from .ir_actions_actions import *  # noqa: F403
from .ir_actions_client import *  # noqa: F403
from .ir_actions_server import *  # noqa: F403
