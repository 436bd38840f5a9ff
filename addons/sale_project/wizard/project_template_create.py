"""The wizard that makes a project of a template for an order."""
from odoo import _, api, fields, models


class ProjectTemplateCreateWizard(models.TransientModel):
    _inherit = "project.template.create.wizard"

    partner_id = fields.Many2one("res.partner", string="Partner")
    allow_billable = fields.Boolean(related="template_id.allow_billable")

    def _get_project_values(self):
        values = super()._get_project_values()
        if self.partner_id:
            values["partner_id"] = self.partner_id.id
        return values

    def action_create_project_from_so(self):
        """Make the project; the order of the context is what it is done for."""
        self.ensure_one()
        project = self._create_project()
        order = self.env["sale.order"].browse(
            self.env.context.get("default_sale_order_id")
            or self.env.context.get("sale_order_id") or ()).exists()
        line_id = self.env.context.get("default_sale_line_id")
        line = self.env["sale.order.line"].browse(line_id or ()).exists() \
            or order.get_first_service_line()
        order = order or line.order_id
        if order:
            project.write({
                "partner_id": project.partner_id.id or order.partner_id.id,
                "allow_billable": True, "sale_line_id": line.id,
                "reinvoiced_sale_order_id": order.id})
            order.project_id = order.project_id or project
        return project.action_view_tasks()

    @api.model
    def action_open_template_view(self):
        """Open the wizard."""
        return {
            "name": _("Create a Project"), "type": "ir.actions.act_window",
            "res_model": "project.template.create.wizard", "target": "new",
            "views": [(self.env.ref(
                "sale_project.sale_project_view_form_simplified_template").id, "form")],
            "context": dict(self.env.context),
        }
