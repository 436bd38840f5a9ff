"""The wizards that send invoices: one by one, or many."""
from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError


class AccountMoveSendWizard(models.TransientModel):
    _inherit = "account.move.send.wizard"

    move_id = fields.Many2one("account.move", required=True)
    sending_methods = fields.Json(
        compute="_compute_sending_methods", inverse="_inverse_sending_methods")
    sending_method_checkboxes = fields.Json(
        compute="_compute_sending_method_checkboxes", store=True, readonly=False,
        precompute=True)
    template_id = fields.Many2one(
        "mail.template", compute="_compute_template_id", store=True, readonly=False,
        precompute=True)
    subject = fields.Char(
        compute="_compute_mail", store=True, readonly=False, precompute=True)
    body = fields.Html(
        compute="_compute_mail", store=True, readonly=False, precompute=True)
    mail_partner_ids = fields.Many2many(
        "res.partner", compute="_compute_mail", store=True, readonly=False, precompute=True)
    mail_attachments_widget = fields.Json(
        compute="_compute_attachments", store=True, readonly=False, precompute=True)
    model = fields.Char(compute="_compute_model", store=True, readonly=False)
    res_ids = fields.Text(compute="_compute_model", store=True, readonly=False)

    @api.model
    def default_get(self, fields_list):
        """Take the document from the context; UserError unless it is one posted."""
        values = super().default_get(fields_list)
        context = self.env.context
        if context.get("active_model") == "account.move" and "move_id" not in values:
            ids = context.get("active_ids") or [context.get("active_id")]
            if len(ids) != 1:
                raise UserError(_("You can only send one document at a time."))
            move = self.env["account.move"].browse(ids)
            move._check_sendable()
            values["move_id"] = move.id
        return values

    @api.depends("move_id")
    def _compute_sending_method_checkboxes(self):
        for wizard in self:
            partner = wizard.move_id.partner_id
            default = "email" if partner.email else "manual"
            wizard.sending_method_checkboxes = {
                "email": {"checked": default == "email", "label": _("by Email")},
                "manual": {"checked": default == "manual", "label": _("Download")},
            }

    @api.depends("sending_method_checkboxes")
    def _compute_sending_methods(self):
        for wizard in self:
            boxes = wizard.sending_method_checkboxes or {}
            wizard.sending_methods = [
                name for name, box in boxes.items() if box.get("checked")]

    def _inverse_sending_methods(self):
        for wizard in self:
            boxes = wizard.sending_method_checkboxes or {}
            wizard.sending_method_checkboxes = {
                name: {**boxes.get(name, {}), "checked": name in (
                    wizard.sending_methods or ())}
                for name in dict.fromkeys([*boxes, *(wizard.sending_methods or ())])}

    @api.depends("move_id")
    def _compute_template_id(self):
        for wizard in self:
            wizard.template_id = self.env.ref(
                wizard.move_id._get_mail_template(), raise_if_not_found=False)

    @api.depends("template_id", "move_id")
    def _compute_mail(self):
        for wizard in self:
            template, move = wizard.template_id, wizard.move_id
            if not template or not move:
                continue
            wizard.subject = template._render_field("subject", move.ids)[move.id]
            wizard.body = template._render_field("body_html", move.ids)[move.id]
            wizard.mail_partner_ids = move.partner_id.filtered("email") or \
                move.commercial_partner_id.filtered("email")

    @api.depends("move_id")
    def _compute_attachments(self):
        for wizard in self:
            move = wizard.move_id
            name = move._get_invoice_report_filename() if move else ""
            wizard.mail_attachments_widget = [{
                "id": f"placeholder_{name}", "name": name, "mimetype": "application/pdf",
                "placeholder": True}] if move else []

    @api.depends("move_id")
    def _compute_model(self):
        for wizard in self:
            wizard.model, wizard.res_ids = "account.move", str(wizard.move_id.ids)

    def action_send_and_print(self, allow_fallback_pdf=False):
        """Make the document, and mail it if that is asked for."""
        self.ensure_one()
        move = self.move_id
        move._check_sendable()
        if "email" in self.sending_methods:
            if not self.mail_partner_ids:
                raise UserError(_("Partner(s) should have an email address."))
            move._send_document(
                self.template_id, self.mail_partner_ids, self.subject, self.body)
            return {"type": "ir.actions.act_window_close"}
        move._make_pdf()
        move._note_sent()
        return move.action_invoice_download_pdf()


    # ---- templates
    def open_template_creation_wizard(self):
        """Open the form that keeps the mail as a template."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "view_mode": "form", "target": "new",
            "name": _("Create a Mail Template"), "res_model": self._name,
            "res_id": self.id, "views": [(False, "form")],
            "context": {"dialog_size": "medium"},
        }

    def create_mail_template(self):
        """Keep subject and text of the mail as a template, and take it."""
        self.ensure_one()
        if not self.template_name:
            raise UserError(_("Please give the template a name."))
        self.template_id = self.env["mail.template"].create({
            "name": self.template_name, "subject": self.subject, "body_html": self.body,
            "model_id": self.env["ir.model"]._get_id("account.move"),
            "use_default_to": True, "user_id": self.env.uid})
        return self._reopen()

    def cancel_save_template(self):
        """Go back to the mail."""
        self.template_name = False
        return self._reopen()

    def _reopen(self):
        return {
            "type": "ir.actions.act_window", "view_mode": "form", "target": "new",
            "name": _("Send"), "res_model": self._name, "res_id": self.id,
            "views": [(False, "form")],
        }


class AccountMoveSendBatchWizard(models.TransientModel):
    _inherit = "account.move.send.batch.wizard"

    move_ids = fields.Many2many("account.move", required=True)

    @api.model
    def default_get(self, fields_list):
        """Take the documents from the context."""
        values = super().default_get(fields_list)
        context = self.env.context
        if context.get("active_model") == "account.move" and "move_ids" not in values:
            moves = self.env["account.move"].browse(context.get("active_ids") or ())
            moves._check_sendable()
            values["move_ids"] = [Command.set(moves.ids)]
        return values

    def action_send_and_print(self, force_synchronous=False, allow_fallback_pdf=False):
        """Make the documents, and mail those whose partners have an address."""
        self.ensure_one()
        self.move_ids._check_sendable()
        for move in self.move_ids:
            partners = move.partner_id.filtered("email")
            template = self.env.ref(move._get_mail_template())
            if partners:
                move._send_document(template, partners)
            else:
                move._make_pdf()
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "type": "info", "title": _("Sending invoices"),
                "message": _("Invoices are being sent in the background."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
