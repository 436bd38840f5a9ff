"""Where employees work today: as an exception, as usual on the day, or always."""
from odoo import api, fields, models

DAYS = ["monday_location_id", "tuesday_location_id", "wednesday_location_id",
        "thursday_location_id", "friday_location_id", "saturday_location_id",
        "sunday_location_id"]


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    exceptional_location_id = fields.Many2one(
        "hr.work.location", compute="_compute_exceptional_location_id",
        groups="hr.group_hr_user")
    hr_icon_display = fields.Selection(selection_add=[
        ("presence_home", "At Home"), ("presence_office", "At Office"),
        ("presence_other", "At Other")])

    @api.model
    def _get_current_day_location_field(self):
        """Return the name of the field of the place of this day of the week."""
        return DAYS[fields.Date.context_today(self).weekday()]

    def _compute_exceptional_location_id(self):
        places = self.env["hr.employee.location"].sudo().search([
            ("employee_id", "in", self.ids), ("date", "=", fields.Date.context_today(self))])
        found = {place.employee_id.id: place.work_location_id for place in places}
        for employee in self:
            employee.exceptional_location_id = found.get(employee.id, False)

    def _get_location_of_today(self):
        self.ensure_one()
        return self.sudo().exceptional_location_id \
            or self[self._get_current_day_location_field()]

    @api.depends(*DAYS, "exceptional_location_id")
    def _compute_work_location(self):
        super()._compute_work_location()
        for employee in self:
            place = employee._get_location_of_today() or employee.work_location_id
            employee.work_location_name = place.name or False
            employee.work_location_type = place.location_type or "other"

    @api.depends(*DAYS, "exceptional_location_id")
    def _compute_presence_icon(self):
        super()._compute_presence_icon()
        for employee in self:
            place = employee._get_location_of_today()
            if place:
                employee.hr_icon_display = f"presence_{place.location_type}"
                employee.show_hr_icon_display = True
