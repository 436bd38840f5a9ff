"""Those who come may get mailings."""
from __future__ import annotations

from ast import literal_eval

from odoo import api, models


class EventRegistration(models.Model):
    _inherit = "event.registration"

    _mailing_enabled = True

    @api.model
    def _mailing_get_default_domain(self, mailing):
        """The domain of the context, else all who do come."""
        context = self.env.context
        if context.get("default_mailing_domain") and \
                mailing.mailing_model_id.id == context.get("default_mailing_model_id"):
            return literal_eval(context["default_mailing_domain"])
        return [("state", "not in", ["cancel", "draft"])]
