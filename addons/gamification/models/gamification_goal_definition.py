"""What goals are about, and how they are counted."""
from __future__ import annotations

from odoo import _, api, exceptions, fields, models
from odoo.tools.safe_eval import safe_eval


class GamificationGoalDefinition(models.Model):
    _inherit = "gamification.goal.definition"

    computation_mode = fields.Selection(default="manually")
    condition = fields.Selection(default="higher")
    display_mode = fields.Selection(default="progress")
    domain = fields.Char(default="[]")
    full_suffix = fields.Char(compute="_compute_full_suffix")
    monetary = fields.Boolean(default=False)

    @api.depends("suffix", "monetary")
    def _compute_full_suffix(self):
        for definition in self:
            parts = [
                self.env.company.currency_id.symbol or "¤" if definition.monetary else "",
                definition.suffix or ""]
            definition.full_suffix = " ".join(part for part in parts if part)

    @api.model_create_multi
    def create(self, vals_list):
        """The domain must be one of the model."""
        definitions = super().create(vals_list)
        definitions._check_validity()
        return definitions

    def write(self, vals):
        """The domain must be one of the model."""
        result = super().write(vals)
        if {"computation_mode", "domain", "model_id", "field_id"} & set(vals):
            self._check_validity()
        return result

    def _check_validity(self):
        for definition in self.filtered(
            lambda d: d.computation_mode in ("count", "sum")
        ):
            definition._check_domain_validity()
            definition._check_model_validity()

    def _check_domain_validity(self):
        """Count by the domain once: what is wrong with it shows."""
        if not self.model_id:
            return
        try:
            domain = safe_eval(self.domain, {"user": self.env.user.with_user(self.env.user)})
            self.env[self.model_id.model].search_count(domain)
        except (ValueError, SyntaxError, KeyError, TypeError) as error:
            raise exceptions.UserError(_(
                "The domain for the definition %(definition)s seems incorrect, please check "
                "it.\n\n%(error)s", definition=self.name, error=error)) from error

    def _check_model_validity(self):
        """The field that is summed must be one of the model, and stored."""
        field, model = self.field_id, self.model_id.model
        if not model or not field:
            return
        found = self.env[model]._fields.get(field.name)
        if not found:
            raise exceptions.UserError(_(
                "The model configuration for the definition %(name)s seems incorrect, please "
                "check it.\n\n%(field_name)s not found", name=self.name,
                field_name=field.name))
        if not found.store:
            raise exceptions.UserError(_(
                "The model configuration for the definition %(name)s seems incorrect, please "
                "check it.\n\n%(field_name)s not stored", name=self.name,
                field_name=field.name))
