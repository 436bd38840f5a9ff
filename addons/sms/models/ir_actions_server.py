"""Actions that send texts."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class IrActionsServer(models.Model):
    _inherit = "ir.actions.server"

    sms_method = fields.Selection([
        ("sms", "SMS (without note)"), ("comment", "SMS (with note)"),
        ("note", "Note only"),
    ], string="Send SMS As", compute="_compute_sms_method", readonly=False, store=True)
    sms_template_id = fields.Many2one(
        "sms.template", "SMS Template", compute="_compute_sms_template_id",
        ondelete="set null", readonly=False, store=True,
    )
    state = fields.Selection(selection_add=[
        ("sms", "Send SMS"), ("followers",),
    ], ondelete={"sms": "cascade"})

    @api.depends("model_id", "state")
    def _compute_sms_template_id(self):
        for action in self:
            if action.state != "sms" or action.model_id != action.sms_template_id.model_id:
                action.sms_template_id = False

    @api.depends("state")
    def _compute_sms_method(self):
        for action in self:
            action.sms_method = (action.sms_method or "sms") if action.state == "sms" \
                else False

    @api.constrains("state", "model_id")
    def _check_sms_model_coherency(self):
        for action in self:
            if action.state == "sms" and (action.model_id.transient
                                          or not action.model_id.is_mail_thread):
                raise ValidationError(_(
                    "Sending SMS can only be done on a not transient mail.thread model"
                ))

    @api.constrains("model_id", "sms_template_id")
    def _check_sms_template_model(self):
        for action in self.filtered(lambda a: a.state == "sms" and a.sms_template_id):
            if action.sms_template_id.model_id != action.model_id:
                raise ValidationError(_(
                    "SMS template model of %(action_name)s does not match action model.",
                    action_name=action.name,
                ))

    def _run_action_sms_multi(self, eval_context=None):
        """Send the template to the records, as the action says."""
        records = self._records_of(eval_context)
        if not self.sms_template_id or not records:
            return False
        composer = self.env["sms.composer"].with_context(
            default_res_model=records._name, default_res_ids=records.ids,
            default_composition_mode="comment" if self.sms_method == "comment" else "mass",
            default_template_id=self.sms_template_id.id,
            default_mass_keep_log=self.sms_method == "note",
        ).create({})
        composer.action_send_sms()
        return False
