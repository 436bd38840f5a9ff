"""Things that fail now and then, and are mended."""
from datetime import timedelta

from odoo import api, fields, models


class MaintenanceMixin(models.AbstractModel):
    _inherit = "maintenance.mixin"

    effective_date = fields.Date(default=fields.Date.context_today)
    maintenance_team_id = fields.Many2one(
        "maintenance.team", compute="_compute_maintenance_team_id", store=True,
        readonly=False)
    technician_user_id = fields.Many2one("res.users", string="Technician")
    mttr = fields.Integer(compute="_compute_maintenance_request")
    mtbf = fields.Integer(compute="_compute_maintenance_request")
    estimated_next_failure = fields.Date(compute="_compute_maintenance_request")
    latest_failure_date = fields.Date(compute="_compute_maintenance_request")
    maintenance_count = fields.Integer(compute="_compute_maintenance_count", store=True)
    maintenance_open_count = fields.Integer(
        compute="_compute_maintenance_count", store=True)

    @api.depends("company_id")
    def _compute_maintenance_team_id(self):
        for record in self:
            team = record.maintenance_team_id
            if team.company_id and team.company_id != record.company_id:
                record.maintenance_team_id = False

    @api.depends("effective_date", "maintenance_ids.stage_id",
                 "maintenance_ids.close_date", "maintenance_ids.request_date")
    def _compute_maintenance_request(self):
        for record in self:
            done = record.maintenance_ids.filtered(
                lambda r: r.maintenance_type == "corrective" and r.stage_id.done
                and r.close_date and r.request_date)
            days = sum((r.close_date - r.request_date).days for r in done)
            record.mttr = days / len(done) if done else 0
            latest = max(done.mapped("request_date"), default=False)
            record.latest_failure_date = latest
            record.mtbf = (latest - record.effective_date).days / len(done) \
                if latest and record.effective_date else 0
            record.estimated_next_failure = latest + timedelta(days=record.mtbf) \
                if record.mtbf else False

    @api.depends("maintenance_ids.stage_id.done", "maintenance_ids.archive")
    def _compute_maintenance_count(self):
        for record in self:
            record.maintenance_count = len(record.maintenance_ids)
            record.maintenance_open_count = len(record.maintenance_ids.filtered(
                lambda r: not r.stage_id.done and not r.archive))
