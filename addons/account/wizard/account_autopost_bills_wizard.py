"""The question whether bills of a vendor shall be posted by themselves."""
from odoo import models


class AccountAutopostBillsWizard(models.TransientModel):
    _inherit = "account.autopost.bills.wizard"

    def action_automate_partner(self):
        """Post bills of the vendor from now on."""
        self.partner_id.autopost_bills = "always"

    def action_ask_later(self):
        """Ask again after the next bills."""
        self.partner_id.autopost_bills = "ask"

    def action_never_automate_partner(self):
        """Never post bills of the vendor, and never ask."""
        self.partner_id.autopost_bills = "never"
