from . import project_stage_delete
from . import project_template_create
