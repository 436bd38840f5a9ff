"""Models of reconciliation: what bank lines are booked on, proposed or by themselves."""
import re

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError


class AccountReconcileModel(models.Model):
    _inherit = "account.reconcile.model"
    _order = "sequence, id"

    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    trigger = fields.Selection(default="manual")
    company_id = fields.Many2one(default=lambda self: self.env.company)
    can_be_proposed = fields.Boolean(compute="_compute_can_be_proposed", store=True)
    mapped_partner_id = fields.Many2one(
        "res.partner", compute="_compute_mapped_partner_id", store=True)

    @api.depends("trigger", "match_label", "match_amount", "match_partner_ids",
                 "mapped_partner_id")
    def _compute_can_be_proposed(self):
        for model in self:
            model.can_be_proposed = not model.mapped_partner_id and bool(
                model.trigger == "auto_reconcile" or model.match_label
                or model.match_amount or model.match_partner_ids)

    @api.depends("match_label", "match_label_param", "line_ids.partner_id",
                 "line_ids.account_id")
    def _compute_mapped_partner_id(self):
        for model in self:
            lines = model.line_ids
            only = len(lines) == 1 and not lines.account_id
            model.mapped_partner_id = lines.partner_id if only and model.match_label \
                else False

    @api.constrains("match_label", "match_label_param")
    def _check_match_label_param(self):
        for model in self.filtered(lambda model: model.match_label == "match_regex"):
            try:
                re.compile(model.match_label_param or "")
            except re.error:
                raise ValidationError(_("The regex is not valid")) from None

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so."""
        values = super().copy_data(default)
        if "name" not in (default or {}):
            for model, vals in zip(self, values, strict=True):
                name = _("%s (copy)", model.name)
                while self.search_count([("name", "=", name)]):
                    name = _("%s (copy)", name)
                vals["name"] = name
        return values

    def action_reconcile_stat(self):
        """Open the entries whose lines the model made."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "account.action_move_journal_line")
        lines = self.env["account.move.line"].search(
            [("reconcile_model_id", "=", self.id)])
        action.update({
            "context": {}, "domain": [("id", "in", lines.move_id.ids)],
            "help": f"<p>{_('This reconciliation model has created no entry so far')}</p>"})
        return action

    def action_set_manual(self):
        """Have the model proposed only."""
        self.trigger = "manual"

    def action_set_auto_reconcile(self):
        """Have the model book by itself."""
        self.trigger = "auto_reconcile"


class AccountReconcileModelLine(models.Model):
    _inherit = "account.reconcile.model.line"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    amount_type = fields.Selection(default="percentage")
    amount_string = fields.Char(default="100", required=True)
    amount = fields.Float(compute="_compute_amount", store=True)

    @api.depends("amount_string")
    def _compute_amount(self):
        for line in self:
            try:
                line.amount = float(line.amount_string)
            except ValueError:
                line.amount = 0

    @api.constrains("amount_string")
    def _validate_amount(self):
        for line in self:
            if line.amount_type == "fixed" and line.amount == 0:
                raise UserError(_("The amount is not a number"))
            if line.amount_type == "percentage_st_line" and line.amount == 0:
                raise UserError(_("Balance percentage can't be 0"))
            if line.amount_type == "percentage" and line.amount == 0:
                raise UserError(_("Statement line percentage can't be 0"))
            if line.amount_type == "regex":
                try:
                    re.compile(line.amount_string)
                except re.error:
                    raise UserError(_("The regex is not valid")) from None
