"""Users who approve time off."""
from odoo import api, models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    @api.model_create_multi
    def create(self, vals_list):
        """Make employees, whose approvers get the group of approvers."""
        employees = super().create(vals_list)
        employees.leave_manager_id._join_approvers()
        return employees

    def write(self, vals):
        """Change employees; new approvers get the group of approvers."""
        result = super().write(vals)
        if {"leave_manager_id", "parent_id"} & set(vals):
            self.leave_manager_id._join_approvers()
        return result


class ResUsers(models.Model):
    _inherit = "res.users"

    def _join_approvers(self):
        group = self.env.ref("hr_holidays.group_hr_holidays_responsible",
                             raise_if_not_found=False)
        if group:
            self.sudo().filtered(
                lambda user: group not in user.all_group_ids
            ).write({"group_ids": [(4, group.id)]})
