"""Equipment and its categories."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class MaintenanceEquipmentCategory(models.Model):
    _inherit = "maintenance.equipment.category"

    technician_user_id = fields.Many2one(default=lambda self: self.env.uid)
    fold = fields.Boolean(compute="_compute_fold", store=True)
    equipment_count = fields.Integer(compute="_compute_counts")
    maintenance_count = fields.Integer(compute="_compute_counts")
    maintenance_open_count = fields.Integer(compute="_compute_counts")

    @api.depends("equipment_ids")
    def _compute_fold(self):
        for category in self:
            category.fold = not category.equipment_ids

    @api.depends("equipment_ids", "maintenance_ids.archive", "maintenance_ids.stage_id")
    def _compute_counts(self):
        for category in self:
            category.equipment_count = len(category.equipment_ids)
            category.maintenance_count = len(category.maintenance_ids)
            category.maintenance_open_count = len(category.maintenance_ids.filtered(
                lambda r: not r.stage_id.done and not r.archive))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_contains_maintenance_requests(self):
        if any(c.equipment_ids or c.maintenance_ids for c in self):
            raise UserError(_(
                "You can’t delete an equipment category if some equipment or maintenance "
                "requests are linked to it."))


class MaintenanceEquipment(models.Model):
    _inherit = "maintenance.equipment"

    owner_user_id = fields.Many2one(
        "res.users", string="Owner", tracking=True, index="btree_not_null",
    )

    _serial_no = models.Constraint(
        "UNIQUE (serial_no)", "Another asset already exists with this serial number!")

    @api.depends("serial_no")
    def _compute_display_name(self):
        for equipment in self:
            serial = f"/{equipment.serial_no}" if equipment.serial_no else ""
            equipment.display_name = f"{equipment.name}{serial}"

    @api.onchange("category_id")
    def _onchange_category_id(self):
        self.technician_user_id = self.category_id.technician_user_id
