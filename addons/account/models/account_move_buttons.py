"""Buttons of entries that open other things, and lookups that scripts make."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..actions import open_form, open_records

# what only forms know: left out where all fields are asked for
FORMS_OWN = ("needed_terms", "quick_encoding_vals", "payment_term_details")


class AccountMove(models.Model):
    _inherit = "account.move"

    # ---- opening
    def action_open_business_doc(self):
        """Open the document that the entry belongs to: payment, bank line, itself."""
        self.ensure_one()
        if self.origin_payment_id:
            return open_form(self.origin_payment_id, _("Payment"))
        if self.statement_line_id:
            return open_form(self.statement_line_id, _("Bank Transaction"))
        return open_form(self, self.type_name)

    def open_payments(self):
        """Open the payments of the invoice."""
        self.ensure_one()
        return open_records(self.matched_payment_ids | self.reconciled_payment_ids,
                            _("Payments"), context={"create": False})

    def open_reconcile_view(self):
        """Open the lines that are matched with the entry's."""
        return self.line_ids.open_reconcile_view()

    def open_created_caba_entries(self):
        """Open the entries by which taxes became due on payment."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": _("Cash Basis Entries"),
            "res_model": "account.move", "view_mode": "form",
            "domain": [("id", "in", self.tax_cash_basis_created_move_ids.ids)],
            "views": [(self.env.ref("account.view_move_tree").id, "list"),
                      (False, "form")],
        }

    def open_adjusting_entries(self):
        """Open the entries that adjust this one."""
        self.ensure_one()
        return open_records(self.adjusting_entries_move_ids, _("Adjusting Entries"))

    def open_adjusting_entry_origin_moves(self):
        """Open the entries that this one adjusts."""
        self.ensure_one()
        return open_records(
            self.adjusting_entry_origin_move_ids, self.adjusting_entry_origin_label)

    def action_move_download_all(self):
        """Return the address of all files of the documents, in one archive."""
        return {"type": "ir.actions.act_url", "target": "download",
                "url": "/account/download_move_attachments/"
                       + ",".join(map(str, self.ids))}

    # ---- doing
    def action_activate_currency(self):
        """Make the currencies of documents usable."""
        self.currency_id.filtered(lambda currency: not currency.active).write(
            {"active": True})

    def action_delete_duplicates(self):
        """Delete drafts that repeat the documents."""
        self.duplicated_ref_ids.filtered(lambda move: move.state == "draft").unlink()

    def button_request_cancel(self):
        """Ask an authority to cancel; UserError when none has to be asked."""
        if any(not move.need_cancel_request for move in self):
            raise UserError(_(
                "You can only request a cancellation for invoice sent to the government."))

    def check_selected_moves(self):
        """Note that posted entries are reviewed."""
        self.filtered(lambda move: move.state == "posted").set_moves_checked()

    # ---- asking
    @api.model
    def check_field_access_rights(self, operation, field_names):
        """Return the fields that may be read; all of them are those that can be sent."""
        result = super().check_field_access_rights(operation, field_names)
        return result if field_names else [name for name in result if name not in FORMS_OWN]

    def read(self, fields=None, load="_classic_read"):
        """Read entries; without names all fields but those that only forms know."""
        return super().read(
            fields or self.check_field_access_rights("read", None), load=load)

    @api.model
    def search_read(self, domain=None, fields=None, offset=0, limit=None, order=None,
                    **read_kwargs):
        """Search and read entries; without names all fields but those of forms."""
        return super().search_read(
            domain, fields or self.check_field_access_rights("read", None), offset, limit,
            order, **read_kwargs)

    def get_currency_rate(self, company_id, to_currency_id, date):
        """Return how much of a currency one unit of a company's is on a day."""
        company = self.env["res.company"].browse(company_id)
        return self.env["res.currency"]._get_conversion_rate(
            company.currency_id, self.env["res.currency"].browse(to_currency_id), company,
            fields.Date.to_date(date))

    def get_invoice_localisation_fields_required_to_invoice(self, country_id):
        """Return the fields that a country wants on invoices (its module says which)."""
        return []
