"""Lines of orders that make projects and tasks."""
from __future__ import annotations

from markupsafe import Markup
from odoo import _, api, fields, models

STAGES = [("To Do", False, 5), ("In Progress", False, 10), ("Done", False, 15),
          ("Cancelled", True, 20)]


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    is_service = fields.Boolean(compute="_compute_is_service", store=True)
    qty_delivered_method = fields.Selection(
        selection_add=[("milestones", "Milestones")])

    @api.depends("product_id.type")
    def _compute_is_service(self):
        for line in self:
            line.is_service = line.product_id.type == "service"

    @api.depends("product_id.service_type")
    def _compute_qty_delivered_method(self):
        """Services with milestones are delivered as these are reached."""
        super()._compute_qty_delivered_method()
        for line in self:
            if not line.is_expense and line.product_id.type == "service" \
                    and line.product_id.service_type == "milestones":
                line.qty_delivered_method = "milestones"

    @api.depends("reached_milestones_ids.is_reached",
                 "reached_milestones_ids.quantity_percentage", "product_uom_qty")
    def _compute_qty_delivered(self):
        super()._compute_qty_delivered()
        for line in self.filtered(lambda item: item.qty_delivered_method == "milestones"):
            reached = line.reached_milestones_ids.filtered("is_reached")
            line.qty_delivered = line.product_uom_qty * sum(
                reached.mapped("quantity_percentage"))

    @api.depends("order_id.project_id")
    def _compute_analytic_distribution(self):
        """The accounts of the order's project are added to what models tell."""
        super()._compute_analytic_distribution()
        for line in self.filtered(lambda item: not item.display_type):
            project = line.order_id.project_id.sudo()
            own = project._get_analytic_accounts()
            if not own:
                continue
            shares = line.analytic_distribution or {}
            known = line._get_analytic_account_ids()
            told = self.env["account.analytic.account"].browse(known).exists()
            added = own.filtered(
                lambda account, plans=told.root_plan_id: account.root_plan_id not in plans)
            keys = ",".join(map(str, added.ids))
            if shares and keys:
                line.analytic_distribution = {
                    f"{key},{keys}": share for key, share in shares.items()}
            elif not shares:
                line.analytic_distribution = {project._get_distribution_key(): 100}

    @api.model_create_multi
    def create(self, vals_list):
        """Lines that come to an order that is confirmed make theirs at once."""
        lines = super().create(vals_list)
        lines.filtered(lambda line: line.state == "sale").sudo()._generate_services()
        return lines

    # ---- projects and tasks
    def _generate_services(self):
        """Make the projects and tasks of services that ask for them, once."""
        projects = {}
        for line in self.filtered(lambda item: item.product_id.type == "service"
                                  and not item.is_expense and item.product_uom_qty > 0):
            product = line.product_id.with_company(line.company_id)
            kind = product.service_tracking
            if kind == "task_global_project":
                project = product.project_id or line.order_id.project_id
                if project and not line.task_id:
                    line._create_task(project, product)
            elif kind in ("task_in_project", "project_only") and not line.project_id:
                template = product.project_template_id
                key = line.order_id, template
                project = projects.get(key) or line._find_sibling_project(template)
                if not project:
                    project = line._create_project(template)
                projects[key] = project
                line.project_id = project
                if kind == "task_in_project" and not line.task_id:
                    line._create_task(project, product)

    def _find_sibling_project(self, template):
        """Return the project that another line of the order has made."""
        order = self.order_id
        if not template and order.project_id:
            return order.project_id
        others = (order.order_line - self).filtered(
            lambda item: item.project_id and item.product_id.project_template_id == template
        )
        return others[:1].project_id

    def _create_project(self, template):
        order = self.order_id
        name = f"{order.client_order_ref} - {order.name}" if order.client_order_ref \
            else order.name
        values = {
            "name": name, "partner_id": order.partner_id.id, "sale_line_id": self.id,
            "active": True, "company_id": self.company_id.id, "allow_billable": True,
            "user_id": template.user_id.id,
        }
        projects = self.env["project.project"].with_context(mail_create_nosubscribe=True)
        if template:
            values["name"] = f"{values['name']} - {template.name}"
            project = template.with_context(no_create_folder=True).copy({
                **values, "is_template": False,
            })
            project.with_context(active_test=False).tasks.write({
                "sale_line_id": self.id, "partner_id": order.partner_id.id,
                "is_template": False,
            })
        else:
            project = projects.create(values)
            project.type_ids = self.env["project.task.type"].create([
                {"name": label, "fold": fold, "sequence": sequence, "user_id": False}
                for label, fold, sequence in STAGES
            ])
        return project

    def _create_task(self, project, product):
        order = self.order_id
        title, _newline, text = (self.name or "").partition("\n")
        title = title or product.name
        hour = self.env.ref("uom.product_uom_hour", raise_if_not_found=False)
        hours = 0.0
        if hour and self.product_uom_id._has_common_reference(hour):
            hours = self.product_uom_id._compute_quantity(self.product_uom_qty, hour)
        values = {
            "name": title if project.sale_line_id else f"{order.name or ''} - {title}",
            "allocated_hours": hours, "partner_id": order.partner_id.id,
            "description": Markup("<br/>").join(text.split("\n")) if text else False,
            "project_id": project.id, "sale_line_id": self.id, "sale_order_id": order.id,
            "company_id": project.company_id.id, "user_ids": False,
        }
        template = product.task_template_id
        task = template.copy({**values, "is_template": False}) if template \
            else self.env["project.task"].create(values)
        self.task_id = task
        link = Markup('<a href="#" data-oe-model="sale.order" data-oe-id="%s">%s</a>') % (
            order.id, order.name)
        task.message_post(body=Markup("%s %s (%s)") % (
            _("This task has been created from:"), link, product.name or ""))
        return task
