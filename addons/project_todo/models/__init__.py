from . import project_task, res_users
