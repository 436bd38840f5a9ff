"""What forms of entries show or hide, and small facts about them."""
from markupsafe import Markup
from odoo import _, api, fields, models

READERS = "account.group_account_invoice,account.group_account_readonly"


class AccountMove(models.Model):
    _inherit = "account.move"

    checked = fields.Boolean(compute="_compute_checked", store=True, readonly=False,
                             copy=False)
    always_tax_exigible = fields.Boolean(
        compute="_compute_always_tax_exigible", store=True, readonly=False)
    move_sent_values = fields.Selection(
        [("sent", "Sent"), ("not_sent", "Not Sent")], string="Sent",
        compute="compute_move_sent_values")
    is_being_sent = fields.Boolean(compute="_compute_is_being_sent")
    need_cancel_request = fields.Boolean(compute="_compute_need_cancel_request")
    is_storno = fields.Boolean(compute="_compute_is_storno")
    display_inactive_currency_warning = fields.Boolean(compute="_compute_display_flags")
    display_link_qr_code = fields.Boolean(compute="_compute_display_flags")
    display_qr_code = fields.Boolean(compute="_compute_display_flags")
    display_send_button = fields.Boolean(compute="_compute_display_flags")
    highlight_send_button = fields.Boolean(compute="_compute_display_flags")
    show_delivery_date = fields.Boolean(compute="_compute_display_flags")
    show_discount_details = fields.Boolean(compute="_compute_term_flags")
    show_payment_term_details = fields.Boolean(compute="_compute_term_flags")
    show_journal = fields.Boolean(compute="_compute_display_flags")
    show_taxable_supply_date = fields.Boolean(compute="_compute_display_flags")
    taxable_supply_date_placeholder = fields.Char(compute="_compute_display_flags")
    invoice_incoterm_placeholder = fields.Char(compute="_compute_display_flags")
    invoice_filter_type_domain = fields.Char(compute="_compute_invoice_filter_type_domain")
    highest_name = fields.Char(compute="_compute_highest_name")
    expected_currency_rate = fields.Float(
        compute="_compute_expected_currency_rate", digits=0)
    tax_country_id = fields.Many2one("res.country", compute="_compute_tax_country_id")
    tax_country_code = fields.Char(compute="_compute_tax_country_id")
    taxes_legal_notes = fields.Html(compute="_compute_taxes_legal_notes")
    quick_encoding_vals = fields.Json(
        compute="_compute_quick_encoding_vals", exportable=False)
    quick_edit_mode = fields.Boolean(compute="_compute_quick_edit_mode")
    is_draft_duplicated_ref_ids = fields.Boolean(compute="_compute_is_draft_duplicated")
    partner_credit_warning = fields.Text(
        compute="_compute_partner_credit_warning", groups=READERS)
    no_followup = fields.Boolean(
        string="No Follow-Up", compute="_compute_no_followup", inverse="_inverse_no_followup")
    adjusting_entries_count = fields.Integer(compute="_compute_adjusting_entries")
    adjusting_entry_origin_label = fields.Char(compute="_compute_adjusting_entries")
    adjusting_entry_origin_moves_count = fields.Integer(
        compute="_compute_adjusting_entries")
    attachment_ids = fields.One2many(
        "ir.attachment", "res_id", domain=[("res_model", "=", "account.move")],
        string="Attachments")
    audit_trail_message_ids = fields.One2many(
        "mail.message", "res_id", string="Audit Trail Messages",
        domain=[("model", "=", "account.move"), ("message_type", "=", "notification")])
    alerts = fields.Json(compute="_compute_alerts")

    # ---- life
    @api.depends("state", "journal_id.type")
    def _compute_checked(self):
        able = self.env.su or self.env.user.has_group("account.group_account_user") or \
            self.env.user.has_group("account.group_account_invoice")
        for move in self:
            move.checked = move.state == "posted" and (
                move.journal_id.type == "general" or able)

    @api.depends("move_type", "line_ids.account_type")
    def _compute_always_tax_exigible(self):
        for move in self:
            move.always_tax_exigible = not move.is_invoice(True) and not any(
                line.account_type in ("asset_receivable", "liability_payable")
                for line in move.line_ids)

    @api.depends("is_move_sent")
    def compute_move_sent_values(self):
        """Compute whether documents were sent, as a selection."""
        for move in self:
            move.move_sent_values = "sent" if move.is_move_sent else "not_sent"

    @api.depends("sending_data")
    def _compute_is_being_sent(self):
        for move in self:
            move.is_being_sent = bool(move.sending_data)

    def _compute_need_cancel_request(self):
        self.need_cancel_request = False    # modules of e-invoicing decide

    @api.depends("company_id.account_storno")
    def _compute_is_storno(self):
        for move in self:
            move.is_storno = move.company_id.account_storno

    # ---- shown or not
    @api.depends("state", "move_type", "currency_id.active", "is_move_sent",
                 "delivery_date", "journal_id")
    def _compute_display_flags(self):
        for move in self:
            company, sale = move.company_id, move.is_sale_document(True)
            move.display_inactive_currency_warning = \
                bool(move.currency_id) and not move.currency_id.active
            move.display_link_qr_code = sale and bool(company.link_qr_code)
            move.display_qr_code = move.move_type in (
                "out_invoice", "out_receipt", "in_invoice", "in_receipt"
            ) and bool(company.qr_code)
            move.display_send_button = sale and move.state == "posted"
            move.highlight_send_button = move.display_send_button and \
                not move.is_move_sent and not move.is_being_sent
            move.show_delivery_date = bool(move.delivery_date) and sale
            move.show_journal = len(move.suitable_journal_ids) > 1
            move.show_taxable_supply_date = False
            move.taxable_supply_date_placeholder = False
            move.invoice_incoterm_placeholder = \
                company.incoterm_id.display_name or False

    @api.depends("invoice_payment_term_id", "line_ids.date_maturity")
    def _compute_term_flags(self):
        for move in self:
            terms = move.line_ids.filtered(
                lambda line: line.display_type == "payment_term")
            early = move.invoice_payment_term_id.early_discount and \
                move.is_invoice(True)
            move.show_discount_details = bool(early and terms.filtered("discount_date"))
            move.show_payment_term_details = move.is_invoice(True) and (
                len(terms) > 1 or move.show_discount_details)

    @api.depends("move_type")
    def _compute_invoice_filter_type_domain(self):
        for move in self:
            move.invoice_filter_type_domain = "sale" if move.is_sale_document(True) else \
                "purchase" if move.is_purchase_document(True) else False

    @api.depends("journal_id", "date", "move_type")
    def _compute_highest_name(self):
        for move in self:
            move.highest_name = False
            if move.date and move.journal_id:
                last = self.sudo().search([
                    ("journal_id", "=", move.journal_id.id), ("id", "!=", move._origin.id),
                    ("sequence_prefix", "=", move._get_next_name()[1]),
                ], order="sequence_number desc", limit=1)
                move.highest_name = last.name

    # ---- amounts and taxes
    @api.depends("currency_id", "company_id", "invoice_date", "date")
    def _compute_expected_currency_rate(self):
        for move in self:
            move.expected_currency_rate = move._get_rate() if move.currency_id else 1

    @api.depends("fiscal_position_id", "company_id.account_fiscal_country_id")
    def _compute_tax_country_id(self):
        for move in self:
            position = move.fiscal_position_id
            move.tax_country_id = position.country_id if position.foreign_vat \
                else move.company_id.account_fiscal_country_id
            move.tax_country_code = move.tax_country_id.code

    @api.depends("line_ids.tax_ids")
    def _compute_taxes_legal_notes(self):
        for move in self:
            notes = dict.fromkeys(
                str(note) for note in move.line_ids.tax_ids.mapped("invoice_legal_notes")
                if note)
            move.taxes_legal_notes = Markup("<br/>").join(map(Markup, notes))

    @api.depends("move_type", "company_id.quick_edit_mode")
    def _compute_quick_edit_mode(self):
        for move in self:
            mode = move.company_id.quick_edit_mode or ""
            kind = "out" if move.is_sale_document() else "in"
            move.quick_edit_mode = move.is_invoice() and (
                mode in (f"{kind}_invoices", "out_and_in_invoices"))

    @api.depends("quick_edit_total_amount", "invoice_line_ids.price_total")
    def _compute_quick_encoding_vals(self):
        for move in self:
            total = move.quick_edit_total_amount
            taxes = move.company_id.account_sale_tax_id if move.is_sale_document() \
                else move.company_id.account_purchase_tax_id
            move.quick_encoding_vals = {
                "account_id": move.journal_id.default_account_id.id,
                "tax_ids": taxes.ids,
                "price_unit": taxes.with_context(force_price_include=True)._compute_raw(
                    total - sum(move.invoice_line_ids.mapped("price_total")))[0],
            } if total else False

    # ---- partners
    @api.depends("duplicated_ref_ids.state")
    def _compute_is_draft_duplicated(self):
        for move in self:
            move.is_draft_duplicated_ref_ids = any(
                other.state == "draft" for other in move.duplicated_ref_ids)

    @api.depends("partner_id", "amount_total", "state", "move_type")
    def _compute_partner_credit_warning(self):
        for move in self:
            partner = move.partner_id.commercial_partner_id.with_company(move.company_id)
            asked = move.state == "draft" and move.move_type == "out_invoice" and \
                move.company_id.account_use_credit_limit
            move.partner_credit_warning = partner._get_credit_warning(
                move.amount_total_signed) if asked and partner else ""

    @api.depends("line_ids.no_followup")
    def _compute_no_followup(self):
        for move in self:
            terms = move.line_ids.filtered(
                lambda line: line.display_type == "payment_term")
            move.no_followup = bool(terms) and all(terms.mapped("no_followup"))

    def _inverse_no_followup(self):
        for move in self:
            move.line_ids.filtered(
                lambda line: line.display_type == "payment_term"
            ).no_followup = move.no_followup

    # ---- adjusting entries
    @api.depends("adjusting_entries_move_ids", "adjusting_entry_origin_move_ids")
    def _compute_adjusting_entries(self):
        for move in self:
            origins = move.adjusting_entry_origin_move_ids
            move.adjusting_entries_count = len(move.adjusting_entries_move_ids)
            move.adjusting_entry_origin_moves_count = len(origins)
            move.adjusting_entry_origin_label = origins[:1].type_name \
                if len(set(origins.mapped("move_type"))) == 1 else _("Origins")

    @api.depends("company_id", "currency_id", "state")
    def _compute_alerts(self):
        for move in self:
            move.alerts = {"inactive_currency": {
                "level": "warning", "message": _(
                    "In order to validate this invoice, you must activate the currency of "
                    "the invoice."),
            }} if move.display_inactive_currency_warning else {}
