from . import action
from . import binary
from . import database
from . import dataset
from . import home
from . import json1
from . import session
from . import webclient
