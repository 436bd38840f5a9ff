"""Wizards that configure, and the settings of all modules in one of them."""
from __future__ import annotations

import logging

from odoo import Command, _, api, models
from odoo.exceptions import AccessError, RedirectWarning, UserError

_logger = logging.getLogger(__name__)


class ResConfig(models.TransientModel):
    _name = "res.config"
    _description = "Config"

    def start(self):
        """Answer the next thing to configure."""
        return self.next()

    def next(self):
        """Answer the action that reloads the client."""
        return {"type": "ir.actions.client", "tag": "reload"}

    def execute(self):
        """Do what the wizard is for; wizards override this."""
        raise NotImplementedError("Configuration items need to implement execute")

    def cancel(self):
        """Do what follows when the wizard is left out."""

    def action_next(self):
        """Execute and go on."""
        return self.execute() or self.next()

    def action_skip(self):
        """Leave out and go on."""
        return self.cancel() or self.next()

    def action_cancel(self):
        """Leave out and go on."""
        return self.cancel() or self.next()


class ResConfigSettings(models.TransientModel):
    """Fields are settings by their names or attributes.

    `default_*` with `default_model` are default values, `group_*` with `implied_group`
    are groups that users are given, `module_*` are modules to install, and those with
    `config_parameter` are system parameters.
    """

    _name = "res.config.settings"
    _description = "Config Settings"

    def _valid_field_parameter(self, field, name):
        return name in (
            "default_model", "group", "implied_group", "config_parameter"
        ) or super()._valid_field_parameter(field, name)

    def copy(self, default=None):
        """Settings are not duplicated."""
        raise UserError(_("Cannot duplicate configuration!"))

    @api.model
    def _get_classified_fields(self, fnames=None):
        """Return the settings by kind: default, group, module, config, other."""
        classified = {"default": [], "group": {}, "module": [], "config": [], "other": []}
        for name in fnames if fnames is not None else self._fields:
            field = self._fields[name]
            if name.startswith("default_") and hasattr(field, "default_model"):
                classified["default"].append(
                    (name, field.default_model, name.removeprefix("default_"))
                )
            elif name.startswith("group_") and hasattr(field, "implied_group"):
                names = getattr(field, "group", "base.group_user").split(",")
                groups = self.env["res.groups"].sudo()
                for xmlid in names:
                    groups |= self.env.ref(xmlid).sudo()
                implied = self.env.ref(field.implied_group).sudo()
                classified["group"][name] = (groups, implied)
            elif name.startswith("module_"):
                classified["module"].append(name)
            elif getattr(field, "config_parameter", None):
                classified["config"].append((name, field.config_parameter))
            else:
                classified["other"].append(name)
        return classified

    def get_values(self):
        """Return the values of settings that no rule of names covers; override."""
        return {}

    @api.model
    def default_get(self, fields):  # noqa: F811  Odoo's name
        """Return the settings as they are."""
        res = super().default_get(fields)
        classified = self._get_classified_fields(fields)
        for name, model, field in classified["default"]:
            value = self.env["ir.default"]._get(model, field)
            if value is not None:
                res[name] = value
        for name, (groups, implied) in classified["group"].items():
            res[name] = all(implied in group.all_implied_ids for group in groups)
        self._add_module_values(res, classified["module"])
        for name, key in classified["config"]:
            res[name] = self._parameter_value(name, key, res.get(name))
        res.update(self.get_values())
        return res

    def _add_module_values(self, res, names):
        modules = self.env["ir.module.module"].sudo()
        states = {
            module.name: module.state
            for module in modules.search(
                [("name", "in", [n.removeprefix("module_") for n in names])]
            )
        }
        for name in names:
            state = states.get(name.removeprefix("module_"))
            installed = state in ("installed", "to install", "to upgrade")
            if self._fields[name].type == "selection":
                res[name] = str(int(installed))
            else:
                res[name] = installed

    def _parameter_value(self, name, key, default):
        field = self._fields[name]
        text = self.env["ir.config_parameter"].sudo().get_param(key, default)
        if text is False or text is None:
            return text
        try:
            if field.type == "many2one":
                record = self.env[field.comodel_name].browse(int(text)).exists()
                return record.id
            if field.type == "integer":
                return int(text)
            if field.type == "float":
                return float(text)
        except ValueError:
            _logger.warning("the parameter %s is no %s: %r", key, field.type, text)
            return 0 if field.type != "many2one" else False
        return bool(text) if field.type == "boolean" else text

    def set_values(self):
        """Store the settings."""
        self = self.with_context(active_test=False)
        classified = self._get_classified_fields()
        current = self.default_get(list(self._fields))
        for name, model, field in classified["default"]:
            value = self._fields[name].convert_to_write(self[name], self)
            if current.get(name) != value:
                self.env["ir.default"].sudo().set(model, field, value)
        for name, (groups, implied) in classified["group"].items():
            if self[name] == current.get(name):
                continue
            if self[name] and self[name] != "0":
                groups._apply_group(implied)
            else:
                groups._remove_group(implied)
                implied.write({"user_ids": [Command.clear()]})
        parameters = self.env["ir.config_parameter"].sudo()
        for name, key in classified["config"]:
            field, value = self._fields[name], self[name]
            if field.type == "char":
                value = (value or "").strip() or False
            elif field.type in ("integer", "float"):
                value = repr(value) if value else False
            elif field.type == "many2one":
                value = value.id
            if current.get(name) != value:
                parameters.set_param(key, value)

    def execute(self):
        """Store the settings, install the chosen modules and reload the client."""
        self.ensure_one()
        if not self.env.is_admin():
            raise AccessError(_("Only administrators can change the settings"))
        self.set_values()
        classified = self._get_classified_fields()
        wanted = [n for n in classified["module"] if self[n] and self[n] != "0"]
        names = [name.removeprefix("module_") for name in wanted]
        modules = self.env["ir.module.module"].sudo().search(
            [("name", "in", names), ("state", "=", "uninstalled")]
        )
        if modules:
            modules.button_immediate_install()
        return {"type": "ir.actions.client", "tag": "reload"}

    def cancel(self):
        """Answer the settings as they are."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "view_mode": "form",
            "target": "current",
        }

    def action_open_template_user(self):
        """Return the action that shows the template of new users."""
        action = self.env["ir.actions.actions"]._for_xml_id("base.action_res_users")
        template = self.env["ir.config_parameter"].sudo().get_param(
            "base.template_user_id", "False"
        )
        action["res_id"] = int(template) if template.isdigit() else False
        action["views"] = [[False, "form"]]
        return action

    @api.model
    def get_option_path(self, menu_xml_id):
        """Return (names of a menu and those above it, id of its action)."""
        menu = self.env.ref(menu_xml_id)
        return (menu.complete_name, menu.action.id)

    @api.model
    def get_option_name(self, full_field_name):
        """Return the label of a setting given as model.field."""
        model, name = full_field_name.rsplit(".", 1)
        return self.env[model].fields_get([name])[name]["string"]

    @api.model
    def get_config_warning(self, msg):
        """Return a warning whose %(field:...)s and %(menu:...)s parts are named."""
        import re

        action_id = None

        def name_of(match):
            nonlocal action_id
            kind, ref = match.group(1), match.group(2)
            if kind == "field":
                return self.get_option_name(ref)
            path, action_id = self.get_option_path(ref)
            return path

        text = re.sub(r"%\((field|menu):([\w.]+)\)s", name_of, msg)
        if action_id:
            return RedirectWarning(text, action_id, _("Go to the configuration panel"))
        return UserError(text)
