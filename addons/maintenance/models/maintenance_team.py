"""Teams that mend, each with an address for requests."""
from odoo import api, fields, models


class MaintenanceTeam(models.Model):
    _inherit = "maintenance.team"

    color = fields.Integer(default=0)
    todo_request_ids = fields.One2many(
        "maintenance.request", compute="_compute_todo_requests")
    todo_request_count = fields.Integer(compute="_compute_todo_requests")
    todo_request_count_date = fields.Integer(compute="_compute_todo_requests")
    todo_request_count_high_priority = fields.Integer(compute="_compute_todo_requests")
    todo_request_count_block = fields.Integer(compute="_compute_todo_requests")
    todo_request_count_unscheduled = fields.Integer(compute="_compute_todo_requests")

    @api.depends("request_ids.stage_id.done")
    def _compute_todo_requests(self):
        for team in self:
            todo = team.request_ids.filtered(
                lambda r: not r.stage_id.done and not r.archive)
            team.todo_request_ids = todo
            team.todo_request_count = len(todo)
            team.todo_request_count_date = len(todo.filtered("schedule_date"))
            team.todo_request_count_high_priority = len(
                todo.filtered(lambda r: r.priority == "3"))
            team.todo_request_count_block = len(
                todo.filtered(lambda r: r.kanban_state == "blocked"))
            team.todo_request_count_unscheduled = len(
                todo.filtered(lambda r: not r.schedule_date))

    @api.model_create_multi
    def create(self, vals_list):
        """Make teams, whose aliases make requests."""
        model = self.env["ir.model"]._get_id("maintenance.request")
        for vals in vals_list:
            if not vals.get("alias_id"):
                vals.setdefault("alias_model_id", model)
        return super().create(vals_list)

    def _alias_get_creation_values(self):
        values = super()._alias_get_creation_values()
        values["alias_model_id"] = self.env["ir.model"]._get_id("maintenance.request")
        if self.id:
            values["alias_defaults"] = repr({"maintenance_team_id": self.id})
        return values
