"""Domains that are kept to be used again."""
from __future__ import annotations

from ast import literal_eval

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class MailingFilter(models.Model):
    _inherit = "mailing.filter"

    create_uid = fields.Many2one(
        "res.users", "Saved by", index=True, readonly=True,
        default=lambda self: self.env.user)

    @api.constrains("mailing_domain", "mailing_model_id")
    def _check_mailing_domain(self):
        """The domain must be one of the model."""
        for one in self:
            if one.mailing_domain == "[]":
                continue
            try:
                self.env[one.mailing_model_id.model].search_count(
                    literal_eval(one.mailing_domain))
            except (ValueError, SyntaxError, KeyError, TypeError) as error:
                raise ValidationError(_(
                    "The filter domain is not valid for this recipients."
                )) from error
