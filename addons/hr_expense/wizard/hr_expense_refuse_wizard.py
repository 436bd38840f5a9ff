"""Why expenses are refused."""
from odoo import api, models


class HrExpenseRefuseWizard(models.TransientModel):
    _inherit = "hr.expense.refuse.wizard"

    @api.model
    def default_get(self, fields):
        """Return the defaults: the active expenses."""
        result = super().default_get(fields)
        if "expense_ids" in fields and not result.get("expense_ids"):
            result["expense_ids"] = [(6, 0, self.env.context.get("active_ids") or [])]
        return result

    def action_refuse(self):
        """Refuse the expenses for the reason given."""
        self.expense_ids._do_refuse(self.reason)
        return {"type": "ir.actions.act_window_close"}
