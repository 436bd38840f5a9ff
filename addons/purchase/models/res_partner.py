"""What is bought of contacts, of products, for analytic accounts."""
from dateutil.relativedelta import relativedelta
from odoo import _, api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    purchase_order_count = fields.Integer(
        compute="_compute_purchase_order_count", groups="purchase.group_purchase_user")

    def _compute_purchase_order_count(self):
        self.purchase_order_count = 0
        if not self.env.user.has_group("purchase.group_purchase_user"):
            return
        family = self.with_context(active_test=False).search_fetch(
            [("id", "child_of", self.ids)], ["parent_id"])
        groups = self.env["purchase.order"]._read_group(
            [("partner_id", "in", family.ids)], ["partner_id"], ["__count"])
        own = set(self._ids)
        for partner, count in groups:
            while partner:
                if partner.id in own:
                    partner.purchase_order_count += count
                partner = partner.parent_id


class ProductProduct(models.Model):
    _inherit = "product.product"

    purchased_product_qty = fields.Float(
        compute="_compute_purchased_product_qty", digits="Product Unit")
    is_in_purchase_order = fields.Boolean(
        compute="_compute_is_in_purchase_order", search="_search_is_in_purchase_order")

    def _compute_purchased_product_qty(self):
        since = fields.Datetime.now() - relativedelta(years=1)
        groups = self.env["purchase.order.line"]._read_group([
            ("order_id.state", "=", "purchase"), ("product_id", "in", self.ids),
            ("order_id.date_approve", ">=", since)], ["product_id"],
            ["product_uom_qty:sum"])
        sums = {product.id: total for product, total in groups}
        for product in self:
            product.purchased_product_qty = product.uom_id.round(
                sums.get(product.id, 0.0)) if product.id else 0.0

    def _get_context_lines(self):
        order = self.env["purchase.order"].browse(self.env.context.get("order_id") or ())
        return order.order_line

    @api.depends_context("order_id")
    def _compute_is_in_purchase_order(self):
        ordered = self._get_context_lines().product_id
        for product in self:
            product.is_in_purchase_order = product in ordered

    def _search_is_in_purchase_order(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("id", "in", self._get_context_lines().product_id.ids)]

    def action_view_po(self):
        """Open what was bought of the variants."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "purchase.action_purchase_history")
        return {**action, "display_name": _(
            "Purchase History for %s", self[:1].display_name), "domain": [
                ("state", "=", "purchase"), ("product_id", "in", self.ids)]}


class ProductTemplate(models.Model):
    _inherit = "product.template"

    purchased_product_qty = fields.Float(
        compute="_compute_purchased_product_qty", digits="Product Unit")

    def _compute_purchased_product_qty(self):
        for template in self.with_context(active_test=False):
            template.purchased_product_qty = template.uom_id.round(sum(
                template.product_variant_ids.mapped("purchased_product_qty")))

    def action_view_po(self):
        """Open what was bought of the variants."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "purchase.action_purchase_history")
        return {**action, "display_name": _(
            "Purchase History for %s", self[:1].display_name), "domain": [
                ("state", "=", "purchase"),
                ("product_id", "in", self.with_context(
                    active_test=False).product_variant_ids.ids)]}


class AccountAnalyticAccount(models.Model):
    _inherit = "account.analytic.account"

    purchase_order_count = fields.Integer(compute="_compute_purchase_order_count")

    def _get_purchase_orders(self):
        lines = self.env["purchase.order.line"].search(
            [("analytic_distribution", "in", self.ids)]) if self.ids else \
            self.env["purchase.order.line"]
        return lines.order_id

    def _compute_purchase_order_count(self):
        for account in self:
            account.purchase_order_count = len(account._get_purchase_orders())

    def action_view_purchase_orders(self):
        """Open the orders that the account bears the cost of."""
        self.ensure_one()
        orders = self._get_purchase_orders()
        action = {"type": "ir.actions.act_window", "name": _("Purchase Orders"),
                  "res_model": "purchase.order", "context": {"create": False},
                  "domain": [("id", "in", orders.ids)], "view_mode": "list,form"}
        if len(orders) == 1:
            action |= {"view_mode": "form", "res_id": orders.id}
        return action


class AccountAnalyticApplicability(models.Model):
    _inherit = "account.analytic.applicability"

    business_domain = fields.Selection(
        selection_add=[("purchase_order", "Purchase Order")],
        ondelete={"purchase_order": "cascade"})
