"""The items of orders in the panel of a project, and what to do about them."""
from __future__ import annotations

import json

from odoo import _, models
from odoo.fields import Domain

ITEM_FIELDS = ["display_name", "product_uom_qty", "qty_delivered", "qty_invoiced",
               "product_uom_id", "product_id"]
# the kinds of revenue whose items unfold in the panel
FOLDABLE = ("materials", "service_revenues")


class ProjectProject(models.Model):
    _inherit = "project.project"

    def get_panel_data(self):
        """Return what the panel shows, sold items among it."""
        panel = super().get_panel_data()
        if not panel:
            return panel
        for row in panel.get("profitability_items", {}).get(
                "revenues", {}).get("data", ()):
            if row["id"] in FOLDABLE:
                row["isSectionFolded"] = True
        return {**panel, "show_sale_items": self.allow_billable}

    def _get_sale_items_domain(self, section_id=None):
        """Return the domain of the project's items, all or those of a section."""
        domain = Domain([
            ("id", "in", self._find_sale_lines().ids), ("display_type", "=", False),
            ("is_downpayment", "=", False), ("state", "=", "sale")])
        if section_id == "materials":
            return domain & Domain("product_id.type", "!=", "service")
        if section_id:
            return domain & Domain("product_id.type", "=", "service")
        return domain

    def get_sale_items_data(
        self, offset=0, limit=None, with_action=True, section_id=None
    ):
        """Return a page of sold items, and whether there are more."""
        self.ensure_one()
        if not self.env.user.has_group("project.group_project_user"):
            return {}
        found = self.env["sale.order.line"].sudo().search(
            self._get_sale_items_domain(section_id), offset=offset,
            limit=limit and limit + 1)
        more = bool(limit) and len(found) > limit
        found = found[:limit] if more else found
        opened = found.sudo(False)._filtered_access("read") if with_action else ()
        rows = found.with_context(with_price_unit=True).read(ITEM_FIELDS)
        for row, line in zip(rows, found, strict=True):
            if line.id in (opened and opened.ids):
                row["action"] = {
                    "name": "action_view_sols", "resId": line.id,
                    "buttonContext": json.dumps(
                        {"active_id": line.id, "default_project_id": self.id})}
        return {"sol_items": rows, "displayLoadMore": more}

    def _get_stat_buttons(self):
        buttons = super()._get_stat_buttons()
        if not self.allow_billable or not self.env.user.has_group(
                "sales_team.group_sale_salesman_all_leads"):
            return buttons
        buttons.append({
            "icon": "dollar", "text": _("Sales Orders"), "number": self.sale_order_count,
            "action_type": "object", "action": "action_view_sos", "show":
            self.display_sales_stat_buttons and self.sale_order_count > 0,
            "additional_context": json.dumps({"create_for_project_id": self.id}),
            "sequence": 27})
        if self.env.user.has_group("account.group_account_readonly"):
            buttons.append({
                "icon": "pencil-square-o", "text": _("Invoices"),
                "number": self.invoice_count, "action_type": "object",
                "action": "action_open_project_invoices",
                "show": bool(self.account_id) and self.invoice_count > 0,
                "sequence": 30})
            bills = self._find_vendor_bills()
            buttons.append({
                "icon": "pencil-square-o", "text": _("Vendor Bills"),
                "number": len(bills), "action_type": "object",
                "action": "action_open_project_vendor_bills",
                "show": bool(self.account_id) and bool(bills), "sequence": 48})
        return buttons

    # ---- windows
    def action_customer_preview(self):
        """Open the project as its customer sees it."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "target": "self",
                "url": self.get_portal_url()}

    def action_create_invoice(self):
        """Open the wizard that invoices the project's orders."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "sale.action_view_sale_advance_payment_inv")
        orders = self._find_sale_lines().order_id.filtered(
            lambda order: order.invoice_status in ("to invoice", "no"))
        context = {"active_id": orders.id if len(orders) == 1 else False,
                   "active_ids": orders.ids}
        if not self.has_any_so_to_invoice:
            context["default_advance_payment_method"] = "percentage"
        return {**action, "context": context}

    def action_get_list_view(self):
        """Open the list of the project's milestones."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "project.milestone",
            "name": _("%(name)s's Milestones", name=self.name), "view_mode": "list",
            "domain": [("project_id", "=", self.id)],
            "views": [(self.env.ref("project.project_milestone_view_tree").id, "list")],
            "context": {**self.env.context, "default_project_id": self.id},
        }

    def _find_vendor_bills(self):
        """Return the bills with lines on the project's account."""
        account = self.sudo().account_id
        if not account:
            return self.env["account.move"]
        return self.env["account.move.line"].sudo().search([
            ("move_id.move_type", "in", ["in_invoice", "in_refund", "in_receipt"]),
            ("analytic_distribution", "in", account.ids),
        ]).move_id

    def action_open_project_vendor_bills(self):
        """Open the bills with lines on the project's account."""
        self.ensure_one()
        bills = self._find_vendor_bills()
        action = {
            "name": _("Vendor Bills"), "type": "ir.actions.act_window",
            "res_model": "account.move", "views": [[False, "list"], [False, "form"],
                                                   [False, "kanban"]],
            "domain": [("id", "in", bills.ids)],
            "context": {"default_move_type": "in_invoice",
                        "project_id": self.id, "create": False},
        }
        if len(bills) == 1 and not self.env.context.get("from_embedded_action"):
            action.update(views=[[False, "form"]], res_id=bills.id)
        return action

    def action_profitability_items(self, section_name, domain=None, res_id=False):
        """Open what a row of the profits is made of; {} if there is no telling."""
        self.ensure_one()
        if section_name in FOLDABLE:
            action = {
                "name": _("Sales Order Items"), "type": "ir.actions.act_window",
                "res_model": "sale.order.line",
                "context": {"create": False, "edit": False}}
            kinds = ["list", "kanban", "form"]
        elif section_name in ("other_invoice_revenues", "downpayments",
                              "cost_of_goods_sold", "other_purchase_costs"):
            customers = section_name in ("other_invoice_revenues", "downpayments")
            action = self.env["ir.actions.actions"]._for_xml_id(
                "account.action_move_out_invoice_type" if customers
                else "account.action_move_in_invoice_type")
            kinds = ["list", "kanban", "form"]
        else:
            return {}
        if res_id:
            action.update(res_id=res_id, views=[[False, "form"]], view_mode="form")
        else:
            action.update(domain=domain or [], views=[[False, kind] for kind in kinds])
        return action

    # ---- templates
    def template_to_project_confirmation_callback(self, callbacks):
        """Make a project of the template again, without the item it was made for."""
        if callbacks.get("unset_sale_line_id"):
            self.sale_line_id = False
        if callbacks.get("unset_partner_id"):
            self.partner_id = False
        return self.action_undo_convert_to_template()
