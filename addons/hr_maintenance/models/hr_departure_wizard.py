"""Who leaves gives equipment back."""
from odoo import api, fields, models


class HrDepartureWizard(models.TransientModel):
    _inherit = "hr.departure.wizard"

    unassign_equipment = fields.Boolean(default=True)

    def action_register_departure(self):
        """Note the departure; the equipment is nobody's then, if asked."""
        result = super().action_register_departure()
        if self.unassign_equipment:
            self.env["maintenance.equipment"].sudo().with_context(active_test=False).search(
                [("employee_id", "in", self.employee_ids.ids)]
            ).write({"employee_id": False})
        return result


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    equipment_count = fields.Integer(compute="_compute_equipment_count")

    @api.depends("equipment_ids")
    def _compute_equipment_count(self):
        for employee in self:
            employee.equipment_count = len(employee.equipment_ids)


class HrEmployeePublic(models.Model):
    _inherit = "hr.employee.public"

    equipment_count = fields.Integer(
        related="employee_id.equipment_count", store=False, related_sudo=True)
