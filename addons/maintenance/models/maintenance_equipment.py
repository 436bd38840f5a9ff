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
        "res.users", string="Owner", tracking=True, index="btree_not_null")
    category_id = fields.Many2one(group_expand="_read_group_category_ids")

    _serial_no = models.Constraint(
        "UNIQUE (serial_no)", "Another asset already exists with this serial number!")

    @api.depends("serial_no")
    def _compute_display_name(self):
        for equipment in self:
            serial = f"/{equipment.serial_no}" if equipment.serial_no else ""
            equipment.display_name = f"{equipment.name}{serial}"

    @api.model
    def _read_group_category_ids(self, categories, domain):
        return categories.sudo().search([])

    def _track_subtype(self, initial_values):
        self.ensure_one()
        if "owner_user_id" in initial_values and self.owner_user_id:
            return self.env.ref("maintenance.mt_mat_assign")
        return super()._track_subtype(initial_values)

    @api.model_create_multi
    def create(self, vals_list):
        """Make equipment, which its owners follow."""
        equipments = super().create(vals_list)
        for equipment in equipments.filtered("owner_user_id"):
            equipment.message_subscribe(
                partner_ids=equipment.owner_user_id.partner_id.ids)
        return equipments

    def write(self, vals):
        """Change equipment; a new owner follows it."""
        if vals.get("owner_user_id"):
            owner = self.env["res.users"].browse(vals["owner_user_id"])
            self.message_subscribe(partner_ids=owner.partner_id.ids)
        return super().write(vals)

    @api.onchange("category_id")
    def _onchange_category_id(self):
        self.technician_user_id = self.category_id.technician_user_id
