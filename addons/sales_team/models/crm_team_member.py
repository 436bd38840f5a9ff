"""Who is in which sales team."""
from __future__ import annotations

from odoo import api, fields, models


class CrmTeamMember(models.Model):
    _name = "crm.team.member"
    _inherit = ["mail.thread"]
    _description = "Sales Team Member"
    _order = "create_date ASC, id"
    _rec_name = "user_id"

    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", string="Company", related="user_id.company_id",
    )
    crm_team_id = fields.Many2one(
        "crm.team", string="Sales Team", required=True, index=True, ondelete="cascade",
    )
    email = fields.Char(string="Email", related="user_id.email")
    image_128 = fields.Binary(string="Image (128)", related="user_id.image_128")
    image_1920 = fields.Binary(string="Image", related="user_id.image_1920")
    is_membership_multi = fields.Boolean(
        string="Multiple Memberships Allowed", compute="_compute_is_membership_multi",
    )
    member_warning = fields.Text(compute="_compute_member_warning")
    name = fields.Char(string="Name", related="user_id.display_name")
    phone = fields.Char(string="Phone", related="user_id.phone")
    user_company_ids = fields.Many2many("res.company", compute="_compute_user_company_ids")
    user_id = fields.Many2one(
        "res.users", string="Salesperson", required=True, index=True, ondelete="cascade",
    )
    user_in_teams_ids = fields.Many2many("res.users", compute="_compute_user_in_teams_ids")

    def _compute_is_membership_multi(self):
        value = self.env["ir.config_parameter"].sudo().get_param(
            "sales_team.membership_multi", False
        )
        self.is_membership_multi = bool(value)

    def _compute_member_warning(self):
        self.member_warning = False

    def _compute_user_company_ids(self):
        for member in self:
            member.user_company_ids = member.crm_team_id.company_id \
                or self.env["res.company"].sudo().search([])

    def _compute_user_in_teams_ids(self):
        for member in self:
            member.user_in_teams_ids = member.crm_team_id.crm_team_member_ids.user_id

    @api.model_create_multi
    def create(self, vals_list):
        """Without membership in several teams the former one ends."""
        members = super().create(vals_list)
        if not self.env["ir.config_parameter"].sudo().get_param(
            "sales_team.membership_multi", False
        ):
            self.search([
                ("user_id", "in", members.user_id.ids), ("id", "not in", members.ids),
            ]).write({"active": False})
        return members
