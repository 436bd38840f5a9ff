"""Services that make projects and tasks when they are sold."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

POLICIES = {
    "ordered_prepaid": ("order", "manual"),
    "delivered_manual": ("delivery", "manual"),
    "delivered_milestones": ("delivery", "milestones"),
}


class ProductTemplate(models.Model):
    _inherit = "product.template"

    service_policy = fields.Selection(
        compute="_compute_service_policy", inverse="_inverse_service_policy",
        selection_add=[("delivered_milestones", "Based on Milestones")],
    )

    @api.depends("invoice_policy", "service_type", "type")
    def _compute_service_policy(self):
        names = {parts: name for name, parts in POLICIES.items()}
        for product in self:
            kind = product.service_type or "manual"
            product.service_policy = product.type == "service" and names.get(
                (product.invoice_policy, kind), "ordered_prepaid"
            )

    def _inverse_service_policy(self):
        for product in self:
            if product.service_policy:
                policy, kind = POLICIES[product.service_policy]
                product.update({"invoice_policy": policy, "service_type": kind})

    @api.constrains("project_id", "project_template_id", "service_tracking")
    def _check_project_and_template(self):
        for product in self:
            name = product.name
            if product.service_tracking == "no" and (
                product.project_id or product.project_template_id
            ):
                raise ValidationError(_(
                    "The product %s should not have a project nor a project template "
                    "since it will not generate project.", name,
                ))
            if product.service_tracking == "task_global_project" \
                    and product.project_template_id:
                raise ValidationError(_(
                    "The product %s should not have a project template since it will "
                    "generate a task in a global project.", name,
                ))
            if product.service_tracking in ("task_in_project", "project_only") \
                    and product.project_id:
                raise ValidationError(_(
                    "The product %s should not have a global project since it will "
                    "generate a project.", name,
                ))
