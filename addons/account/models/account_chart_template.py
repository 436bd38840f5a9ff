"""Charts of accounts: the generic one, which is data; what it made, by name."""
from odoo import _, api, models
from odoo.exceptions import ValidationError


class AccountChartTemplate(models.AbstractModel):
    _inherit = "account.chart.template"

    def company_xmlid(self, xmlid, company=None):
        """Return the external id of what a chart made for a company."""
        company = company or self.env.company
        return f"account.{company.root_id.id}_{xmlid}"

    def ref(self, xmlid, raise_if_not_found=True):
        """Return what a chart made for the company, by its name in the chart."""
        company = self.env.company
        if "." in xmlid:
            return self.env.ref(xmlid, raise_if_not_found=raise_if_not_found)
        found = self.env.ref(self.company_xmlid(xmlid, company), raise_if_not_found=False)
        if not found and raise_if_not_found:
            raise ValueError(_("No reference found for %s", xmlid))
        return found

    @api.model
    def _get_chart_template_mapping(self):
        return {"generic_coa": _("Generic Chart of Accounts")}

    def try_loading(self, template_code, company, install_demo=False, force_create=True):
        """Load a chart for a company that has none; the generic one is the only one."""
        if not company:
            return
        if isinstance(company, int):
            company = self.env["res.company"].browse(company)
        template_code = template_code or "generic_coa"
        if template_code not in self._get_chart_template_mapping():
            raise ValidationError(_("Unknown chart of accounts: %s", template_code))
        if company.chart_template == template_code or company != company.root_id:
            return
        if self.env["account.journal"].sudo().search_count(
                [("company_id", "=", company.id)], limit=1):
            raise ValidationError(_(
                "Could not install new chart of account as there are already accounting "
                "entries existing."))
        self.sudo()._load_generic(company)
