"""Kinds of contracts, structures of salaries, reasons to leave."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class HrContractType(models.Model):
    _inherit = "hr.contract.type"

    code = fields.Char(compute="_compute_code", store=True, readonly=False)

    @api.depends("name")
    def _compute_code(self):
        for kind in self:
            kind.code = kind.code or kind.name


class HrPayrollStructureType(models.Model):
    _inherit = "hr.payroll.structure.type"

    default_resource_calendar_id = fields.Many2one(
        default=lambda self: self.env.company.resource_calendar_id)
    country_id = fields.Many2one(default=lambda self: self.env.company.country_id)


class HrDepartureReason(models.Model):
    _inherit = "hr.departure.reason"

    sequence = fields.Integer(default=10)
    country_id = fields.Many2one(default=lambda self: self.env.company.country_id)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_default_departure_reasons(self):
        kept = ("departure_fired", "departure_resigned", "departure_retired")
        default = [self.env.ref(f"hr.{name}", raise_if_not_found=False) for name in kept]
        if any(reason in self for reason in default if reason):
            raise UserError(_("Default departure reasons cannot be deleted."))


class HrWorkLocation(models.Model):
    _inherit = "hr.work.location"

    active = fields.Boolean(default=True)
    location_type = fields.Selection(default="office")
    company_id = fields.Many2one(default=lambda self: self.env.company)
