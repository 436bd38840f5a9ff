from . import mail_activity_todo_create
