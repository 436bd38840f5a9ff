"""The list of modules, made from their manifests."""
from __future__ import annotations

from odoo import api, models, modules

from .ir_module_module import OURS


def _stands_for_odoos(name, terp):
    """Tell whether an addon of ours has the place of one of Odoo's.

    Clients then read of it what they read there (scenario wire_modules).
    """
    return terp.get("author") == OURS and modules.is_builtin(name)


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

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
        names = self.mapped("name")
        # while all tables are there that hang on it
        self.with_context(prefetch_fields=False).write(
            {"state": "uninstalled", "latest_version": False}
        )
        self.env["ir.model.data"]._module_data_uninstall(names)
        return True
