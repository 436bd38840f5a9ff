"""Kinds of messages that followers choose among."""
from __future__ import annotations

from odoo import api, fields, models, tools


class MailMessageSubtype(models.Model):
    _name = "mail.message.subtype"
    _description = "Message subtypes"
    _order = "sequence, id"

    default = fields.Boolean(default=True)
    description = fields.Text(translate=True)
    hidden = fields.Boolean()
    internal = fields.Boolean(string="Internal Only")
    name = fields.Char(string="Message Type", required=True, translate=True)
    parent_id = fields.Many2one("mail.message.subtype")
    relation_field = fields.Char(string="Relation field")
    res_model = fields.Char(string="Model")
    sequence = fields.Integer(default=1)
    track_recipients = fields.Boolean()

    @api.model_create_multi
    def create(self, vals_list):
        """Create subtypes; what is remembered of them is forgotten."""
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        """Change subtypes; what is remembered of them is forgotten."""
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        """Delete subtypes; what is remembered of them is forgotten."""
        self.env.registry.clear_cache()
        return super().unlink()

    @api.model
    def default_subtypes(self, model_name):
        """Return the subtypes of new followers: (all, internal ones, the others)."""
        ids, internal_ids, external_ids = self._default_subtypes(model_name)
        return self.browse(ids), self.browse(internal_ids), self.browse(external_ids)

    @api.model
    @tools.ormcache("self.env.uid", "self.env.su", "model_name")
    def _default_subtypes(self, model_name):
        subtypes = self.sudo().search([
            ("default", "=", True),
            "|", ("res_model", "=", model_name), ("res_model", "=", False),
        ])
        internal = subtypes.filtered("internal")
        return subtypes.ids, internal.ids, (subtypes - internal).ids

    @api.model
    def _get_auto_subscription_subtypes(self, model_name):
        """Return what following a parent means for the records of a model.

        (ids of the model's own subtypes, default ones, internal ones, a parent's
        subtype -> the child's, parent's model -> fields that link to it)
        """
        child_ids, default_ids, internal_ids = [], [], []
        parents, relations = {}, {}
        for subtype in self.sudo().search([
            "|", "|", ("res_model", "=", False), ("res_model", "=", model_name),
            ("parent_id.res_model", "=", model_name),
        ]):
            if not subtype.res_model or subtype.res_model == model_name:
                child_ids.append(subtype.id)
                if subtype.default:
                    default_ids.append(subtype.id)
            elif subtype.relation_field:
                parents[subtype.id] = subtype.parent_id.id
                relations.setdefault(subtype.res_model, set()).add(
                    subtype.relation_field
                )
            if subtype.internal:
                internal_ids.append(subtype.id)
        return child_ids, default_ids, internal_ids, parents, relations

    @api.model
    @tools.ormcache("model_name")
    def _auto_subscription(self, model_name):
        """Return `_get_auto_subscription_subtypes`, remembered."""
        return self._get_auto_subscription_subtypes(model_name)
