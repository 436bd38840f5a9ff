"""Settings of invoicing."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    chart_template = fields.Selection(
        selection=lambda self: [
            *self.env["account.chart.template"]._get_chart_template_mapping().items()],
        default=lambda self: self.env.company.chart_template)
    has_chart_of_accounts = fields.Boolean(compute="_compute_has_chart_of_accounts")
    has_accounting_entries = fields.Boolean(compute="_compute_has_chart_of_accounts")
    account_default_credit_limit = fields.Monetary(
        compute="_compute_account_default_credit_limit",
        inverse="_inverse_account_default_credit_limit")
    module_account_invoice_extract = fields.Boolean(
        compute="_compute_extract", store=True, readonly=False)
    module_account_bank_statement_extract = fields.Boolean(
        compute="_compute_extract", store=True, readonly=False)
    preview_ready = fields.Boolean(compute="_compute_preview_ready")

    @api.depends("company_id")
    def _compute_has_chart_of_accounts(self):
        for settings in self:
            company = settings.company_id
            settings.has_chart_of_accounts = bool(company.chart_template)
            settings.has_accounting_entries = bool(self.env["account.move"].sudo(
                ).search_count([("company_id", "child_of", company.id)], limit=1))

    @api.depends("company_id")
    def _compute_account_default_credit_limit(self):
        partners = self.env["res.partner"]
        for settings in self:
            known = self.env["ir.default"]._get(
                partners._name, "credit_limit", company_id=settings.company_id.id)
            settings.account_default_credit_limit = known or 0.0

    def _inverse_account_default_credit_limit(self):
        for settings in self:
            self.env["ir.default"].set(
                "res.partner", "credit_limit", settings.account_default_credit_limit,
                company_id=settings.company_id.id)

    @api.depends("module_account_extract")
    def _compute_extract(self):
        for settings in self:
            settings.module_account_invoice_extract = settings.module_account_extract
            settings.module_account_bank_statement_extract = \
                settings.module_account_extract

    @api.depends("terms_type")
    def _compute_preview_ready(self):
        for settings in self:
            settings.preview_ready = settings.terms_type == "html"

    @api.onchange("group_analytic_accounting")
    def onchange_analytic_accounting(self):
        """Analytic accounting comes with the full one."""
        if self.group_analytic_accounting:
            self.module_account_accountant = True

    @api.onchange("module_account_budget")
    def onchange_module_account_budget(self):
        """Budgets need analytic accounting."""
        if self.module_account_budget:
            self.group_analytic_accounting = True

    # ---- life
    def set_values(self):
        """Keep the settings; a chart that was chosen is loaded."""
        super().set_values()
        company = self.company_id
        if self.chart_template and self.chart_template != company.chart_template:
            self.env["account.chart.template"].try_loading(self.chart_template, company)

    def reload_template(self):
        """Load the chart of the company again: what it lacks is made."""
        self.env["account.chart.template"].try_loading(
            self.company_id.chart_template, self.company_id)

    def action_update_terms(self):
        """Open the terms and conditions of the company."""
        self.ensure_one()
        view = self.env.ref("account.res_company_view_form_terms", False)
        if self.env.user.has_group("base.group_system") and \
                not self.company_id.invoice_terms_html:
            self.company_id.invoice_terms_html = self.company_id.invoice_terms
        return {
            "name": _("Update Terms & Conditions"), "type": "ir.actions.act_window",
            "view_mode": "form", "res_model": "res.company", "target": "new",
            "view_id": view and view.id or False, "res_id": self.company_id.id,
        }

    def action_eu_oss_tax_mapping(self):
        """Make the taxes of EU countries; the module that knows them must be there."""
        module = self.env["ir.module.module"].sudo().search([("name", "=", "l10n_eu_oss")])
        if module.state != "installed":
            raise UserError(_(
                "The module l10n_eu_oss must be installed to map the taxes of EU "
                "countries."))
        raise NotImplementedError(
            "res.config.settings.action_eu_oss_tax_mapping: see COVERAGE.md")
