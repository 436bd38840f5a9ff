"""Orders with their projects, tasks and milestones."""
from __future__ import annotations

from odoo import _, api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    tasks_ids = fields.Many2many(compute="_compute_tasks_ids", search="_search_tasks_ids")
    tasks_count = fields.Integer(compute="_compute_tasks_ids")
    closed_task_count = fields.Integer(compute="_compute_tasks_ids")
    completed_task_percentage = fields.Float(compute="_compute_tasks_ids")
    project_ids = fields.Many2many(compute="_compute_project_ids")
    project_count = fields.Integer(compute="_compute_project_ids")
    milestone_count = fields.Integer(compute="_compute_milestone_count")
    is_product_milestone = fields.Boolean(compute="_compute_is_product_milestone")
    visible_project = fields.Boolean(compute="_compute_visible_project")
    show_project_button = fields.Boolean(compute="_compute_show_project_buttons")
    show_create_project_button = fields.Boolean(compute="_compute_show_project_buttons")

    # ---- tasks
    def _compute_tasks_ids(self):
        tasks = self.env["project.task"].sudo()
        for order in self:
            found = tasks.search([
                ("project_id", "!=", False), ("is_template", "=", False),
                "|", ("sale_line_id", "in", order.order_line.ids),
                ("sale_order_id", "=", order.id),
            ]) if order.id else tasks
            closed = found.filtered("is_closed")
            order.tasks_ids = found.with_env(self.env)
            order.tasks_count = len(found)
            order.closed_task_count = len(closed)
            order.completed_task_percentage = len(closed) / len(found) if found else 0.0

    @api.model
    def _search_tasks_ids(self, operator, value):
        tasks = self.env["project.task"].sudo().search([("id", operator, value)])
        return [("id", "in", tasks.sale_order_id.ids)]

    @api.depends("order_line.project_id", "project_id")
    def _compute_project_ids(self):
        for order in self:
            lines = order.order_line.sudo()
            projects = lines.project_id | lines.product_id.project_id \
                | order.project_id | self.env["project.project"].sudo().search([
                    "|", ("sale_line_id", "in", lines.ids),
                    ("reinvoiced_sale_order_id", "in", order.ids),
                ])
            order.project_ids = projects._filtered_access("read").with_env(self.env)
            order.project_count = len(projects)

    def _compute_milestone_count(self):
        for order in self:
            order.milestone_count = self.env["project.milestone"].search_count(
                [("sale_line_id", "in", order.order_line.ids)])

    @api.depends("order_line.product_id.service_type")
    def _compute_is_product_milestone(self):
        for order in self:
            kinds = order.order_line.product_id.mapped("service_type")
            order.is_product_milestone = "milestones" in kinds

    @api.depends("order_line.product_id.service_tracking")
    def _compute_visible_project(self):
        for order in self:
            kinds = order.order_line.product_id.mapped("service_tracking")
            order.visible_project = "task_in_project" in kinds

    @api.depends("order_line.product_id", "state")
    def _compute_show_project_buttons(self):
        manager = self.env.user.has_group("project.group_project_manager")
        for order in self:
            sold = order.state == "sale" and any(
                line.product_id.type == "service" for line in order.order_line)
            order.show_project_button = sold and bool(order.project_count)
            order.show_create_project_button = manager and sold and not order.project_count

    # ---- life
    def _action_confirm(self):
        """Make the projects and tasks of the services."""
        result = super()._action_confirm()
        for order in self:
            order.order_line.sudo().with_company(order.company_id)._generate_services()
        return result

    def get_first_service_line(self):
        """Return the first line of a service; nothing without one."""
        return next((line for line in self.order_line if line.is_service),
                    self.env["sale.order.line"])

    # ---- windows
    def action_view_project_ids(self):
        """Open the projects of the order, or the tasks of the only one."""
        self.ensure_one()
        if not self.order_line:
            return {"type": "ir.actions.act_window_close"}
        projects = self.project_ids
        if len(projects) == 1:
            return projects.action_view_tasks()
        return {
            "type": "ir.actions.act_window", "name": _("Projects"),
            "res_model": "project.project", "view_mode": "kanban,list,form",
            "domain": [("id", "in", projects.ids)],
            "context": {"default_partner_id": self.partner_id.id,
                        "default_allow_billable": True, "active_test": True},
        }

    def action_view_milestone(self):
        """Open the milestones of the order."""
        self.ensure_one()
        line = self.order_line.filtered(
            lambda item: item.product_id.service_type == "milestones")[:1]
        return {
            "type": "ir.actions.act_window", "name": _("Milestones"),
            "domain": [("sale_line_id", "in", self.order_line.ids)],
            "res_model": "project.milestone", "view_mode": "list,form",
            "context": {"default_project_id": self.project_ids[:1].id,
                        "default_sale_line_id": line.id},
        }

    def action_create_project(self):
        """Open the form of a project for the order."""
        self.ensure_one()
        line = self.get_first_service_line()
        return {
            "type": "ir.actions.act_window", "name": _("Create a Project"),
            "res_model": "project.project", "views": [[False, "form"]], "target": "new",
            "context": {
                "default_sale_line_id": line.id, "default_name": self.name,
                "default_partner_id": self.partner_id.id, "default_allow_billable": True,
                "default_company_id": self.company_id.id,
            },
        }
