"""Sales teams."""
from __future__ import annotations

from odoo import _, api, fields, models


class CrmTeam(models.Model):
    _name = "crm.team"
    _inherit = ["mail.thread"]
    _description = "Sales Team"
    _order = "sequence ASC, create_date DESC, id DESC"

    active = fields.Boolean(default=True)
    color = fields.Integer(string="Color Index", default=0)
    company_id = fields.Many2one("res.company", index=True)
    crm_team_member_all_ids = fields.One2many(
        "crm.team.member", "crm_team_id", string="Sales Team Members (incl. inactive)",
        context={"active_test": False},
    )
    crm_team_member_ids = fields.One2many(
        "crm.team.member", "crm_team_id", string="Sales Team Members",
    )
    currency_id = fields.Many2one(
        "res.currency", string="Currency", related="company_id.currency_id",
    )
    dashboard_button_name = fields.Char(
        string="Dashboard Button", compute="_compute_dashboard_button_name",
    )
    favorite_user_ids = fields.Many2many(
        "res.users", "team_favorite_user_rel", "team_id", "user_id",
        string="Favorite Members", default=lambda self: [(6, 0, [self.env.uid])],
    )
    is_favorite = fields.Boolean(
        string="Show on dashboard", compute="_compute_is_favorite",
        inverse="_inverse_is_favorite",
    )
    is_membership_multi = fields.Boolean(
        string="Multiple Memberships Allowed", compute="_compute_is_membership_multi",
    )
    member_company_ids = fields.Many2many(
        "res.company", compute="_compute_member_company_ids",
    )
    member_ids = fields.Many2many(
        "res.users", string="Salespersons", compute="_compute_member_ids",
        inverse="_inverse_member_ids", search="_search_member_ids",
    )
    member_warning = fields.Text(
        string="Membership Issue Warning", compute="_compute_member_warning",
    )
    name = fields.Char(string="Sales Team", required=True, translate=True)
    sequence = fields.Integer(default=10)
    user_id = fields.Many2one("res.users", string="Team Leader")

    @api.depends("favorite_user_ids")
    @api.depends_context("uid")
    def _compute_is_favorite(self):
        for team in self:
            team.is_favorite = self.env.user in team.sudo().favorite_user_ids

    def _inverse_is_favorite(self):
        for team in self.sudo():
            command = 4 if team.is_favorite else 3
            team.favorite_user_ids = [(command, self.env.uid)]

    @api.depends("crm_team_member_ids.active")
    def _compute_member_ids(self):
        for team in self:
            team.member_ids = team.crm_team_member_ids.user_id

    def _inverse_member_ids(self):
        for team in self:
            memberships = team.crm_team_member_ids
            wanted = team.member_ids
            memberships.filtered(lambda m, w=wanted: m.user_id not in w).unlink()
            self.env["crm.team.member"].create([
                {"crm_team_id": team.id, "user_id": user.id}
                for user in wanted - memberships.user_id
            ])

    @api.model
    def _search_member_ids(self, operator, value):
        return [("crm_team_member_ids.user_id", operator, value)]

    def _compute_is_membership_multi(self):
        value = self.env["ir.config_parameter"].sudo().get_param(
            "sales_team.membership_multi", False
        )
        self.is_membership_multi = bool(value)

    def _compute_member_company_ids(self):
        for team in self:
            team.member_company_ids = team.company_id \
                or self.env["res.company"].sudo().search([])

    def _compute_member_warning(self):
        self.member_warning = False

    def _compute_dashboard_button_name(self):
        self.dashboard_button_name = _("Big Pretty Button :)")

    @api.model_create_multi
    def create(self, vals_list):
        """Nobody follows a team for having made it."""
        return super(
            CrmTeam, self.with_context(mail_create_nosubscribe=True)
        ).create(vals_list)

    @api.model
    def _get_default_team_id(self, user_id=False, domain=False):
        """Return the team of a user, or the first one."""
        user = self.env["res.users"].browse(user_id or self.env.uid)
        company = self.env.companies.ids
        conditions = [("company_id", "in", [False, *company]), *(domain or [])]
        teams = self.search([
            *conditions, "|", ("user_id", "=", user.id),
            ("crm_team_member_ids.user_id", "=", user.id),
        ])
        default = self.env.context.get("default_team_id")
        if default and default in teams.ids:
            return self.browse(default)
        return teams[:1] or self.search(conditions, limit=1)
