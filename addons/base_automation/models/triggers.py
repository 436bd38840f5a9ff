"""The kinds of triggers, by what makes them look."""
SET_TRIGGERS = (
    "on_priority_set", "on_stage_set", "on_state_set", "on_tag_set", "on_user_set",
)
CREATE_TRIGGERS = ("on_create", "on_create_or_write", *SET_TRIGGERS)
WRITE_TRIGGERS = ("on_write", "on_archive", "on_unarchive", "on_create_or_write",
                  *SET_TRIGGERS)
MAIL_TRIGGERS = ("on_message_received", "on_message_sent")
TIME_TRIGGERS = ("on_time", "on_time_created", "on_time_updated")
# trigger -> type and names of the field that it is about
FIELDS = {
    "on_stage_set": ("many2one", ("stage_id", "x_studio_stage_id")),
    "on_state_set": ("selection", ("state", "x_studio_state")),
    "on_priority_set": ("selection", ("priority", "x_studio_priority")),
    "on_tag_set": ("many2many", ("tag_ids", "x_studio_tag_ids")),
    "on_archive": ("boolean", ("active", "x_active")),
    "on_unarchive": ("boolean", ("active", "x_active")),
}
