"""Employees leave."""
from odoo import api, fields, models


class HrDepartureWizard(models.TransientModel):
    _inherit = "hr.departure.wizard"

    departure_reason_id = fields.Many2one(
        default=lambda self: self.env["hr.departure.reason"].search([], limit=1))
    departure_date = fields.Date(default=fields.Date.context_today)
    employee_ids = fields.Many2many(
        context={"active_test": False},
        default=lambda self: self.env.context.get("active_ids", []))
    set_date_end = fields.Boolean(
        default=lambda self: self.env.user.has_group("hr.group_hr_user"))
    is_user_employee = fields.Boolean(compute="_compute_is_user_employee")

    @api.depends("employee_ids.user_id")
    def _compute_is_user_employee(self):
        for wizard in self:
            wizard.is_user_employee = bool(wizard.employee_ids.user_id)

    def action_register_departure(self):
        """Note why and when the employees leave; archive them, and their users if asked."""
        self.ensure_one()
        active = self.employee_ids.filtered("active")
        active.with_context(no_wizard=True).action_archive()
        self.employee_ids.write({
            "departure_reason_id": self.departure_reason_id.id,
            "departure_description": self.departure_description,
            "departure_date": self.departure_date,
        })
        if self.set_date_end:
            self._end_contracts()
        if self.remove_related_user:
            self.employee_ids.user_id.sudo().action_archive()

    def _end_contracts(self):
        for employee in self.employee_ids.sudo():
            for version in employee.version_ids.filtered("contract_date_start"):
                if version.contract_date_start > self.departure_date:
                    version.write({"contract_date_start": False,
                                   "contract_date_end": False})
                elif not version.contract_date_end \
                        or version.contract_date_end > self.departure_date:
                    version.contract_date_end = self.departure_date
