"""The buttons that install, upgrade and uninstall modules."""
from __future__ import annotations

from odoo import _, api, models, modules
from odoo.exceptions import AccessDenied, UserError, ValidationError

_BLOCKING = ("to install", "to upgrade", "to remove")
# Modules without which a database is nothing.
_KEPT = ("base", "web")
_CLOSE = {"type": "ir.actions.act_window_close"}


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

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
        todo.flush_recordset(["state"])     # loaders read the table themselves
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
