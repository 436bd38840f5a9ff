"""Employees with all who work for them."""
from collections import deque

from odoo import api, fields, models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    subordinate_ids = fields.One2many(
        "hr.employee", compute="_compute_subordinates", compute_sudo=True)
    is_subordinate = fields.Boolean(
        compute="_compute_is_subordinate", search="_search_is_subordinate")
    child_all_count = fields.Integer(compute="_compute_subordinates", compute_sudo=True)
    child_count = fields.Integer(compute="_compute_child_count", compute_sudo=True)
    department_color = fields.Integer(related="department_id.color")

    @api.depends("child_ids", "child_ids.child_all_count")
    def _compute_subordinates(self):
        for employee in self:
            employee.subordinate_ids = employee._get_subordinates()
            employee.child_all_count = len(employee.subordinate_ids)

    def _get_subordinates(self):
        """Return all below an employee, level by level; who manages himself is not."""
        self.ensure_one()
        found, waiting = self.browse(), deque([self])
        while waiting:
            level = waiting.popleft().child_ids - found - self
            found |= level
            if level:
                waiting.append(level)
        return found

    @api.depends("child_ids")
    def _compute_child_count(self):
        rows = self.env["hr.employee"]._read_group(
            [("parent_id", "in", self.ids)], ["parent_id"],
            ["__count"])
        found = {manager.id: count for manager, count in rows}
        for employee in self:
            employee.child_count = found.get(employee._origin.id or employee.id, 0)

    @api.depends_context("uid", "company")
    @api.depends("parent_id")
    def _compute_is_subordinate(self):
        mine = self.env.user.employee_id.sudo().subordinate_ids
        for employee in self:
            employee.is_subordinate = employee._origin in mine or employee in mine

    def _search_is_subordinate(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("id", "in", self.env.user.employee_id.sudo().subordinate_ids.ids)]
