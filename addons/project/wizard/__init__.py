from . import project_share_wizard
from . import project_stage_delete
from . import project_template_create
