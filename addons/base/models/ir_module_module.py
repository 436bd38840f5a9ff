"""Modules: what is installed, what could be."""

from __future__ import annotations

from odoo import _, api, fields, models, modules, tools
from odoo.exceptions import AccessDenied, UserError, ValidationError
from odoo.tools import SQL

_BLOCKING = ("to install", "to upgrade", "to remove")
# Modules without which a database is nothing.
_KEPT = ("base", "web")
OURS = "odoolite"       # the author in the manifests of our own addons


def _stands_for_odoos(name, terp):
    """Tell whether an addon of ours has the place of one of Odoo's.

    Clients then read of it what they read there (scenario wire_modules).
    """
    return terp.get("author") == OURS and modules.is_builtin(name)


class IrModuleModule(models.Model):
    _name = "ir.module.module"
    _description = "Module"
    _rec_name = "shortdesc"
    _rec_names_search = ["name", "shortdesc", "summary"]
    _order = "application desc,sequence,name"
    _allow_sudo_commands = False

    application = fields.Boolean(readonly=True)
    author = fields.Char(readonly=True)
    auto_install = fields.Boolean(string="Automatic Installation")
    category_id = fields.Many2one("ir.module.category", readonly=True, index=True)
    contributors = fields.Text(readonly=True)
    country_ids = fields.Many2many(
        "res.country",
        relation="module_country",
        column1="module_id",
        column2="country_id",
    )
    demo = fields.Boolean(string="Demo Data", readonly=True, default=False)
    dependencies_id = fields.One2many(
        "ir.module.module.dependency",
        "module_id",
        readonly=True,
    )
    description = fields.Text(readonly=True, translate=True)
    description_html = fields.Html(
        string="Description HTML",
        compute="_compute_description_html",
    )
    exclusion_ids = fields.One2many(
        "ir.module.module.exclusion",
        "module_id",
        string="Exclusions",
        readonly=True,
    )
    has_iap = fields.Boolean(compute="_compute_has_iap")
    icon = fields.Char(string="Icon URL")
    icon_flag = fields.Char(string="Flag", compute="_compute_icon_flag")
    icon_image = fields.Binary(string="Icon", compute="_compute_icon_image")
    installed_version = fields.Char(
        string="Latest Version",
        compute="_compute_installed_version",
    )
    latest_version = fields.Char(string="Installed Version", readonly=True)
    license = fields.Selection(
        [
            ("GPL-2", "GPL Version 2"),
            ("GPL-2 or any later version", "GPL-2 or later version"),
            ("GPL-3", "GPL Version 3"),
            ("GPL-3 or any later version", "GPL-3 or later version"),
            ("AGPL-3", "Affero GPL-3"),
            ("LGPL-3", "LGPL Version 3"),
            ("Other OSI approved licence", "Other OSI Approved License"),
            ("OEEL-1", "Odoo Enterprise Edition License v1.0"),
            ("OPL-1", "Odoo Proprietary License v1.0"),
            ("Other proprietary", "Other Proprietary"),
        ],
        readonly=True,
        default="LGPL-3",
    )
    maintainer = fields.Char(readonly=True)
    menus_by_module = fields.Text(
        string="Menus",
        compute="_compute_menus_by_module",
        store=True,
    )
    name = fields.Char(string="Technical Name", readonly=True, required=True)
    published_version = fields.Char(readonly=True)
    reports_by_module = fields.Text(
        string="Reports",
        compute="_compute_reports_by_module",
        store=True,
    )
    sequence = fields.Integer(default=100)
    shortdesc = fields.Char(string="Module Name", readonly=True, translate=True)
    state = fields.Selection(
        [
            ("uninstallable", "Uninstallable"),
            ("uninstalled", "Not Installed"),
            ("installed", "Installed"),
            ("to upgrade", "To be upgraded"),
            ("to remove", "To be removed"),
            ("to install", "To be installed"),
        ],
        string="Status",
        readonly=True,
        index=True,
        copy=False,
        default="uninstallable",
    )
    summary = fields.Char(readonly=True, translate=True)
    to_buy = fields.Boolean(string="Odoo Enterprise Module", default=False)
    url = fields.Char(string="URL", readonly=True)
    views_by_module = fields.Text(
        string="Views",
        compute="_compute_views_by_module",
        store=True,
    )
    website = fields.Char(readonly=True)

    _name_uniq = models.Constraint(
        "UNIQUE (name)", "The name of the module must be unique!"
    )

    # ---- look-ups
    @tools.ormcache(cache="stable")
    def _installed(self):
        """Return the ids of the installed modules by name."""
        rows = self.env.execute_query(
            SQL(
                "SELECT name, id FROM ir_module_module "
                "WHERE state IN ('installed', 'to upgrade', 'to remove')"
            )
        )
        return dict(rows)

    def _get(self, name):
        """Return the (sudoed) record of a module, or no record."""
        model_id = self._get_id(name) if name else False
        return self.browse(model_id).sudo()

    @tools.ormcache("name", cache="stable")
    def _get_id(self, name):
        rows = self.env.execute_query(
            SQL("SELECT id FROM ir_module_module WHERE name = %s", name)
        )
        return rows[0][0] if rows else False

    @classmethod
    def get_module_info(cls, name):
        """Return the manifest of a module as a dict; empty when there is none."""
        return modules.read_manifest(name)

    # ---- computed
    @api.depends("name")
    def _compute_installed_version(self):
        for module in self:
            info = self.get_module_info(module.name)
            module.installed_version = info.get("version") or False

    @api.depends("name", "description")
    def _compute_description_html(self):
        for module in self:
            text = tools.html_escape(module.description or "")
            module.description_html = f"<pre>{text}</pre>" if text else False

    @api.depends("icon")
    def _compute_icon_image(self):
        self.icon_image = False

    @api.depends("icon")
    def _compute_icon_flag(self):
        self.icon_flag = ""

    @api.depends("name")
    def _compute_has_iap(self):
        for module in self:
            module.has_iap = bool(
                module.id
                and "iap"
                in module.upstream_dependencies(exclude_states=("",)).mapped("name")
            )

    @api.depends("name", "state")
    def _compute_views_by_module(self):
        self._list_records("ir.ui.view", "views_by_module")

    @api.depends("name", "state")
    def _compute_menus_by_module(self):
        self._list_records("ir.ui.menu", "menus_by_module")

    @api.depends("name", "state")
    def _compute_reports_by_module(self):
        self._list_records("ir.actions.report", "reports_by_module")

    def _list_records(self, model_name, field_name):
        for module in self:
            names = []
            if module.state in ("installed", "to upgrade", "to remove"):
                data = (
                    self.env["ir.model.data"]
                    .sudo()
                    .search(
                        [
                            ("module", "=", module.name),
                            ("model", "=", model_name),
                        ]
                    )
                )
                records = self.env[model_name].browse(data.mapped("res_id")).exists()
                names = sorted(record.display_name or "" for record in records)
            module[field_name] = "\n".join(names)

    # ---- dependencies
    def upstream_dependencies(
        self,
        known_deps=None,
        exclude_states=("installed", "uninstallable", "to remove"),
    ):
        """Return the modules that these need, directly or not."""
        return self._walk(
            known_deps,
            exclude_states,
            lambda module: self.search(
                [
                    ("name", "in", module.dependencies_id.mapped("name")),
                ]
            ),
        )

    def downstream_dependencies(
        self,
        known_deps=None,
        exclude_states=("uninstalled", "uninstallable", "to remove"),
    ):
        """Return the modules that need these, directly or not."""
        return self._walk(
            known_deps,
            exclude_states,
            lambda module: self.search(
                [
                    ("dependencies_id.name", "=", module.name),
                ]
            ),
        )

    def _walk(self, known, exclude_states, step):
        found = known or self.browse()
        todo = list(self)
        while todo:
            for other in step(todo.pop()):
                if other.state not in exclude_states and other not in found | self:
                    found |= other
                    todo.append(other)
        return found

    def check_external_dependencies(self, module_name, newstate="to install"):
        """Raise UserError when a Python package or a program is missing."""
        modules.check_external_dependencies(module_name)

    # ---- changes by users
    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env["ir.model.data"]._update_xmlids(
            [
                {
                    "xml_id": f"base.module_{module.name}",
                    "record": module,
                    "noupdate": True,
                }
                for module in records
            ]
        )
        self.env.registry.clear_cache("stable")
        return records

    def write(self, vals):
        self.env.registry.clear_cache("stable")
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache("stable")
        return super().unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_installed(self):
        for module in self:
            if module.state in ("installed", "to upgrade", "to remove", "to install"):
                raise UserError(
                    _(
                        "You are trying to remove a module that is installed or "
                        "will be "
                        "installed."
                    )
                )

    # ---- buttons
    def _require_system(self):
        if not self.env.is_system():
            raise AccessDenied

    def button_install(self):
        """Mark the modules, what they need and what comes by itself to be installed."""
        self._require_system()
        wanted = self.filtered(lambda m: m.state == "uninstalled")
        wanted._check_dependency_cycles()
        wanted |= wanted.upstream_dependencies()
        for module in wanted:
            missing = module.dependencies_id.filtered(lambda d: d.state == "unknown")
            if missing:
                raise UserError(
                    _(
                        'You try to install module "%(module)s" that depends on module '
                        '"%(dependency)s".\nBut the latter module is not available '
                        "in your system.",
                        module=module.name,
                        dependency=missing[0].name,
                    )
                )
        while True:
            wanted.filtered(lambda m: m.state == "uninstalled").write(
                {"state": "to install"}
            )
            more = self._get_auto_installed() - wanted
            if not more:
                break
            wanted |= more | more.upstream_dependencies()
        for module in wanted:
            self.check_external_dependencies(module.name)
        wanted._check_exclusions()
        return {
            "type": "ir.actions.act_window",
            "res_model": "base.module.upgrade",
            "view_mode": "form",
            "target": "new",
            "name": _("Install"),
        }

    def _check_dependency_cycles(self):
        """Raise ValidationError when modules depend on each other."""
        needs = {}
        todo = list(self.mapped("name"))
        while todo:
            name = todo.pop()
            if name not in needs:
                lines = self._get(name).dependencies_id
                needs[name] = set(lines.mapped("name"))
                todo.extend(needs[name])
        while needs:
            free = [name for name, others in needs.items() if not others & set(needs)]
            if not free:
                raise ValidationError(_("Recursion error in modules dependencies!"))
            for name in free:
                del needs[name]

    def _check_exclusions(self):
        """Raise UserError when modules exclude each other."""
        states = ("installed", "to install", "to upgrade")
        for module in self.search([("state", "in", states)]):
            for exclusion in module.exclusion_ids:
                other = exclusion.exclusion_id
                if other.state in states:
                    raise UserError(
                        _(
                            'Modules "%(module)s" and "%(incompatible_module)s" are '
                            "incompatible.",
                            module=module.shortdesc,
                            incompatible_module=other.shortdesc,
                        )
                    )

    def _get_auto_installed(self):
        """Return the modules that install themselves once what they need is there.

        Those known by declaration alone come when they are asked for.
        """
        ready = {"installed", "to install", "to upgrade"}
        return self.search(
            [
                ("auto_install", "=", True),
                ("state", "=", "uninstalled"),
            ]
        ).filtered(
            lambda module: (
                modules.get_module_path(module.name, False)
                and all(
                    dependency.state in ready
                    for dependency in module.dependencies_id
                    if dependency.auto_install_required
                )
                and all(d.state != "unknown" for d in module.dependencies_id)
            )
        )

    def button_uninstall(self):
        """Mark the modules and what needs them to be removed."""
        self._require_system()
        kept = set(_KEPT) & set(self.mapped("name"))
        if kept:
            raise UserError(
                _("Those modules cannot be uninstalled: %s", ", ".join(sorted(kept)))
            )
        if any(m.state not in ("installed", "to upgrade") for m in self):
            raise UserError(
                _(
                    "One or more of the selected modules have already been "
                    "uninstalled, if you believe this to be an error, you may try "
                    "again later or contact support."
                )
            )
        (self | self.downstream_dependencies()).write({"state": "to remove"})
        return dict(_CLOSE)

    def button_uninstall_wizard(self):
        """Open the wizard that shows what an uninstallation takes along."""
        return {
            "type": "ir.actions.act_window",
            "target": "new",
            "name": _("Uninstall module"),
            "view_mode": "form",
            "res_model": "base.module.uninstall",
            "context": {"default_module_ids": self.ids},
        }

    def button_upgrade(self):
        """Mark the modules and what needs them to be upgraded."""
        self._require_system()
        self.update_list()
        todo = self | self.downstream_dependencies()
        for module in todo:
            if module.state not in ("installed", "to upgrade"):
                raise UserError(
                    _("Cannot upgrade module “%s”. It is not installed.", module.name)
                )
        todo.write({"state": "to upgrade"})
        return dict(_CLOSE)

    @api.model
    def button_reset_state(self):
        """Take back what is marked."""
        self._require_system()
        self.search([("state", "=", "to install")]).state = "uninstalled"
        self.search([("state", "in", ("to upgrade", "to remove"))]).state = "installed"
        return True

    def button_immediate_install(self):
        """Install the modules now."""
        return self._operate_now("button_install")

    def button_immediate_uninstall(self):
        """Uninstall the modules now."""
        return self._operate_now("button_uninstall")

    def button_immediate_upgrade(self):
        """Upgrade the modules now."""
        return self._operate_now("button_upgrade")

    def _operate_now(self, mark):
        self._require_system()
        if self.search_count([("state", "in", _BLOCKING)], limit=1):
            raise UserError(
                _(
                    "Odoo is currently processing another module operation.\n"
                    "Please try again later or contact your system administrator."
                )
            )
        getattr(self, mark)()
        env = self._process_marked()
        action = env["ir.module.module"].next() or {}
        if action.get("type") != "ir.actions.act_window_close":
            return action
        return {"type": "ir.actions.client", "tag": "reload"}

    def _process_marked(self):
        """Install, upgrade and remove what is marked; return an environment of after."""
        self._require_system()
        return modules.process_marked_modules(self.env)

    def next(self):
        """Return the next configuration wizard, or the client's start page."""
        todo = self.env["ir.actions.todo"].search([("state", "=", "open")], limit=1)
        if todo:
            return todo.action_launch()
        return {"type": "ir.actions.act_url", "target": "self", "url": "/odoo"}

    # ---- the list
    @staticmethod
    def get_values_from_terp(terp):
        """Return the values of a module record that a manifest gives."""
        return {
            "description": terp.get("description", ""),
            "shortdesc": terp.get("name", ""),
            "author": terp.get("author", "Unknown"),
            "maintainer": terp.get("maintainer", False),
            "contributors": ", ".join(terp.get("contributors", [])) or False,
            "website": terp.get("website", ""),
            "license": terp.get("license", "LGPL-3"),
            "sequence": terp.get("sequence", 100),
            "application": terp.get("application", False),
            "auto_install": terp.get("auto_install", False) is not False,
            "icon": terp.get("icon") or "/base/static/description/icon.png",
            "summary": terp.get("summary", ""),
            "url": terp.get("url") or terp.get("live_test_url", ""),
            "to_buy": False,
        }

    def _update_translations(self, filter_lang=None, overwrite=False):
        """Load the PO files of the modules for the active languages (or the given)."""
        wanted = [filter_lang] if isinstance(filter_lang, str) else filter_lang
        if wanted is None:
            wanted = self.env.registry.active_langs(self.env.cr)
        langs = sorted(set(wanted) - {"en_US"})
        for module in self if langs else ():
            for lang in langs:
                modules.load_translations(self.env, module.name, lang, overwrite)

    @api.model
    def update_list(self):
        """Bring the list in line with the addons path: (updated, added)."""
        self._require_system()
        self = self.sudo()
        updated, new = 0, {}
        known = {
            module.name: module for module in self.with_context(lang=None).search([])
        }
        for name in [*modules.get_modules(), *modules.get_declared_modules()]:
            terp = self.get_module_info(name)
            if not terp:
                continue
            if _stands_for_odoos(name, terp):
                terp = {**terp, "author": "Odoo S.A.", "license": "LGPL-3"}
            values = self.get_values_from_terp(terp)
            module = known.get(name)
            if module is None:
                new[name] = terp
                continue
            changed = {
                key: value
                for key, value in values.items()
                if (module[key] or False) != (value or False)
            }
            if terp.get("installable", True) and module.state == "uninstallable":
                changed["state"] = "uninstalled"
            if changed:
                module.write(changed)
                updated += 1
            module._update_from_terp(terp)
        self._add_new(new)
        return updated, len(new)

    def _add_new(self, terps):
        """List modules that are not listed yet, all at once; manifests by name."""
        categories = {}
        values = []
        for name, terp in terps.items():
            category = terp.get("category", "Uncategorized")
            if category not in categories:
                categories[category] = self._get_category(category).id
            installable = terp.get("installable", True)
            values.append({
                "name": name,
                "state": "uninstalled" if installable else "uninstallable",
                "category_id": categories[category],
                **self.get_values_from_terp(terp),
            })
        records = self.create(values)
        self.env["ir.module.module.dependency"].create([
            {
                "module_id": module.id, "name": name,
                "auto_install_required": name in (terp["auto_install"] or depends),
            }
            for module, terp in zip(records, terps.values(), strict=True)
            for depends in [terp.get("depends", [])] for name in depends
        ])
        self.env["ir.module.module.exclusion"].create([
            {"module_id": module.id, "name": name}
            for module, terp in zip(records, terps.values(), strict=True)
            for name in terp.get("excludes", [])
        ])

    @api.model
    def check_module_update(self):
        """Tell whether modules on disk are newer than what is installed."""
        return bool(
            self.search([("state", "=", "installed")]).filtered(
                lambda module: module.installed_version != module.latest_version
            )
        )

    def _update_from_terp(self, terp):
        self._update_dependencies(terp.get("depends", []), terp.get("auto_install"))
        self._update_exclusions(terp.get("excludes", []))
        self._update_category(terp.get("category", "Uncategorized"))

    def _update_dependencies(self, depends=(), auto_install_requirements=()):
        self.env["ir.module.module.dependency"].flush_model()
        old = {dependency.name: dependency for dependency in self.dependencies_id}
        for name in set(depends) - set(old):
            self.env["ir.module.module.dependency"].create(
                {"module_id": self.id, "name": name}
            )
        for name in set(old) - set(depends):
            old[name].unlink()
        if isinstance(auto_install_requirements, (list, tuple, set)):
            required = set(auto_install_requirements)
        else:
            required = set(depends)
        for dependency in self.dependencies_id:
            if dependency.auto_install_required != (dependency.name in required):
                dependency.auto_install_required = dependency.name in required
        self.env.registry.clear_cache("stable")

    def _update_exclusions(self, excludes=()):
        old = {exclusion.name: exclusion for exclusion in self.exclusion_ids}
        for name in set(excludes) - set(old):
            self.env["ir.module.module.exclusion"].create(
                {"module_id": self.id, "name": name}
            )
        for name in set(old) - set(excludes):
            old[name].unlink()

    def _update_category(self, category="Uncategorized"):
        found = self._get_category(category)
        if self.category_id != found:
            self.category_id = found

    def _get_category(self, category):
        """Return the record of a category written as a path, made when needed."""
        names = [part for part in category.split("/") if part]
        parent, xml_id = self.env["ir.module.category"], "base.module_category"
        for index, name in enumerate(names):
            part = name.lower().replace("&", "and").replace(" ", "_")
            xml_id = f"{xml_id}_{part}" if index else f"base.module_category_{part}"
            found = self.env.ref(xml_id, raise_if_not_found=False)
            if not found:
                found = parent.create({"name": name, "parent_id": parent.id})
                self.env["ir.model.data"]._update_xmlids(
                    [{"xml_id": xml_id, "record": found, "noupdate": True}]
                )
            parent = found
        return parent

    def module_uninstall(self):
        """Take away what the modules brought, and mark them as uninstalled."""
        self._require_system()
        self.env["ir.model.data"]._module_data_uninstall(self.mapped("name"))
        self.with_context(prefetch_fields=False).write(
            {"state": "uninstalled", "latest_version": False}
        )
        return True


_CLOSE = {"type": "ir.actions.act_window_close"}
