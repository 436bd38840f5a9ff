"""Contacts on lists, and those that asked to be left alone."""
from __future__ import annotations

from odoo import _, api, fields, models


class MailingSubscription(models.Model):
    _inherit = "mailing.subscription"
    _table = "mailing_subscription"
    _rec_name = "contact_id"

    is_blacklisted = fields.Boolean(readonly=False)
    opt_out = fields.Boolean(default=False)
    opt_out_datetime = fields.Datetime(
        compute="_compute_opt_out_datetime", readonly=False, store=True,
    )

    _unique_contact_list = models.Constraint(
        "unique (contact_id, list_id)",
        "A mailing contact cannot subscribe to the same mailing list multiple times.",
    )

    @api.depends("opt_out")
    def _compute_opt_out_datetime(self):
        for subscription in self:
            if not subscription.opt_out:
                subscription.opt_out_datetime = False
            elif not subscription.opt_out_datetime:
                subscription.opt_out_datetime = self.env.cr.now()

    @api.model_create_multi
    def create(self, vals_list):
        """A moment or a reason says that somebody opted out."""
        return super().create([_opt_out(vals) for vals in vals_list])

    def write(self, vals):
        """A moment or a reason says that somebody opted out."""
        return super().write(_opt_out(vals))

    def open_mailing_contact(self):
        """Open the contact."""
        return {
            "name": _("Mailing Contacts"), "type": "ir.actions.act_window",
            "view_mode": "form", "views": [[False, "form"]],
            "res_model": "mailing.contact", "res_id": self.contact_id.id,
        }


def _opt_out(vals):
    if vals.get("opt_out_datetime") or vals.get("opt_out_reason_id"):
        return {**vals, "opt_out": True}
    return vals
