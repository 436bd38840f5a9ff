from . import (
    mail_activity_schedule,
    mail_blacklist_remove,
    mail_compose_message,
    mail_compose_message_send,
    mail_followers_edit,
    mail_template_preview,
    mail_template_reset,
)
