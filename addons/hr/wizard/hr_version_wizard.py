"""A contract is filled in from a template."""
from odoo import _, models
from odoo.exceptions import UserError


class HrVersionWizard(models.TransientModel):
    _inherit = "hr.version.wizard"

    def action_load_template(self):
        """Fill in the versions that the context names, and what they inherit of it."""
        self.ensure_one()
        ids = self.env.context.get("active_ids") or [self.env.context.get("active_id")]
        model = self.env.context.get("active_model", "hr.employee")
        if model not in ("hr.employee", "hr.version"):
            raise UserError(_("A template is loaded into employees or their versions."))
        records = self.env[model].browse([id_ for id_ in ids if id_])
        versions = records.version_id if model == "hr.employee" else records
        template = self.contract_template_id
        values = versions.get_values_from_contract_template(template)
        versions.write({**values, "contract_template_id": template.id})
        return {"type": "ir.actions.act_window_close"}
