"""Users who were invited and those who came."""
from __future__ import annotations

from odoo import _, api, fields, models


class SignupError(Exception):
    """An account could not be made."""


class ResUsers(models.Model):
    _inherit = "res.users"

    state = fields.Selection(
        [("new", "Invited"), ("active", "Confirmed")], string="Status",
        compute="_compute_state", search="_search_state",
    )

    @api.depends("login_date")
    def _compute_state(self):
        for user in self:
            user.state = "active" if user.login_date else "new"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        confirmed = [("log_ids", "!=", False)]
        invited = [("log_ids", "=", False)]
        wanted = set(value)
        if {"new", "active"} <= wanted:
            return [(1, "=", 1)]
        if "active" in wanted:
            return confirmed
        return invited if "new" in wanted else [(0, "=", 1)]

    @api.model
    def signup(self, values, token=None):
        """Give an invited person, or a stranger where that is open, a user.

        Returns (login, password).
        """
        if token:
            partner = self.env["res.partner"]._signup_retrieve_partner(token)
            partner.write({"signup_type": False})
            if partner.user_ids:
                partner.user_ids[:1].write(
                    {key: v for key, v in values.items() if key not in ("login", "name")}
                )
                return partner.user_ids[:1].login, values.get("password")
            values = {**values, "name": partner.name, "partner_id": partner.id,
                      "email": values.get("email") or values.get("login")}
        elif self.env["ir.config_parameter"].sudo().get_param(
            "auth_signup.invitation_scope", "b2b"
        ) != "b2c":
            raise SignupError(_("Signup is not allowed for uninvited users"))
        self._signup_create_user(values)
        return values.get("login"), values.get("password")

    @api.model
    def _signup_create_user(self, values):
        """Make a user of someone who signs up."""
        return self._create_user_from_template(values)

    @api.model
    def _get_signup_invitation_scope(self):
        return self.env["ir.config_parameter"].sudo().get_param(
            "auth_signup.invitation_scope", "b2b"
        )

    def _create_user_from_template(self, values):
        template = self.env.ref("base.template_portal_user_id", raise_if_not_found=False)
        if not template:
            raise ValueError(_("Signup: invalid template user"))
        if not values.get("login"):
            raise ValueError(_("Signup: no login given for new user"))
        if not values.get("partner_id") and not values.get("name"):
            raise ValueError(_("Signup: no name or partner given for new user"))
        try:
            with self.env.cr.savepoint():
                return template.sudo().with_context(no_reset_password=True).copy(
                    {**values, "active": True}
                )
        except Exception as error:
            # whatever stands against it: the page tells
            raise SignupError(str(error)) from error

    @api.model
    def web_create_users(self, emails):
        """Invite people by their addresses; archived users come back."""
        archived = self.with_context(active_test=False).search(
            [("active", "=", False), "|", ("login", "in", emails), ("email", "in", emails)]
        )
        archived.write({"active": True})
        known = {*archived.mapped("login"), *archived.mapped("email")}
        for email in emails:
            if email not in known:
                self.create({"login": email, "name": email.partition("@")[0],
                             "email": email})
        return True
