"""The first steps of accounting."""
from odoo import _, api, models

from ..actions import open_new


class OnboardingOnboardingStep(models.Model):
    _inherit = "onboarding.onboarding.step"

    def _open_in_window(self, name, model, view, res_id=False, **more):
        found = self.env.ref(view, raise_if_not_found=False)
        return {
            "type": "ir.actions.act_window", "name": name, "res_model": model,
            "res_id": res_id, "target": "new", "view_mode": "form",
            "views": [(found.id if found else False, "form")], **more,
        }

    @api.model
    def action_open_step_company_data(self):
        """Open the company."""
        return self._open_in_window(
            _("Set your company data"), "res.company",
            "account.res_company_form_view_onboarding", self.env.company.id)

    @api.model
    def action_open_step_base_document_layout(self):
        """Open how documents look."""
        return self._open_in_window(
            _("Configure your document layout"), "base.document.layout",
            "account.view_base_document_layout",
            context={"dialog_size": "extra-large", "from_account_onboarding": True})

    @api.model
    def action_validate_step_base_document_layout(self):
        """Note that documents have a layout, once they have."""
        name = "account.onboarding_onboarding_step_base_document_layout"
        if not self.env.company.external_report_layout_id or not self.env.ref(name, False):
            return False
        return self.action_validate_step(name)

    @api.model
    def action_open_step_bank_account(self):
        """Open the wizard of a bank account."""
        return self.env.company.setting_init_bank_account_action()

    @api.model
    def action_open_step_create_invoice(self):
        """Open a new invoice."""
        return open_new("account.move", _("Create first invoice"),
                        {"default_move_type": "out_invoice"},
                        views=[(self.env.ref("account.view_move_form").id, "form")])

    @api.model
    def action_open_step_fiscal_year(self):
        """Open the wizard of the company's years."""
        wizard = self.env["account.financial.year.op"].create(
            {"company_id": self.env.company.id})
        return self._open_in_window(
            _("Accounting Periods"), wizard._name,
            "account.setup_financial_year_opening_form", wizard.id,
            context={"dialog_size": "medium"})

    @api.model
    def action_open_step_chart_of_accounts(self):
        """Open the accounts, with their opening balances until these are booked."""
        company = self.env.company
        self.sudo().with_company(company).action_validate_step(
            "account.onboarding_onboarding_step_chart_of_accounts")
        if company.opening_move_posted():
            return self.env["ir.actions.actions"]._for_xml_id("account.action_account_form")
        company._get_opening_move()
        view = self.env.ref("account.init_accounts_tree", raise_if_not_found=False)
        return {
            "type": "ir.actions.act_window", "name": _("Chart of Accounts"),
            "res_model": "account.account", "view_mode": "list", "limit": 99999999,
            "search_view_id": [self.env.ref("account.view_account_search").id],
            "views": [[view.id if view else False, "list"], [False, "form"]],
            "domain": [("company_ids", "parent_of", company.id),
                       ("account_type", "!=", "equity_unaffected")],
        }

    @api.model
    def action_open_step_sales_tax(self):
        """Open the taxes that products take."""
        return self._open_in_window(
            _("Sales tax"), "res.company",
            "account.res_company_form_view_onboarding_sale_tax", self.env.company.id)
