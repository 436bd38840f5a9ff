"""Groups of users: what they imply, who is in them."""
from __future__ import annotations

from odoo import Command, _, api, fields, models, tools
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

USER_TYPES = ("base.group_user", "base.group_portal", "base.group_public")
# fields whose change makes the cached graph of groups stale
GRAPH_FIELDS = {"implied_ids", "implied_by_ids"}


def reach(start, edges):
    """Return the ids reached from `start` along `edges`, start included."""
    found = set()
    todo = list(start)
    while todo:
        id_ = todo.pop()
        if id_ not in found:
            found.add(id_)
            todo.extend(edges.get(id_, ()))
    return found


class ResGroups(models.Model):
    _name = "res.groups"
    _description = "Access Groups"
    _rec_name = "full_name"
    _allow_sudo_commands = False
    _order = "privilege_id, sequence, name, id"

    name = fields.Char(required=True, translate=True)
    user_ids = fields.Many2many("res.users", "res_groups_users_rel", "gid", "uid")
    all_user_ids = fields.Many2many(
        "res.users",
        string="Users and implied users",
        compute="_compute_all_user_ids",
        search="_search_all_user_ids",
        inverse="_inverse_all_user_ids",
    )
    all_users_count = fields.Integer("# Users", compute="_compute_all_users_count")
    model_access = fields.One2many(
        "ir.model.access", "group_id", string="Access Controls", copy=True
    )
    rule_groups = fields.Many2many(
        "ir.rule",
        "rule_group_rel",
        "group_id",
        "rule_group_id",
        string="Rules",
        domain="[('global', '=', False)]",
    )
    menu_access = fields.Many2many(
        "ir.ui.menu", "ir_ui_menu_group_rel", "gid", "menu_id", string="Access Menu"
    )
    view_access = fields.Many2many(
        "ir.ui.view", "ir_ui_view_group_rel", "group_id", "view_id", string="Views"
    )
    comment = fields.Text(translate=True)
    full_name = fields.Char(
        compute="_compute_full_name", string="Group Name", search="_search_full_name"
    )
    share = fields.Boolean(
        string="Share Group",
        help="Group created to set access rights for sharing data with some users.",
    )
    api_key_duration = fields.Float(
        string="API Keys maximum duration days",
        help="Determines the maximum duration of an api key created by a user "
        "belonging to this group.",
    )
    sequence = fields.Integer(string="Sequence")
    privilege_id = fields.Many2one(
        "res.groups.privilege", string="Privilege", index=True
    )
    view_group_hierarchy = fields.Json(
        string="Technical field for default group setting",
        compute="_compute_view_group_hierarchy",
    )
    implied_ids = fields.Many2many(
        "res.groups",
        "res_groups_implied_rel",
        "gid",
        "hid",
        string="Implied Groups",
        help="Users of this group are also implicitly part of those groups",
    )
    all_implied_ids = fields.Many2many(
        "res.groups",
        string="Transitively Implied Groups",
        compute="_compute_all_implied_ids",
        recursive=True,
        search="_search_all_implied_ids",
    )
    implied_by_ids = fields.Many2many(
        "res.groups",
        "res_groups_implied_rel",
        "hid",
        "gid",
        string="Implying Groups",
        help="Users in those groups are implicitly part of this group.",
    )
    all_implied_by_ids = fields.Many2many(
        "res.groups",
        string="Transitively Implying Groups",
        compute="_compute_all_implied_by_ids",
        recursive=True,
        search="_search_all_implied_by_ids",
    )
    disjoint_ids = fields.Many2many(
        "res.groups",
        string="Disjoint Groups",
        help="A user may not belong to this group and one of those.",
        compute="_compute_disjoint_ids",
    )

    _check_api_key_duration = models.Constraint(
        "CHECK(api_key_duration >= 0)",
        "The api key duration cannot be a negative value.",
    )

    # ---- the graph of implications
    @tools.ormcache(cache="groups")
    def _get_implied_graph(self):
        """Return {group id: ids it implies directly}."""
        self.env["res.groups"].flush_model(["implied_ids"])
        self.env.cr.execute("SELECT gid, hid FROM res_groups_implied_rel")
        graph = {}
        for gid, hid in self.env.cr.fetchall():
            graph.setdefault(gid, []).append(hid)
        return graph

    @tools.ormcache(cache="groups")
    def _get_implying_graph(self):
        """Return {group id: ids that imply it directly}."""
        graph = {}
        for gid, implied in self._get_implied_graph().items():
            for hid in implied:
                graph.setdefault(hid, []).append(gid)
        return graph

    @tools.ormcache(cache="groups")
    def _get_id_by_xmlid(self):
        """Return {external id: group id}."""
        self.env["ir.model.data"].flush_model()
        self.env.cr.execute(
            "SELECT module || '.' || name, res_id FROM ir_model_data"
            " WHERE model = 'res.groups'"
        )
        return dict(self.env.cr.fetchall())

    @api.model
    def _get_group_id(self, xmlid):
        """Return the id of the group of an external id, or None."""
        return self._get_id_by_xmlid().get(xmlid)

    def _get_all_implied_ids(self):
        return reach(self._ids, self._get_implied_graph())

    def _get_user_type_ids(self):
        """Return the ids of the groups of which a user has exactly one."""
        by_xmlid = self._get_id_by_xmlid()
        return [by_xmlid[xmlid] for xmlid in USER_TYPES if xmlid in by_xmlid]

    def _clear_group_caches(self):
        self.env.registry.clear_cache("groups", "default")

    @api.depends("implied_ids.all_implied_ids")
    def _compute_all_implied_ids(self):
        """A group's implied groups contain the group itself."""
        for group in self:
            if isinstance(group.id, int):
                group.all_implied_ids = self.browse(sorted(group._get_all_implied_ids()))
            else:
                group.all_implied_ids = group | group.implied_ids.all_implied_ids

    def _search_all_implied_ids(self, operator, value):
        return self._search_along(operator, value, self._get_implying_graph)

    @api.depends("implied_by_ids.all_implied_by_ids")
    def _compute_all_implied_by_ids(self):
        for group in self:
            if isinstance(group.id, int):
                found = reach(group._ids, self._get_implying_graph())
                group.all_implied_by_ids = self.browse(sorted(found))
            else:
                group.all_implied_by_ids = group | group.implied_by_ids.all_implied_by_ids

    def _search_all_implied_by_ids(self, operator, value):
        return self._search_along(operator, value, self._get_implied_graph)

    def _search_along(self, operator, value, graph):
        if operator not in ("in", "any"):
            return NotImplemented
        if operator == "any":
            ids = self._search(value)
        else:
            ids = [id_ for id_ in value if id_]
        return [("id", "in", sorted(reach(ids, graph())))]

    @api.depends("implied_ids", "implied_by_ids")
    def _compute_disjoint_ids(self):
        types = self._get_user_type_ids()
        implying = self._get_implying_graph()
        for group in self:
            own = group._origin._get_all_implied_ids()
            if not own.intersection(types):
                group.disjoint_ids = False
                continue
            others = [id_ for id_ in types if id_ not in own]
            group.disjoint_ids = self.browse(sorted(reach(others, implying)))

    # ---- users
    @api.depends("all_implied_by_ids.user_ids")
    def _compute_all_user_ids(self):
        for group in self.with_context(active_test=False):
            group.all_user_ids = group.all_implied_by_ids.user_ids

    def _search_all_user_ids(self, operator, value):
        return [("all_implied_by_ids.user_ids", operator, value)]

    def _inverse_all_user_ids(self):
        for group in self:
            added = group.all_user_ids - group.all_implied_by_ids.user_ids
            removed = group.all_implied_by_ids.user_ids - group.all_user_ids
            if removed - group.user_ids:
                raise UserError(_(
                    "It is not possible to remove implied groups from a user; remove "
                    "the implying group."
                ))
            group.user_ids = group.user_ids - removed | added

    @api.depends("all_user_ids")
    def _compute_all_users_count(self):
        for group in self:
            group.all_users_count = len(group.all_user_ids)

    @api.constrains("implied_ids", "implied_by_ids", "user_ids")
    def _check_disjoint_groups(self):
        self._clear_group_caches()
        affected = self.all_implied_by_ids | self
        affected.sudo().with_context(active_test=False).user_ids._check_disjoint_groups()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_settings_group(self):
        """Groups that a field of the settings gives out stay."""
        settings = self.env["res.config.settings"]
        classified = settings._get_classified_fields()["group"]
        for group in self:
            for _name, (_groups, implied) in classified.items():
                if implied == group:
                    raise ValidationError(
                        _("You cannot delete a group linked with a settings field.")
                    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_user_types(self):
        if set(self._ids).intersection(self._get_user_type_ids()):
            raise UserError(_("You cannot delete a group that gives a user its type."))

    # ---- names
    @api.depends("privilege_id.name", "name")
    @api.depends_context("short_display_name")
    def _compute_full_name(self):
        short = self.env.context.get("short_display_name")
        for group, sudo_group in zip(self, self.sudo(), strict=True):
            privilege = sudo_group.privilege_id.name
            if privilege and not short:
                group.full_name = f"{privilege} / {sudo_group.name}"
            else:
                group.full_name = sudo_group.name

    def _search_full_name(self, operator, operand):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        if operator == "in":
            return Domain.OR(
                self._search_full_name("=", name) for name in operand
            )
        if not isinstance(operand, str):
            return Domain("name", operator, operand)
        domain = Domain("name", operator, operand) | Domain(
            "privilege_id.name", operator, operand
        )
        if "/" in operand:
            privilege, name = (part.strip() for part in operand.split("/", 1))
            domain |= Domain("privilege_id.name", operator, privilege) & Domain(
                "name", operator, name
            )
        return domain

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        if default and "name" in default:
            return vals_list
        return [
            {**vals, "name": _("%s (copy)", group.name)}
            for group, vals in zip(self, vals_list, strict=True)
        ]

    @api.model_create_multi
    def create(self, vals_list):
        groups = super().create(vals_list)
        self._clear_group_caches()
        return groups

    def write(self, vals):
        if vals.get("name", "").startswith("-"):
            raise UserError(_("The name of the group can not start with \"-\""))
        if GRAPH_FIELDS & set(vals):
            self._clear_group_caches()
        res = super().write(vals)
        if GRAPH_FIELDS & set(vals):
            self.env.flush_all()
            self._clear_group_caches()
            self.env.invalidate_all()
            self._recompute_share()
        return res

    def _recompute_share(self):
        users = self.sudo().with_context(active_test=False).all_user_ids
        self.env.add_to_compute(users._fields["share"], users)

    def unlink(self):
        res = super().unlink()
        self._clear_group_caches()
        return res

    # ---- for forms
    def _compute_view_group_hierarchy(self):
        self.view_group_hierarchy = self._get_view_group_hierarchy()

    @api.model
    @tools.ormcache("self.env.lang", cache="groups")
    def _get_view_group_hierarchy(self):
        """Return groups, privileges and categories as the user's form shows them."""
        groups = self.sudo().with_context(active_test=False).search([])
        privileges = groups.privilege_id
        categories = privileges.category_id
        return {
            "groups": {
                group.id: {
                    "id": group.id,
                    "name": group.name,
                    "comment": group.comment,
                    "privilege_id": group.privilege_id.id,
                    "disjoint_ids": group.disjoint_ids.ids,
                    "implied_ids": group.implied_ids.ids,
                    "all_implied_ids": group.all_implied_ids.ids,
                    "all_implied_by_ids": group.all_implied_by_ids.ids,
                }
                for group in groups
            },
            "privileges": {
                privilege.id: {
                    "id": privilege.id,
                    "name": privilege.name,
                    "category_id": privilege.category_id.id,
                    "description": privilege.description,
                    "placeholder": privilege.placeholder,
                    "group_ids": privilege.group_ids.ids,
                }
                for privilege in privileges
            },
            "categories": [
                {
                    "id": category.id,
                    "name": category.name,
                    "privilege_ids": [
                        p.id for p in privileges if p.category_id == category
                    ],
                }
                for category in categories
            ],
        }

    def action_show_all_users(self):
        """Return the action that lists the users of the group, implied ones too."""
        self.ensure_one()
        return {
            "name": _("Users and implied users"),
            "view_mode": "list,form",
            "res_model": "res.users",
            "type": "ir.actions.act_window",
            "context": {"create": False, "delete": False, "form_view_ref": "base.view_users_form"},
            "domain": [("all_group_ids", "in", self.ids)],
            "target": "current",
        }

    # ---- what settings do
    def _apply_group(self, implied_group):
        """Make the groups imply another one."""
        groups = self.filtered(lambda g: implied_group not in g.all_implied_ids)
        groups.write({"implied_ids": [Command.link(implied_group.id)]})

    def _remove_group(self, implied_group):
        """Take an implication away again, and the users it reached."""
        groups = self.all_implied_ids.filtered(lambda g: implied_group in g.implied_ids)
        if groups:
            groups.write({"implied_ids": [Command.unlink(implied_group.id)]})

    @api.model
    def get_application_groups(self, domain):
        """Return the groups of a domain that forms of users show."""
        return self.search([*domain, ("share", "=", False)])
