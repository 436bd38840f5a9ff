from . import project_template_create
