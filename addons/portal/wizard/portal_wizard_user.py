"""One person in the wizard that gives access to the customers' pages."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize


class PortalWizardUser(models.TransientModel):
    _inherit = "portal.wizard.user"

    user_id = fields.Many2one("res.users", compute="_compute_user_id", compute_sudo=True)
    email_state = fields.Selection(compute="_compute_email_state", default="ok")
    is_portal = fields.Boolean(compute="_compute_group_details")
    is_internal = fields.Boolean(compute="_compute_group_details")

    # ---- computed
    @api.depends("email")
    def _compute_email_state(self):
        normalized = {user: email_normalize(user.email) for user in self}
        addresses = [address for address in normalized.values() if address]
        logins = {}
        for user in self.env["res.users"].with_context(active_test=False).sudo().search(
            [("login", "in", addresses)]
        ):
            logins.setdefault(user.login, user)
        for user, address in normalized.items():
            same = logins.get(address)
            if not address:
                user.email_state = "ko"
            elif same and same != user.user_id:
                user.email_state = "exist"
            else:
                user.email_state = "ok"

    @api.depends("partner_id")
    def _compute_user_id(self):
        for user in self:
            users = user.with_context(active_test=False).partner_id.user_ids
            user.user_id = users[:1]

    @api.depends("user_id", "user_id.group_ids")
    def _compute_group_details(self):
        for record in self:
            user = record.user_id.sudo()
            record.is_internal = bool(user) and user._is_internal()
            record.is_portal = bool(user) and not record.is_internal and user._is_portal()

    # ---- buttons
    def action_grant_access(self):
        """Let a person in: a user in the portal's group, and a mail that says so."""
        self.ensure_one()
        self._assert_user_email_uniqueness()
        if self.is_portal or self.is_internal:
            raise UserError(_('The partner "%s" already has the portal access.',
                              self.partner_id.name))
        self._update_partner_email()
        user = self.user_id.sudo()
        if not user:
            company = self.partner_id.company_id or self.env.company
            user = self.sudo().with_company(company.id)._create_user()
        if not user.active or not self.is_portal:
            user.write({"active": True, "group_ids": [
                (4, self.env.ref("base.group_portal").id),
                (3, self.env.ref("base.group_public").id),
            ]})
            user.partner_id.signup_prepare()
        self.invalidate_recordset(["user_id", "is_portal", "is_internal", "email_state"])
        self.with_context(active_test=True)._send_email()
        return self.action_refresh_modal()

    def action_revoke_access(self):
        """Shut a person out: the user leaves the portal's group and is archived."""
        self.ensure_one()
        if not self.is_portal:
            raise UserError(_('The partner "%s" has no portal access or is internal.',
                              self.partner_id.name))
        self._update_partner_email()
        self.partner_id.sudo().signup_type = None
        user = self.user_id.sudo()
        if user and user._is_portal():
            user.write({"active": False, "group_ids": [
                (3, self.env.ref("base.group_portal").id),
                (4, self.env.ref("base.group_public").id),
            ]})
        self.invalidate_recordset(["user_id", "is_portal", "is_internal", "email_state"])
        return self.action_refresh_modal()

    def action_invite_again(self):
        """Send the invitation once more."""
        self.ensure_one()
        self._assert_user_email_uniqueness()
        if not self.is_portal:
            raise UserError(_(
                'You should first grant the portal access to the partner "%s".',
                self.partner_id.name))
        self._update_partner_email()
        self.with_context(active_test=True)._send_email()
        return self.action_refresh_modal()

    def action_refresh_modal(self):
        """Show the wizard again."""
        return self.wizard_id._action_open_modal()

    # ---- steps
    def _assert_user_email_uniqueness(self):
        self.ensure_one()
        if self.email_state == "ko":
            raise UserError(_('The contact "%s" does not have a valid email.',
                              self.partner_id.name))
        if self.email_state == "exist":
            raise UserError(_('The contact "%s" has the same email as an existing user',
                              self.partner_id.name))

    def _update_partner_email(self):
        """Take over an address that was corrected here."""
        address = email_normalize(self.email)
        if self.email_state == "ok" and \
                email_normalize(self.partner_id.email) != address:
            self.partner_id.write({"email": address})

    def _create_user(self):
        return self.env["res.users"].with_context(
            no_reset_password=True)._create_user_from_template({
                "email": email_normalize(self.email),
                "login": email_normalize(self.email),
                "partner_id": self.partner_id.id,
                "company_id": self.env.company.id,
                "company_ids": [(6, 0, self.env.company.ids)],
            })

    def _send_email(self):
        """Mail the address at which the person sets a password."""
        self.ensure_one()
        template = self.env.ref("auth_signup.portal_set_password_email",
                                raise_if_not_found=False)
        if not template:
            raise UserError(_(
                'The template "Portal: new user" not found for sending email to the '
                "portal user."))
        user = self.user_id.sudo()
        partner = user.partner_id
        partner.signup_prepare()
        template.with_context(
            dbname=self.env.cr.dbname, lang=user.lang,
            welcome_message=self.wizard_id.welcome_message, medium="portalinvite",
        ).send_mail(user.id, force_send=True)
        return True
