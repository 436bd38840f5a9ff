from . import (
    rating_data,
    rating_rating,
    rating_mixin,
    rating_parent_mixin,
    mail_message,
    mail_thread,
)
