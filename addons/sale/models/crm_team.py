"""What teams sell."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class CrmTeam(models.Model):
    _inherit = "crm.team"

    invoiced = fields.Float(compute="_compute_invoiced")
    sale_order_count = fields.Integer(compute="_compute_sale_order_count")

    def _compute_invoiced(self):
        today = fields.Date.context_today(self)
        groups = self.env["account.move"].sudo()._read_group([
            ("move_type", "in", ("out_invoice", "out_refund", "out_receipt")),
            ("payment_state", "in", ("in_payment", "paid", "reversed")),
            ("state", "=", "posted"), ("team_id", "in", self.ids),
            ("date", ">=", today.replace(day=1)), ("date", "<=", today)],
            ["team_id"], ["amount_untaxed_signed:sum"]) if self.ids else ()
        sums = {team.id: total for team, total in groups}
        for team in self:
            team.invoiced = sums.get(team._origin.id, 0.0)

    def _compute_sale_order_count(self):
        groups = self.env["sale.order"]._read_group(
            [("team_id", "in", self.ids), ("state", "!=", "cancel")], ["team_id"],
            ["__count"])
        counts = {team.id: count for team, count in groups}
        for team in self:
            team.sale_order_count = counts.get(team._origin.id, 0)

    @api.model
    def _round_target(self, value):
        return round(float(value or 0))

    def update_invoiced_target(self, value):
        """Set what the teams are to invoice."""
        return self.write({"invoiced_target": self._round_target(value)})

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used_for_sales(self):
        """Keep teams that live orders hang on."""
        for team in self:
            if team.sale_order_count >= 5:
                raise UserError(_(
                    "Team %(team_name)s has %(sale_order_count)s active sale orders. "
                    "Consider cancelling them or archiving the team instead.",
                    team_name=team.name, sale_order_count=team.sale_order_count))


class UtmCampaign(models.Model):
    _inherit = "utm.campaign"

    quotation_count = fields.Integer(
        compute="_compute_quotation_count", compute_sudo=True,
        groups="sales_team.group_sale_salesman")
    invoiced_amount = fields.Integer(
        compute="_compute_invoiced_amount",
        groups="sales_team.group_sale_salesman")

    def _compute_quotation_count(self):
        groups = self.env["sale.order"]._read_group(
            [("campaign_id", "in", self.ids)], ["campaign_id"], ["__count"])
        counts = {campaign.id: count for campaign, count in groups}
        for campaign in self:
            campaign.quotation_count = counts.get(campaign.id, 0)

    def _compute_invoiced_amount(self):
        groups = self.env["account.move.line"].sudo()._read_group([
            ("move_id.campaign_id", "in", self.ids), ("parent_state", "=", "posted"),
            ("move_id.move_type", "in", ("out_invoice", "out_refund")),
            ("account_id", "!=", False), ("display_type", "=", "product"),
            ("price_subtotal", "!=", 0)], ["move_id"], ["balance:sum"])
        sums = {}
        for move, total in groups:
            sums[move.campaign_id.id] = sums.get(move.campaign_id.id, 0.0) - total
        for campaign in self:
            campaign.invoiced_amount = sums.get(campaign.id, 0)

    def action_redirect_to_quotations(self):
        """Open the quotations of the campaigns."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "sale.action_quotations_with_onboarding")
        return {**action, "domain": [("campaign_id", "in", self.ids)],
                "context": {"default_campaign_id": self[:1].id, "create": False}}

    def action_redirect_to_invoiced(self):
        """Open the invoices of the campaigns."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "account.action_move_journal_line")
        moves = self.env["account.move"].search([("campaign_id", "in", self.ids)])
        return {**action, "context": {"create": False, "edit": False}, "domain": [
            ("id", "in", moves.ids), ("move_type", "in", (
                "out_invoice", "out_refund", "in_invoice", "in_refund", "out_receipt",
                "in_receipt")), ("state", "not in", ("draft", "cancel"))]}
