"""Who follows which record."""
from __future__ import annotations

from odoo import api, fields, models


class MailFollowers(models.Model):
    _name = "mail.followers"
    _description = "Document Followers"

    email = fields.Char(string="Email", related="partner_id.email")
    is_active = fields.Boolean(string="Is Active", related="partner_id.active")
    name = fields.Char(string="Name", related="partner_id.name")
    partner_id = fields.Many2one(
        "res.partner", string="Related Partner", required=True, index=True,
        ondelete="cascade",
    )
    res_id = fields.Many2oneReference(
        string="Related Document ID", index=True, model_field="res_model",
    )
    res_model = fields.Char(string="Related Document Model Name", required=True, index=True)
    subtype_ids = fields.Many2many(
        "mail.message.subtype", "mail_followers_mail_message_subtype_rel",
        "mail_followers_id", "mail_message_subtype_id",
    )

    _mail_followers_res_partner_res_model_id_uniq = models.Constraint(
        "unique(res_model,res_id,partner_id)",
        "Error, a partner cannot follow twice the same object.",
    )

    def _forget_documents(self):
        """The followed records know their followers anew."""
        for name in set(self.mapped("res_model")):
            if name in self.env:
                ids = [f.res_id for f in self if f.res_model == name]
                self.env[name].browse(ids).invalidate_recordset(
                    ["message_follower_ids", "message_partner_ids"]
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Make partners follow."""
        followers = super().create(vals_list)
        followers._forget_documents()
        return followers

    def write(self, vals):
        """Change what followers hear of."""
        if "res_model" in vals or "res_id" in vals:
            self._forget_documents()
        result = super().write(vals)
        self._forget_documents()
        return result

    def unlink(self):
        """Stop following."""
        self._forget_documents()
        return super().unlink()

    @api.depends("partner_id")
    def _compute_display_name(self):
        for follower in self:
            follower.display_name = follower.partner_id.display_name

    @api.model
    def _insert_followers(self, model_name, ids, partner_ids, subtypes=None,
                          existing="skip"):
        """Make partners follow records, in one go.

        `subtypes` maps partners to subtype ids (defaults by kind of partner without);
        `existing` says what becomes of those who follow: skip, replace or update (add).
        """
        partners = self.env["res.partner"].sudo().browse(partner_ids).exists()
        if not partners or not ids:
            return self
        known = {
            (f.res_id, f.partner_id.id): f for f in self.sudo().search([
                ("res_model", "=", model_name), ("res_id", "in", list(ids)),
                ("partner_id", "in", partners.ids),
            ])
        }
        _all, _internal, external = self.env["mail.message.subtype"].default_subtypes(
            model_name
        )
        vals_list = []
        for res_id in ids:
            for partner in partners:
                given = (subtypes or {}).get(partner.id)
                follower = known.get((res_id, partner.id))
                if follower is None:
                    wanted = given or (external if partner.partner_share else _all).ids
                    vals_list.append({
                        "res_model": model_name, "res_id": res_id,
                        "partner_id": partner.id, "subtype_ids": [(6, 0, list(wanted))],
                    })
                elif given and existing == "replace":
                    if set(given) != set(follower.subtype_ids.ids):
                        follower.subtype_ids = [(6, 0, list(given))]
                elif given and existing == "update":
                    follower.subtype_ids = [(4, id_) for id_ in given]
        return self.sudo().create(vals_list) if vals_list else self
