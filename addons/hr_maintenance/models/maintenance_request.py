"""Requests and equipment have owners."""
from odoo import api, fields, models


class MaintenanceRequest(models.Model):
    _inherit = "maintenance.request"

    owner_user_id = fields.Many2one(compute="_compute_owner", store=True)

    @api.depends("employee_id")
    def _compute_owner(self):
        for request in self:
            owner = request.equipment_id.owner_user_id
            if request.equipment_id.equipment_assign_to == "employee":
                owner = request.employee_id.user_id
            request.owner_user_id = owner or self.env.user


class MaintenanceEquipment(models.Model):
    _inherit = "maintenance.equipment"

    equipment_assign_to = fields.Selection(default="employee")
    employee_id = fields.Many2one(
        compute="_compute_equipment_assign", store=True, readonly=False)
    department_id = fields.Many2one(
        compute="_compute_equipment_assign", store=True, readonly=False)
    assign_date = fields.Date(
        compute="_compute_equipment_assign", store=True, readonly=False, copy=True)
    owner_user_id = fields.Many2one(compute="_compute_owner", store=True)

    @api.depends("equipment_assign_to")
    def _compute_equipment_assign(self):
        for equipment in self:
            kind = equipment.equipment_assign_to
            equipment.department_id = False if kind == "employee" \
                else equipment.department_id
            equipment.employee_id = False if kind == "department" \
                else equipment.employee_id
            equipment.assign_date = fields.Date.context_today(self)

    @api.depends("employee_id", "department_id", "equipment_assign_to")
    def _compute_owner(self):
        for equipment in self:
            owner = self.env.user
            if equipment.equipment_assign_to in ("employee", "other"):
                owner = equipment.employee_id.user_id or owner
            elif equipment.equipment_assign_to == "department":
                owner = equipment.department_id.manager_id.user_id or owner
            equipment.owner_user_id = owner
