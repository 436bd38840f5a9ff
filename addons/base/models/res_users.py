"""Users: their companies, groups and preferences.

How they log in is in `res_users_login.py`.
"""
from __future__ import annotations

import datetime
import zoneinfo

from markupsafe import Markup, escape
from odoo import SUPERUSER_ID, _, api, fields, models, tools
from odoo.exceptions import UserError, ValidationError

SELF_READABLE = (
    "signature", "company_id", "login", "email", "name", "image_1920", "image_1024",
    "image_512", "image_256", "image_128", "lang", "tz", "tz_offset", "group_ids",
    "partner_id", "write_date", "action_id", "avatar_1920", "avatar_1024", "avatar_512",
    "avatar_256", "avatar_128", "share", "device_ids", "api_key_ids", "phone",
    "display_name",
)
SELF_WRITEABLE = (
    "signature", "action_id", "company_id", "email", "name", "image_1920", "lang", "tz",
    "phone", "api_key_ids",
)


class ResUsers(models.Model):
    _name = "res.users"
    _description = "User"
    _inherits = {"res.partner": "partner_id"}
    _order = "name, login"
    _allow_sudo_commands = False

    @property
    def SELF_READABLE_FIELDS(self):
        """The fields users read of themselves, whatever their rights."""
        return list(SELF_READABLE)

    @property
    def SELF_WRITEABLE_FIELDS(self):
        """The fields users write of themselves, whatever their rights."""
        return list(SELF_WRITEABLE)

    def _default_groups(self):
        group = self.env.ref("base.default_user_group", raise_if_not_found=False)
        user_group = self.env.ref("base.group_user", raise_if_not_found=False)
        if not user_group:
            return self.env["res.groups"]
        return (user_group | group.sudo().implied_ids) if group else user_group

    partner_id = fields.Many2one(
        "res.partner",
        required=True,
        ondelete="restrict",
        bypass_search_access=True,
        index=True,
        string="Related Partner",
        help="Partner-related data of the user",
    )
    login = fields.Char(required=True, help="Used to log into the system")
    active = fields.Boolean(default=True)
    active_partner = fields.Boolean(
        related="partner_id.active", readonly=True, string="Partner is Active"
    )
    action_id = fields.Many2one(
        "ir.actions.actions",
        string="Home Action",
        help="If specified, this action will be opened at log on for this user, in "
        "addition to the standard menu.",
    )
    log_ids = fields.One2many("res.users.log", "create_uid", string="User log entries")
    device_ids = fields.One2many("res.device", "user_id", string="User devices")
    api_key_ids = fields.One2many("res.users.apikeys", "user_id", string="API Keys")
    login_date = fields.Datetime(
        related="log_ids.create_date", string="Latest Login", readonly=False
    )
    share = fields.Boolean(
        compute="_compute_share",
        compute_sudo=True,
        string="Share User",
        store=True,
        help="External user with limited access, created only for the purpose of "
        "sharing data.",
    )
    companies_count = fields.Integer(
        compute="_compute_companies_count", string="Number of Companies"
    )
    tz_offset = fields.Char(compute="_compute_tz_offset", string="Timezone offset")
    res_users_settings_ids = fields.One2many("res.users.settings", "user_id")
    res_users_settings_id = fields.Many2one(
        "res.users.settings",
        string="Settings",
        compute="_compute_res_users_settings_id",
        search="_search_res_users_settings_id",
    )
    company_id = fields.Many2one(
        "res.company",
        string="Company",
        required=True,
        default=lambda self: self.env.company.id,
        help="The default company for this user.",
        context={"user_preference": True},
    )
    company_ids = fields.Many2many(
        "res.company",
        "res_company_users_rel",
        "user_id",
        "cid",
        string="Companies",
        default=lambda self: self.env.company.ids,
    )
    # a user's own copy of the partner's fields, so that they can be required or logged
    name = fields.Char(related="partner_id.name", inherited=True, readonly=False)
    email = fields.Char(related="partner_id.email", inherited=True, readonly=False)
    email_domain_placeholder = fields.Char(compute="_compute_email_domain_placeholder")
    signature = fields.Html(
        string="Email Signature",
        compute="_compute_signature",
        readonly=False,
        store=True,
    )
    group_ids = fields.Many2many(
        "res.groups",
        "res_groups_users_rel",
        "uid",
        "gid",
        string="Groups",
        default=lambda self: self._default_groups(),
        help="Groups explicitly assigned to the user",
    )
    all_group_ids = fields.Many2many(
        "res.groups",
        string="Groups and implied groups",
        compute="_compute_all_group_ids",
        compute_sudo=True,
        search="_search_all_group_ids",
    )
    view_group_hierarchy = fields.Json(
        string="Technical field for user group setting",
        store=False,
        copy=False,
        default=lambda self: self.env["res.groups"]._get_view_group_hierarchy(),
    )
    role = fields.Selection(
        [("group_user", "User"), ("group_system", "Administrator")],
        compute="_compute_role",
        readonly=False,
        string="Role",
    )
    accesses_count = fields.Integer(
        "# Access Rights",
        help="Number of access rights that apply to the current user",
        compute="_compute_accesses_count",
        compute_sudo=True,
    )
    rules_count = fields.Integer(
        "# Record Rules",
        help="Number of record rules that apply to the current user",
        compute="_compute_accesses_count",
        compute_sudo=True,
    )
    groups_count = fields.Integer(
        "# Groups",
        help="Number of groups that apply to the current user",
        compute="_compute_accesses_count",
        compute_sudo=True,
    )

    _login_key = models.Constraint(
        "UNIQUE (login)", "You can not have two users with the same login!"
    )

    # ---- computed fields
    @api.depends("name")
    def _compute_signature(self):
        for user in self.filtered(lambda user: user.name and not user.signature):
            user.signature = Markup("<div>%s</div>") % escape(user["name"])

    @api.depends("group_ids.all_implied_ids")
    def _compute_all_group_ids(self):
        for user in self:
            user.all_group_ids = user.group_ids.all_implied_ids

    def _search_all_group_ids(self, operator, value):
        return [("group_ids.all_implied_ids", operator, value)]

    @api.depends("all_group_ids")
    def _compute_share(self):
        group_id = self.env["res.groups"]._get_group_id("base.group_user")
        for user in self:
            user.share = group_id not in user.all_group_ids._ids

    @api.depends("all_group_ids")
    def _compute_role(self):
        for user in self:
            if user.has_group("base.group_system"):
                user.role = "group_system"
            elif user.has_group("base.group_user"):
                user.role = "group_user"
            else:
                user.role = False

    @api.onchange("role")
    def _onchange_role(self):
        system = self.env.ref("base.group_system")
        internal = self.env.ref("base.group_user")
        for user in self:
            if user.role and user.has_group("base.group_user"):
                groups = user.group_ids - (system + internal)
                user.group_ids = groups + (
                    system if user.role == "group_system" else internal
                )

    @api.depends("company_id")
    def _compute_companies_count(self):
        self.companies_count = self.env["res.company"].sudo().search_count([])

    @api.depends("tz")
    def _compute_tz_offset(self):
        now = datetime.datetime.now(datetime.timezone.utc)
        for user in self:
            try:
                zone = zoneinfo.ZoneInfo(user.tz or "GMT")
            except (ValueError, KeyError, OSError):
                zone = datetime.timezone.utc
            user.tz_offset = now.astimezone(zone).strftime("%z")

    @api.depends("all_group_ids")
    def _compute_accesses_count(self):
        for user in self:
            groups = user.all_group_ids
            user.accesses_count = len(groups.model_access)
            user.rules_count = len(groups.rule_groups)
            user.groups_count = len(groups)

    @api.depends("res_users_settings_ids")
    def _compute_res_users_settings_id(self):
        for user in self:
            user.res_users_settings_id = user.res_users_settings_ids[:1]

    @api.model
    def _search_res_users_settings_id(self, operator, operand):
        return [("res_users_settings_ids", operator, operand)]

    @api.depends_context("uid")
    def _compute_email_domain_placeholder(self):
        domain = (self.env.user.email or "").partition("@")[2] or "example.com"
        self.email_domain_placeholder = _("e.g. email@%s", domain)

    # ---- constraints
    @api.constrains("company_id", "company_ids", "active")
    def _check_user_company(self):
        for user in self.filtered("active"):
            if user.company_id not in user.company_ids:
                raise ValidationError(_(
                    "Company %(company_name)s is not in the allowed companies for user "
                    "%(user_name)s (%(company_allowed)s).",
                    company_name=user.company_id.name,
                    user_name=user.name,
                    company_allowed=", ".join(user.mapped("company_ids.name")),
                ))

    @api.constrains("action_id")
    def _check_action_id(self):
        bad = self.env.ref("base.action_open_website", raise_if_not_found=False)
        if bad and any(user.action_id.id == bad.id for user in self):
            raise ValidationError(
                _('The "App Switcher" action cannot be selected as home action.')
            )

    @api.constrains("group_ids")
    def _check_disjoint_groups(self):
        """A user is internal, portal or public, not two of them."""
        types = set(self.env["res.groups"]._get_user_type_ids())
        for user in self.sudo():
            kinds = user.group_ids.all_implied_ids.filtered(lambda g: g.id in types)
            if len(kinds) > 1:
                raise ValidationError(_(
                    "User %(user)s cannot be at the same time in exclusive groups "
                    "%(groups)s.",
                    user=repr(user.name),
                    groups=", ".join(repr(group.display_name) for group in kinds),
                ))

    @api.constrains("group_ids", "active")
    def _check_at_least_one_administrator(self):
        if not self.env.registry.ready:
            return
        group = self.env.ref("base.group_system", raise_if_not_found=False)
        if group and not group.sudo().all_user_ids.filtered("active"):
            raise ValidationError(_("You must have at least an administrator user."))

    @api.onchange("login")
    def on_change_login(self):
        """An address as login is the mail address too."""
        if self.login and tools.mail.single_email_re.match(self.login):
            self.email = self.login

    @api.onchange("parent_id")
    def onchange_parent_id(self):
        """Take over the address of the partner's company."""
        return self.partner_id.onchange_parent_id()

    @api.ondelete(at_uninstall=True)
    def _unlink_except_master_data(self):
        if SUPERUSER_ID in self._ids:
            raise UserError(_(
                "You can not remove the admin user as it is used internally for "
                "resources created by Odoo (updates, module installation, ...)"
            ))
        for xmlid, who in (
            ("base.user_admin", None),
            ("base.template_portal_user_id", _("the portal template user")),
            ("base.public_user", _("the public user")),
        ):
            user = self.env.ref(xmlid, raise_if_not_found=False)
            if user and user in self:
                if who is None:
                    raise UserError(_(
                        "You cannot delete the admin user because it is utilized in "
                        "various places (such as security configurations,...). "
                        "Instead, archive it."
                    ))
                raise UserError(_(
                    "Deleting %(who)s is not allowed: it is used to make other users.",
                    who=who,
                ))
        if self.env.user in self:
            raise UserError(_("You cannot delete the user you are logged in as."))

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    # ---- actions
    def _show_action(self, name, model, domain):
        self.ensure_one()
        return {
            "name": name,
            "view_mode": "list,form",
            "res_model": model,
            "type": "ir.actions.act_window",
            "context": {"create": False, "delete": False},
            "domain": domain,
            "target": "current",
        }

    def _action_show(self):
        """Return the action that opens these users: a form for one, else a list."""
        action = {
            "type": "ir.actions.act_window",
            "res_model": "res.users",
            "context": {"create": False},
        }
        if len(self) == 1:
            form = self.env.ref("base.view_users_form")
            return action | {
                "view_mode": "form", "views": [[form.id, "form"]], "res_id": self.id,
            }
        return action | {"view_mode": "list,form", "domain": [("id", "in", self.ids)]}

    def action_show_groups(self):
        """Return the action that lists the user's groups."""
        return self._show_action(
            _("Groups"), "res.groups", [("id", "in", self.all_group_ids.ids)]
        )

    def action_show_accesses(self):
        """Return the action that lists the access rights of the user's groups."""
        return self._show_action(
            _("Access Rights"), "ir.model.access",
            [("id", "in", self.all_group_ids.model_access.ids)],
        )

    def action_show_rules(self):
        """Return the action that lists the record rules of the user's groups."""
        return self._show_action(
            _("Record Rules"), "ir.rule",
            [("id", "in", self.all_group_ids.rule_groups.ids)],
        )

    @api.model
    def action_get(self):
        """Return the action that opens the user's preferences."""
        action = self.env.ref("base.action_res_users_my", raise_if_not_found=False)
        if action:
            return action.sudo()._get_action_dict()
        return {
            "type": "ir.actions.act_window",
            "name": _("Change My Preferences"),
            "res_model": "res.users",
            "view_mode": "form",
            "target": "new",
            "res_id": self.env.uid,
        }

    def preference_save(self):
        """Return the action that reloads the client in the user's settings."""
        return {"type": "ir.actions.client", "tag": "reload_context"}
