"""What everybody may see of who works for whom."""
from odoo import api, fields, models


class HrEmployeePublic(models.Model):
    _inherit = "hr.employee.public"

    subordinate_ids = fields.One2many(
        "hr.employee", compute="_compute_chart", compute_sudo=True, store=False)
    is_subordinate = fields.Boolean(
        compute="_compute_is_subordinate", search="_search_is_subordinate")
    child_all_count = fields.Integer(compute="_compute_chart", compute_sudo=True)
    child_count = fields.Integer(compute="_compute_chart", compute_sudo=True)
    department_color = fields.Integer(compute="_compute_chart", compute_sudo=True)

    def _compute_chart(self):
        for person in self:
            employee = person.employee_id
            for name in ("subordinate_ids", "child_all_count", "child_count",
                         "department_color"):
                person[name] = employee[name]

    @api.depends_context("uid", "company")
    def _compute_is_subordinate(self):
        mine = self.env.user.employee_id.sudo().subordinate_ids.ids
        for person in self:
            person.is_subordinate = person.id in mine

    def _search_is_subordinate(self, operator, value):
        return self.env["hr.employee"]._search_is_subordinate(operator, value)
