"""Requests to mend or look after something."""
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from markupsafe import Markup
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

ACTIVITY = "maintenance.mail_act_maintenance_request"


class MaintenanceRequest(models.Model):
    _inherit = "maintenance.request"

    maintenance_type = fields.Selection(default="corrective")
    kanban_state = fields.Selection(default="normal")
    owner_user_id = fields.Many2one(
        "res.users", string="Created by User", default=lambda self: self.env.uid)
    archive = fields.Boolean(default=False)
    request_date = fields.Date(default=fields.Date.context_today)
    instruction_type = fields.Selection(default="text")
    repeat_interval = fields.Integer(default=1)
    repeat_unit = fields.Selection(default="week")
    repeat_type = fields.Selection(default="forever")
    stage_id = fields.Many2one(
        default=lambda self: self.env["maintenance.stage"].search([], limit=1),
        group_expand="_read_group_stage_ids")
    maintenance_team_id = fields.Many2one(
        "maintenance.team", required=True, compute="_compute_maintenance_team_id",
        store=True, readonly=False, default=lambda self: self._get_default_team_id())
    user_id = fields.Many2one(
        "res.users", compute="_compute_user_id", store=True, readonly=False)
    duration = fields.Float(compute="_compute_duration", store=True)
    schedule_end = fields.Datetime(
        compute="_compute_schedule_end", store=True, readonly=False)
    recurring_maintenance = fields.Boolean(
        compute="_compute_recurring_maintenance", store=True, readonly=False)

    @api.constrains("schedule_end")
    def _check_schedule_end(self):
        if any(r.schedule_date and r.schedule_end and r.schedule_date > r.schedule_end
               for r in self):
            raise ValidationError(_("End date cannot be earlier than start date."))

    @api.constrains("repeat_interval")
    def _check_repeat_interval(self):
        if any(request.repeat_interval < 1 for request in self):
            raise ValidationError(_("The repeat interval cannot be less than 1."))

    @api.model
    def _get_default_team_id(self):
        teams = self.env["maintenance.team"]
        return teams.search([("company_id", "=", self.env.company.id)], limit=1) or \
            teams.search([], limit=1)

    @api.model
    def _read_group_stage_ids(self, stages, domain):
        return stages.search([])

    @api.depends("company_id", "equipment_id")
    def _compute_maintenance_team_id(self):
        for request in self:
            team = request.equipment_id.maintenance_team_id or request.maintenance_team_id
            if team.company_id and team.company_id != request.company_id:
                team = False
            request.maintenance_team_id = team or request._get_default_team_id()

    @api.depends("company_id", "equipment_id")
    def _compute_user_id(self):
        for request in self:
            equipment = request.equipment_id
            if equipment:
                request.user_id = equipment.technician_user_id or \
                    equipment.category_id.technician_user_id

    @api.depends("schedule_date", "schedule_end")
    def _compute_duration(self):
        for request in self:
            begin, end = request.schedule_date, request.schedule_end
            request.duration = round((end - begin).total_seconds() / 3600, 2) \
                if begin and end else 0.0

    @api.depends("schedule_date")
    def _compute_schedule_end(self):
        for request in self:
            request.schedule_end = request.schedule_date and \
                request.schedule_date + timedelta(hours=1)

    @api.depends("maintenance_type")
    def _compute_recurring_maintenance(self):
        for request in self:
            if request.maintenance_type != "preventive":
                request.recurring_maintenance = False

    # ---- messages and activities
    def _creation_subtype(self):
        return self.env.ref("maintenance.mt_req_created")

    def _track_subtype(self, initial_values):
        self.ensure_one()
        if "stage_id" in initial_values:
            return self.env.ref("maintenance.mt_req_status")
        return super()._track_subtype(initial_values)

    def _add_followers(self):
        for request in self:
            people = request.owner_user_id.partner_id | request.user_id.partner_id
            request.message_subscribe(partner_ids=people.ids)

    def activity_update(self):
        """Plan, move or drop the activity that stands for the planned work."""
        self.filtered(lambda r: not r.schedule_date).activity_unlink([ACTIVITY])
        for request in self.filtered("schedule_date"):
            user = request.user_id or request.owner_user_id or self.env.user
            day = request.schedule_date.date()
            if not request.activity_reschedule(
                [ACTIVITY], date_deadline=day, new_user_id=user.id
            ):
                equipment = request.equipment_id
                note = Markup("<p>{} {}</p>").format(
                    self.env._("Request planned for"),
                    equipment._get_html_link(),
                ) if equipment else False
                request.activity_schedule(ACTIVITY, day, note=note, user_id=user.id)

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make requests; one in a stage that ends it is closed today."""
        requests = super().create(vals_list)
        for request in requests:
            if request.owner_user_id or request.user_id:
                request._add_followers()
            if request.stage_id.done and not request.close_date:
                request.close_date = fields.Date.context_today(request)
            elif not request.stage_id.done and request.close_date:
                request.close_date = False
        requests.activity_update()
        return requests

    def write(self, vals):
        """Change requests; the stage opens and closes them, and repeats them."""
        if vals.get("kanban_state") is None and "stage_id" in vals:
            vals = {**vals, "kanban_state": "normal"}
        stage = self.env["maintenance.stage"].browse(vals.get("stage_id") or ())
        if stage.done:
            self.filtered(lambda r: not r.stage_id.done)._repeat()
        result = super().write(vals)
        if vals.get("owner_user_id") or vals.get("user_id"):
            self._add_followers()
        if "stage_id" in vals:
            done = self.filtered("stage_id.done")
            done.write({"close_date": fields.Date.context_today(self)})
            (self - done).write({"close_date": False})
            self.activity_feedback([ACTIVITY])
            (self - done).activity_update()
        if vals.get("user_id") or vals.get("schedule_date"):
            self.activity_update()
        if "equipment_id" in vals:
            self.activity_unlink([ACTIVITY])
            self.activity_update()
        return result

    def _repeat(self):
        """Make the next request of each that comes again and again."""
        for request in self:
            if request.maintenance_type != "preventive" or \
                    not request.recurring_maintenance:
                continue
            step = relativedelta(
                **{f"{request.repeat_unit}s": request.repeat_interval})
            begin = (request.schedule_date or fields.Datetime.now()) + step
            if request.repeat_type == "forever" or \
                    begin.date() <= request.repeat_until:
                stage = self.env["maintenance.stage"].search([], limit=1)
                length = (request.schedule_end - request.schedule_date) \
                    if request.schedule_end and request.schedule_date else None
                request.copy({
                    "schedule_date": begin, "stage_id": stage.id,
                    **({"schedule_end": begin + length} if length else {}),
                })

    def archive_equipment_request(self):
        """Take requests off the board."""
        self.write({"archive": True, "recurring_maintenance": False})

    def reset_equipment_request(self):
        """Put requests back into the first stage."""
        first = self.env["maintenance.stage"].search([], order="sequence asc", limit=1)
        self.write({"archive": False, "stage_id": first.id})
