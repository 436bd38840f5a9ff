"""What users may see: of themselves, of companies, by their groups."""
from __future__ import annotations

from odoo import SUPERUSER_ID, _, api, models, tools
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.http import request

# values that the cached context and companies of users depend on
CONTEXT_FIELDS = {"lang", "tz"}
COMPANY_FIELDS = {"company_id", "company_ids"}


class ResUsers(models.Model):
    _inherit = "res.users"

    # ---- access to oneself
    def _is_self_access(self, names, allowed):
        """Tell whether users use their own record within what is theirs."""
        return self == self.env.user and not self.env.su and names <= set(allowed)

    def read(self, fields=None, load="_classic_read"):
        """Read; users read some fields of themselves without any right."""
        names = set(fields or ())
        if names and self._is_self_access(names, {"id", *self.SELF_READABLE_FIELDS}):
            return super(ResUsers, self.sudo()).read(fields, load)
        return super().read(fields, load)

    def _has_field_access(self, field, operation):
        """Fields readable of oneself are readable of others by who reads users."""
        if operation == "read" and self._origin == self.env.user \
                and field.name in self.SELF_READABLE_FIELDS:
            return True
        return super()._has_field_access(field, operation)

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        settings = [
            {"user_id": user.id}
            for user in users
            if user._is_internal() and not user.sudo().res_users_settings_ids
        ]
        if settings:
            self.env["res.users.settings"].sudo().create(settings)
        for user in users.sudo():
            partner = user.partner_id
            # the partner belongs to the user's company if it belongs to one at all
            if partner.company_id and partner.company_id != user.company_id:
                partner.company_id = user.company_id
            if partner.active != user.active:
                partner.active = user.active
        return users

    def write(self, vals):
        if vals.get("active") and SUPERUSER_ID in self._ids:
            raise UserError(_("You cannot activate the superuser."))
        if vals.get("active") is False and self.env.user in self.filtered("active"):
            raise UserError(
                _("You cannot deactivate the user you're currently logged in as.")
            )
        if vals.get("active"):
            self.sudo().partner_id.filtered(lambda p: not p.active).active = True
        user = self
        if self._is_self_access(set(vals), self.SELF_WRITEABLE_FIELDS) and (
            "company_id" not in vals
            or vals["company_id"] in self.env.user.company_ids.ids
        ):
            user = self.sudo()
        res = super(ResUsers, user).write(vals)
        if "company_id" in vals:
            for one in user.sudo():
                partner = one.partner_id
                if partner.company_id and partner.company_id != one.company_id:
                    partner.company_id = one.company_id
        if COMPANY_FIELDS & set(vals):
            for env in self.env.transaction.envs:
                env.forget()        # which company it works for
        if "group_ids" in vals and self._ids:
            self.env.invalidate_all()
            self.env.registry.clear_cache("groups", "default")
        elif (CONTEXT_FIELDS | COMPANY_FIELDS | {"active"}) & set(vals):
            self.env.registry.clear_cache("default")
        return res

    def copy_data(self, default=None):
        """A copy has another name and login, unless the caller gives them."""
        default = dict(default or {})
        vals_list = super().copy_data(default)
        for user, vals in zip(self, vals_list, strict=True):
            if "name" not in default and "partner_id" not in default:
                vals["name"] = _("%s (copy)", user.name)
            if "login" not in default:
                vals["login"] = _("%s (copy)", user.login)
        return vals_list

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Describe the fields; those that users write of themselves are writeable."""
        res = super().fields_get(allfields, attributes)
        for name in self.SELF_WRITEABLE_FIELDS:
            if name in res and "readonly" in res[name] and (
                self._fields[name].related or self._fields[name].compute
            ):
                res[name]["readonly"] = False
        return res

    @api.model
    def _search_display_name(self, operator, value):
        """Find users by name or, exactly first, by login."""
        domain = super()._search_display_name(operator, value)
        if operator in ("in", "ilike") and value:
            names = value if operator == "in" else [value]
            exact = self.with_context(active_test=False).search_fetch(
                [("login", "in", [n for n in names if isinstance(n, str)])], ["login"]
            ) if self.env.context.get("import_login", True) else self.browse()
            if operator == "in":
                return Domain("id", "in", exact.ids) if exact else domain
            return Domain(domain) | Domain("login", "in", [value])
        return domain

    # ---- what the environment asks
    @api.model
    @tools.ormcache("self.env.uid")
    def _cached_context(self):
        values = self.env.user.read(["lang", "tz"], load=False)[0]
        values.pop("id")
        active = {code for code, _name in self.env["res.lang"].get_installed()}
        if values["lang"] not in active:
            values["lang"] = "en_US" if "en_US" in active else next(iter(active), False)
        return tools.frozendict(
            {key: val for key, val in values.items() if val}
            | {"uid": self.env.uid, **({} if values["tz"] else {"tz": False})}
        )

    @api.model
    def context_get(self):
        """Return the context that the user's client works in: lang, tz and uid."""
        return dict(self._cached_context())

    @tools.ormcache("self.id")
    def _cached_company_ids(self):
        companies = self.env["res.company"].sudo().with_context(active_test=True)
        return tuple(
            companies.search([("user_ids", "in", self.id)])._ids
        )

    def _get_company_ids(self):
        """Return the ids of the active companies the user may work in."""
        self.ensure_one()
        if self.env.transaction.has_pending():
            return tuple(self.sudo().company_ids.filtered("active")._ids)
        return self._cached_company_ids()

    @api.model
    def get_company_currency_id(self):
        """Return the id of the current company's currency."""
        return self.env.company.currency_id.id

    def _is_internal(self):
        self.ensure_one()
        return self.sudo()._has_group("base.group_user")

    def _is_portal(self):
        self.ensure_one()
        return self._has_group("base.group_portal")

    def _is_public(self):
        self.ensure_one()
        return self._has_group("base.group_public")

    def _is_system(self):
        self.ensure_one()
        return self._has_group("base.group_system")

    def _is_admin(self):
        self.ensure_one()
        return self._is_superuser() or self._has_group("base.group_erp_manager")

    def _is_superuser(self):
        self.ensure_one()
        return self.id == SUPERUSER_ID

    # ---- groups
    def _get_group_ids(self):
        """Return the ids of the groups the user is in, implied ones too."""
        self.ensure_one()
        if isinstance(self.id, int) and not self.env.transaction.has_pending():
            return self._cached_group_ids()
        return frozenset(self.sudo().all_group_ids._ids)

    @tools.ormcache("self.id", cache="groups")
    def _cached_group_ids(self):
        return frozenset(self.sudo().all_group_ids._ids)

    def _has_group(self, group_ext_id):
        if not self.id:
            return False
        group_id = self.env["res.groups"]._get_group_id(group_ext_id)
        return group_id is not None and group_id in self._get_group_ids()

    def has_group(self, group_ext_id):
        """Tell whether the user is in the group of an external id.

        Technical features are for sessions in debug mode; AccessError for portal users
        who ask about others.
        """
        self.ensure_one()
        if not (
            self.env.su
            or self == self.env.user
            or self.env.user._has_group("base.group_user")
        ):
            raise AccessError(_("You can ony call user.has_group() with your current user."))
        if group_ext_id == "base.group_no_one":
            debug = bool(request) and bool(request.session.debug)
            return debug and self._has_group(group_ext_id)
        return self._has_group(group_ext_id)

    def has_groups(self, group_spec):
        """Tell whether the user fits a specification like "a.b,!c.d"."""
        if group_spec == ".":
            return False
        positives, negatives = [], []
        for name in group_spec.split(","):
            name = name.strip()
            (negatives if name.startswith("!") else positives).append(name.lstrip("!"))
        if any(self.has_group(name) for name in negatives):
            return False
        return not positives or any(self.has_group(name) for name in positives)
