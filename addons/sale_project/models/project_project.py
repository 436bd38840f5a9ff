"""Projects that were sold."""
from __future__ import annotations

from odoo import _, api, fields, models


class ProjectProject(models.Model):
    _inherit = "project.project"

    allow_billable = fields.Boolean(string="Billable")
    sale_line_id = fields.Many2one(
        compute="_compute_sale_line_id", store=True, readonly=False, copy=False,
        domain=[("is_service", "=", True), ("is_expense", "=", False),
                ("state", "=", "sale")],
    )
    sale_order_count = fields.Integer(compute="_compute_sale_order_count")
    sale_order_line_count = fields.Integer(compute="_compute_sale_order_count")
    invoice_count = fields.Integer(compute="_compute_invoice_count")
    has_any_so_to_invoice = fields.Boolean(compute="_compute_has_any_so_to_invoice")
    has_any_so_with_nothing_to_invoice = fields.Boolean(
        compute="_compute_has_any_so_to_invoice")
    display_sales_stat_buttons = fields.Boolean(
        compute="_compute_display_sales_stat_buttons")

    @api.depends("partner_id", "allow_billable")
    def _compute_sale_line_id(self):
        """The item of an order is lost with its customer."""
        for project in self:
            customer = project.sale_line_id.order_partner_id.commercial_partner_id
            if project.sale_line_id and (
                not project.allow_billable
                or project.partner_id.commercial_partner_id != customer
            ):
                project.sale_line_id = False
            else:
                project.sale_line_id = project.sale_line_id

    def _find_sale_lines(self):
        """Return the items that the project and its tasks are done for."""
        self.ensure_one()
        project = self.sudo().with_context(active_test=False)
        lines = self.env["sale.order.line"].sudo().search([
            "|", ("project_id", "=", self.id), ("task_id.project_id", "=", self.id),
        ])
        return project.sale_line_id | project.tasks.sale_line_id | lines

    def _compute_sale_order_count(self):
        for project in self:
            lines = project._find_sale_lines()
            project.sale_order_line_count = len(lines)
            project.sale_order_count = len(
                lines.order_id | project.sudo().reinvoiced_sale_order_id)

    def _compute_invoice_count(self):
        for project in self:
            project.invoice_count = len(project._find_sale_lines().invoice_lines.move_id)

    def _compute_has_any_so_to_invoice(self):
        for project in self:
            states = set(project._find_sale_lines().order_id.mapped("invoice_status"))
            project.has_any_so_to_invoice = "to invoice" in states
            project.has_any_so_with_nothing_to_invoice = "no" in states

    @api.depends("allow_billable", "partner_id")
    def _compute_display_sales_stat_buttons(self):
        for project in self:
            project.display_sales_stat_buttons = bool(
                project.allow_billable and project.partner_id)

    # ---- windows
    def action_view_sos(self):
        """Open the orders of the project."""
        self.ensure_one()
        orders = self._find_sale_lines().order_id | self.sudo().reinvoiced_sale_order_id
        action = {
            "type": "ir.actions.act_window", "res_model": "sale.order",
            "name": _("%(name)s's Sales Orders", name=self.name),
            "context": {"create": self.env.context.get("create_for_project_id", False)},
        }
        if len(orders) == 1:
            return {**action, "res_id": orders.id, "views": [[False, "form"]]}
        return {**action, "domain": [("id", "in", orders.ids)],
                "views": [[False, "list"], [False, "kanban"], [False, "form"]]}

    def action_view_sols(self):
        """Open the items of orders of the project."""
        self.ensure_one()
        lines = self._find_sale_lines()
        action = {
            "type": "ir.actions.act_window", "res_model": "sale.order.line",
            "name": _("%(name)s's Sales Order Items", name=self.name),
            "context": {"create": False},
        }
        if len(lines) == 1:
            return {**action, "res_id": lines.id, "views": [[False, "form"]]}
        return {**action, "domain": [("id", "in", lines.ids)],
                "views": [[False, "list"], [False, "form"]]}

    def action_open_project_invoices(self):
        """Open the invoices of the project's items."""
        self.ensure_one()
        invoices = self._find_sale_lines().invoice_lines.move_id
        action = {
            "name": _("Invoices"), "type": "ir.actions.act_window",
            "res_model": "account.move", "views": [[False, "list"], [False, "form"]],
            "domain": [("id", "in", invoices.ids)], "context": {"create": False},
        }
        if len(invoices) == 1:
            action.update(views=[[False, "form"]], res_id=invoices.id)
        return action
