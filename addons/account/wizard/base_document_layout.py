"""The layout of documents, as invoicing asks for it."""
from odoo import fields, models


class BaseDocumentLayout(models.TransientModel):
    _inherit = "base.document.layout"

    from_invoice = fields.Boolean()
    qr_code = fields.Boolean(related="company_id.qr_code", readonly=False)
    vat = fields.Char(related="company_id.vat", readonly=False)
    account_number = fields.Char(
        compute="_compute_account_number", inverse="_inverse_account_number")

    def _compute_account_number(self):
        for layout in self:
            banks = layout.partner_id.bank_ids
            layout.account_number = banks[:1].acc_number or ""

    def _inverse_account_number(self):
        for layout in self:
            banks = layout.partner_id.bank_ids
            if banks:
                banks[0].acc_number = layout.account_number
            elif layout.account_number:
                banks.create({"acc_number": layout.account_number,
                              "partner_id": layout.partner_id.id})

    def document_layout_save(self):
        """Keep the layout; note that this first step was done."""
        self.env["onboarding.onboarding.step"].action_validate_step_base_document_layout()
        return self.env.context.get("report_action") or {
            "type": "ir.actions.act_window_close"}
