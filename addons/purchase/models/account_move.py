"""The orders that bills come from, and bills that are filled from orders."""
from markupsafe import Markup
from odoo import _, api, fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    purchase_id = fields.Many2one("purchase.order", store=False)
    purchase_vendor_bill_id = fields.Many2one("purchase.bill.union", store=False)
    purchase_order_count = fields.Integer(compute="_compute_origin_po_count")
    purchase_order_name = fields.Char(compute="_compute_origin_po_count")
    is_purchase_matched = fields.Boolean(compute="_compute_is_purchase_matched")
    purchase_warning_text = fields.Text(compute="_compute_purchase_warning_text")

    @api.depends("line_ids.purchase_line_id")
    def _compute_origin_po_count(self):
        for move in self:
            orders = move.line_ids.purchase_line_id.order_id
            move.purchase_order_count = len(orders)
            move.purchase_order_name = orders.display_name if len(orders) == 1 else False

    @api.depends("line_ids.purchase_line_id")
    def _compute_is_purchase_matched(self):
        for move in self:
            lines = move.invoice_line_ids.filtered(
                lambda line: line.display_type == "product")
            move.is_purchase_matched = bool(lines) and all(
                line.purchase_line_id for line in lines)

    @api.depends("partner_id.name", "partner_id.purchase_warn_msg",
                 "invoice_line_ids.purchase_line_warn_msg")
    def _compute_purchase_warning_text(self):
        shown = self.env.user.has_group("purchase.group_warning_purchase")
        for move in self:
            found = []
            if shown and move.move_type == "in_invoice":
                if move.partner_id.purchase_warn_msg:
                    found.append(
                        f"{move.partner_id.name} - {move.partner_id.purchase_warn_msg}")
                found += [f"{line.product_id.display_name} - {line.purchase_line_warn_msg}"
                          for line in move.invoice_line_ids if line.purchase_line_warn_msg]
            move.purchase_warning_text = "\n".join(dict.fromkeys(found))

    @api.onchange("purchase_vendor_bill_id", "purchase_id")
    def _onchange_purchase_auto_complete(self):
        """Fill the bill from an order, or from an earlier bill."""
        source = self.purchase_vendor_bill_id
        order = self.purchase_id or source.purchase_order_id
        self.purchase_vendor_bill_id = False
        if not order:
            return
        for name, value in order.with_company(order.company_id)._prepare_invoice().items():
            if name not in ("ref", "move_type", "company_id", "invoice_origin"):
                self[name] = value
        lines = order.order_line - self.invoice_line_ids.purchase_line_id
        self._add_purchase_order_lines(lines.filtered(lambda line: not line.display_type))
        origins = list(dict.fromkeys(
            self.invoice_line_ids.purchase_line_id.order_id.mapped("name")))
        self.invoice_origin = ",".join(origins)
        self.purchase_id = False

    def _add_purchase_order_lines(self, lines):
        """Add what is to be billed of lines of orders."""
        self.ensure_one()
        values = [line._prepare_account_move_line() for line in lines]
        if self._origin and not self.env.context.get("onchange"):
            self.write({"invoice_line_ids": [(0, 0, vals) for vals in values]})
            return
        new = self.env["account.move.line"]
        for vals in values:
            new |= new.new(vals)
        self.invoice_line_ids |= new

    @api.model_create_multi
    def create(self, vals_list):
        """Make entries; bills of orders tell of them in their chatter."""
        moves = super().create(vals_list)
        for move in moves:
            orders = move.line_ids.purchase_line_id.order_id
            if not orders or move.reversed_entry_id:
                continue
            links = Markup(", ").join(
                Markup("<a href='#' data-oe-model='purchase.order' data-oe-id='%s'>%s</a>")
                % (order.id, order.display_name) for order in orders)
            move.message_post(body=_(
                "This vendor bill has been created from: %(orders)s", orders=links))
        return moves

    # ---- windows
    def action_purchase_matching(self):
        """Open what is billed beside what is ordered of the vendor."""
        self.ensure_one()
        view = self.env.ref("purchase.purchase_bill_line_match_tree",
                            raise_if_not_found=False)
        return {
            "type": "ir.actions.act_window", "name": _("Purchase Matching"),
            "res_model": "purchase.bill.line.match", "view_mode": "list",
            "views": [(view.id if view else False, "list")],
            "domain": [
                ("partner_id", "in", (self.partner_id
                                      | self.partner_id.commercial_partner_id).ids),
                ("company_id", "in", self.env.company.ids),
                ("account_move_id", "in", [self.id, False])],
        }

    def action_view_source_purchase_orders(self):
        """Open the orders that the bill comes from."""
        self.ensure_one()
        orders = self.line_ids.purchase_line_id.order_id
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "purchase.purchase_form_action")
        action["domain"] = [("id", "in", orders.ids)]
        if len(orders) == 1:
            action.update(
                views=[(self.env.ref("purchase.purchase_order_form").id, "form")],
                res_id=orders.id)
        elif not orders:
            return {"type": "ir.actions.act_window_close"}
        return action


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    is_downpayment = fields.Boolean()
    purchase_line_warn_msg = fields.Text(compute="_compute_purchase_line_warn_msg")

    @api.depends("product_id.purchase_line_warn_msg")
    def _compute_purchase_line_warn_msg(self):
        shown = self.env.user.has_group("purchase.group_warning_purchase")
        for line in self:
            line.purchase_line_warn_msg = \
                shown and line.product_id.purchase_line_warn_msg or ""

    def _copy_data_extend_business_fields(self, values):
        super()._copy_data_extend_business_fields(values)
        values["purchase_line_id"] = self.purchase_line_id.id
