"""Which models carry mail."""
from __future__ import annotations

from odoo import fields, models


class IrModel(models.Model):
    _inherit = "ir.model"
    _order = "is_mail_thread DESC, name ASC"

    is_mail_activity = fields.Boolean(string="Has Mail Activity", default=False)
    is_mail_blacklist = fields.Boolean(string="Has Mail Blacklist", default=False)
    is_mail_thread = fields.Boolean(string="Has Mail Thread", default=False)

    def _reflect_model_params(self, model):
        """Note which mixins the model has."""
        values = super()._reflect_model_params(model)
        mixins = {cls.__dict__.get("_name") for cls in type(model).__mro__}
        values["is_mail_thread"] = "mail.thread" in mixins
        values["is_mail_activity"] = "mail.activity.mixin" in mixins
        values["is_mail_blacklist"] = "mail.thread.blacklist" in mixins
        return values
