"""Sending invoices: the document, the mail and the wizard for it."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    _inherit = "account.move"

    invoice_pdf_report_id = fields.Many2one(
        "ir.attachment", compute="_compute_invoice_pdf_report_id")

    @api.depends("is_move_sent")
    def _compute_invoice_pdf_report_id(self):
        found = self.env["ir.attachment"].sudo().search([
            ("res_model", "=", self._name), ("res_id", "in", self.ids),
            ("res_field", "=", "invoice_pdf_report_file")])
        by_move = {attachment.res_id: attachment for attachment in found}
        for move in self:
            move.invoice_pdf_report_id = by_move.get(move._origin.id, False)

    def _get_report_base_filename(self):
        """Return the name of the printed document, without its ending."""
        return (self.name or self.display_name).replace("/", "_")

    def _get_invoice_report_filename(self, extension="pdf"):
        """Return the name of the file of the document."""
        self.ensure_one()
        return f"{self._get_report_base_filename()}.{extension}"

    def _get_name_invoice_report(self):
        """Return the template that the document is printed with."""
        return "account.report_invoice_document"

    def _get_mail_template(self):
        """Return the external id of the template of the document's mail."""
        return "account.email_template_edi_credit_note" if all(
            move.move_type == "out_refund" for move in self) \
            else "account.email_template_edi_invoice"

    def _make_pdf(self):
        """Return the attachment that holds the document, made once."""
        self.ensure_one()
        if self.invoice_pdf_report_id:
            return self.invoice_pdf_report_id
        content, kind = self.env.ref("account.account_invoices").sudo()._render_for_mail(
            self.ids)
        attachment = self.env["ir.attachment"].sudo().create({
            "name": self._get_invoice_report_filename(kind), "raw": content,
            "mimetype": "application/pdf" if kind == "pdf" else "text/html",
            "res_model": self._name, "res_id": self.id,
            "res_field": "invoice_pdf_report_file"})
        self.invalidate_recordset(["invoice_pdf_report_id", "invoice_pdf_report_file"])
        return attachment

    def action_send_and_print(self):
        """Open the wizard that sends the documents."""
        name = "account.move.send.batch.wizard" if len(self) > 1 \
            else "account.move.send.wizard"
        return {
            "name": _("Send"), "type": "ir.actions.act_window", "view_mode": "form",
            "res_model": name, "target": "new",
            "context": {"active_model": "account.move", "active_ids": self.ids},
        }

    def action_invoice_sent(self):
        """Open the wizard that sends the document."""
        self.ensure_one()
        return self.action_send_and_print()

    def action_print_pdf(self):
        """Return the action that fetches the document."""
        self.ensure_one()
        return self.env.ref("account.account_invoices").report_action(self.ids)

    def action_invoice_download_pdf(self, target="download"):
        """Return the address of the documents."""
        return {
            "type": "ir.actions.act_url", "target": target,
            "url": f"/account/download_invoice_documents/{','.join(map(str, self.ids))}/pdf",
        }

    def _check_sendable(self):
        if any(move.state != "posted" for move in self):
            raise UserError(_("You can't generate invoices that are not posted."))
        if any(not move.is_sale_document(True) for move in self):
            raise UserError(_("You can only generate sales documents."))

    def _send_document(self, template, partners, subject=None, body=None):
        """Mail the document to partners and note that it was sent."""
        self.ensure_one()
        attachment = self._make_pdf()
        if subject is None:
            subject = template._render_field("subject", self.ids)[self.id]
            body = template._render_field("body_html", self.ids)[self.id]
        copy = attachment.copy({"res_field": False})
        self.with_context(mark_invoice_as_sent=True).message_post(
            body=body, subject=subject, partner_ids=partners.ids,
            message_type="comment", subtype_xmlid="mail.mt_comment",
            attachment_ids=copy.ids, body_is_html=True,
            email_layout_xmlid="mail.mail_notification_layout_with_responsible_signature")
        self._note_sent()

    def _note_sent(self):
        self.with_context(syncing=True).write({"is_move_sent": True})

    def message_post(self, **kwargs):
        """Post a message; a document whose mail goes out counts as sent."""
        message = super().message_post(**kwargs)
        if self.env.context.get("mark_invoice_as_sent"):
            self._note_sent()
        return message
