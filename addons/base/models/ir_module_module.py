"""Modules: what is installed, what could be."""

from __future__ import annotations

from odoo import _, api, fields, models, modules, tools
from odoo.exceptions import UserError
from odoo.tools import SQL

OURS = "odoolite"       # the author in the manifests of our own addons


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
