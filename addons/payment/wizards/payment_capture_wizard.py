"""Taking a part of what was authorized."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class PaymentCaptureWizard(models.TransientModel):
    _inherit = "payment.capture.wizard"

    amount_to_capture = fields.Monetary(
        compute="_compute_amount_to_capture", store=True, readonly=False)
    authorized_amount = fields.Monetary(compute="_compute_amounts")
    available_amount = fields.Monetary(compute="_compute_amounts")
    captured_amount = fields.Monetary(compute="_compute_amounts")
    has_draft_children = fields.Boolean(compute="_compute_amounts")
    has_remaining_amount = fields.Boolean(compute="_compute_validity")
    is_amount_to_capture_valid = fields.Boolean(compute="_compute_validity")
    support_partial_capture = fields.Boolean(compute="_compute_amounts", compute_sudo=True)
    transaction_ids = fields.Many2many(
        default=lambda self: self.env.context.get("active_ids"))
    voided_amount = fields.Monetary(compute="_compute_amounts")

    @api.depends("transaction_ids")
    def _compute_amounts(self):
        for wizard in self:
            txs = wizard.transaction_ids
            captured = sum(txs._sum_children(("done",)).values()) + sum(
                tx.amount for tx in txs if tx.state == "done")
            wizard.authorized_amount = sum(txs.mapped("amount"))
            wizard.captured_amount = captured
            wizard.voided_amount = sum(txs._sum_children(("cancel",)).values()) + sum(
                tx.amount for tx in txs if tx.state == "cancel")
            wizard.available_amount = (
                wizard.authorized_amount - captured - wizard.voided_amount)
            wizard.has_draft_children = bool(txs.child_transaction_ids.filtered(
                lambda tx: tx.state == "draft"))
            wizard.support_partial_capture = all(
                tx.provider_id.support_manual_capture == "partial"
                and tx.primary_payment_method_id.support_manual_capture == "partial"
                for tx in txs)

    @api.depends("available_amount")
    def _compute_amount_to_capture(self):
        for wizard in self:
            wizard.amount_to_capture = wizard.available_amount

    @api.depends("amount_to_capture", "available_amount")
    def _compute_validity(self):
        for wizard in self:
            wizard.has_remaining_amount = wizard.amount_to_capture < wizard.available_amount
            wizard.is_amount_to_capture_valid = \
                0 < wizard.amount_to_capture <= wizard.available_amount

    @api.constrains("amount_to_capture")
    def _check_amount_to_capture_within_boundaries(self):
        for wizard in self:
            if not wizard.is_amount_to_capture_valid:
                raise ValidationError(_(
                    "The amount to capture must be positive and cannot be superior to %s.",
                    wizard.currency_id.format(wizard.available_amount)))
            if not wizard.support_partial_capture and wizard.currency_id.compare_amounts(
                wizard.amount_to_capture, wizard.available_amount
            ) != 0:
                raise ValidationError(_(
                    "Some of the transactions you intend to capture can only be captured in "
                    "full. Handle the transactions individually to capture a partial "
                    "amount."))

    def action_capture(self):
        """Take the amount, from one transaction after the other; give up the rest."""
        for wizard in self:
            left = wizard.amount_to_capture
            for tx in wizard.transaction_ids.filtered(
                lambda one: one.state == "authorized"
            ):
                gone = tx._sum_children(("draft", "pending", "done", "cancel"))[tx]
                room = tx.amount - gone
                part = min(left, room)
                if part > 0:
                    tx.sudo()._capture(amount_to_capture=part)
                    left -= part
                if wizard.void_remaining_amount and room - part > 0:
                    tx.sudo()._void(amount_to_void=room - part)
