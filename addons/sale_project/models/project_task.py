"""Tasks that were sold."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class ProjectTask(models.Model):
    _inherit = "project.task"

    sale_line_id = fields.Many2one(
        compute="_compute_sale_line_id", store=True, readonly=False, recursive=True,
        copy=True, tracking=True,
        domain=[("is_service", "=", True), ("is_expense", "=", False),
                ("state", "=", "sale")],
    )
    sale_order_id = fields.Many2one(compute="_compute_sale_order_id", store=True)
    task_to_invoice = fields.Boolean(compute="_compute_task_to_invoice")
    display_sale_order_button = fields.Boolean(
        compute="_compute_display_sale_order_button")

    @api.depends("parent_id.sale_line_id", "project_id.sale_line_id", "partner_id",
                 "allow_billable")
    def _compute_sale_line_id(self):
        for task in self:
            line = task.sale_line_id
            if not task.allow_billable and not task.parent_id.allow_billable:
                line = line.browse()
            elif not line:
                found = task.parent_id.sale_line_id or task.project_id.sale_line_id
                customer = task.partner_id.commercial_partner_id
                if found and found.order_partner_id.commercial_partner_id == customer:
                    line = found
            task.sale_line_id = line

    @api.depends("sale_line_id", "project_id", "allow_billable",
                 "project_id.reinvoiced_sale_order_id")
    def _compute_sale_order_id(self):
        for task in self:
            project = task.project_id
            order = task.sale_line_id.order_id or project.sale_order_id \
                or project.sudo().reinvoiced_sale_order_id
            task.sale_order_id = order if task.allow_billable or task.sale_line_id \
                else False

    @api.depends("sale_order_id.invoice_status", "sale_order_id.order_line")
    def _compute_task_to_invoice(self):
        for task in self:
            task.task_to_invoice = bool(task.sale_order_id) \
                and task.sale_order_id.invoice_status not in ("no", "invoiced")

    @api.depends("sale_order_id")
    def _compute_display_sale_order_button(self):
        readable = self.sale_order_id._filtered_access("read")
        for task in self:
            task.display_sale_order_button = task.sale_order_id in readable

    @api.constrains("sale_line_id")
    def _check_sale_line_type(self):
        for task in self.sudo():
            line = task.sale_line_id
            if line and (not line.is_service or line.is_expense):
                raise ValidationError(_(
                    "You cannot link the order item %(order_id)s - %(product_id)s to this "
                    "task because it is a re-invoiced expense.",
                    order_id=line.order_id.name, product_id=line.product_id.display_name,
                ))

    def action_view_so(self):
        """Open the orders of the task."""
        orders = self.sale_order_id | self.sale_line_id.order_id
        action = {
            "type": "ir.actions.act_window", "res_model": "sale.order",
            "name": _("Sales Order"), "views": [[False, "list"], [False, "form"]],
            "context": {"create": False, "show_sale": True},
        }
        if len(orders) == 1:
            return {**action, "res_id": orders.id, "views": [[False, "form"]]}
        return {**action, "domain": [("id", "in", orders.ids)]}

    def action_project_sharing_view_so(self):
        """Open the order of the task, as a collaborator."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url", "target": "self",
            "url": self.sale_order_id.get_portal_url(),
        }
