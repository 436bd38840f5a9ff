from . import payment_capture_wizard
from . import payment_link_wizard
