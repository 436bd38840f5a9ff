"""System parameters: a key, a text value."""

from __future__ import annotations

import uuid

from odoo import _, api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.tools import SQL

# Keys that every database has, with what makes their value.
_DEFAULT_PARAMETERS = {
    "database.secret": lambda: str(uuid.uuid4()),
    "database.uuid": lambda: str(uuid.uuid1()),
    "database.create_date": fields.Datetime.now,
    "web.base.url": lambda: "http://localhost:8069",
    "base.login_cooldown_after": lambda: 10,
    "base.login_cooldown_duration": lambda: 60,
}


class IrConfigParameter(models.Model):
    _name = "ir.config_parameter"
    _description = "System Parameter"
    _rec_name = "key"
    _order = "key"
    _allow_sudo_commands = False

    key = fields.Char(required=True)
    value = fields.Text(required=True)

    _key_uniq = models.Constraint("UNIQUE (key)", "Key must be unique.")

    def init(self, force=False):
        """Make the parameters that every database has; `force` makes them anew."""
        # in SQL: the first time there is no user and no company yet
        cr, now = self.env.cr, str(self.env.cr.now())
        for key, make in _DEFAULT_PARAMETERS.items():
            cr.execute("SELECT id FROM ir_config_parameter WHERE key = %s", [key])
            row = cr.fetchone()
            if row and force:
                cr.execute(
                    "UPDATE ir_config_parameter SET value = %s WHERE id = %s",
                    [str(make()), row[0]],
                )
            elif not row:
                cr.execute(
                    "INSERT INTO ir_config_parameter (key, value, create_date, "
                    "write_date) VALUES (%s, %s, %s, %s)",
                    [key, str(make()), now, now],
                )
        self.env.registry.clear_cache("stable")

    @api.model
    def get_param(self, key, default=False):
        """Return the value of a key; `default` when it is missing or empty."""
        self.browse().check_access("read")
        return self._get_param(key) or default

    @tools.ormcache("key", cache="stable")
    def _get_param(self, key):
        rows = self.env.execute_query(
            SQL("SELECT value FROM ir_config_parameter WHERE key = %s", key)
        )
        return rows[0][0] if rows else None

    @api.model
    def set_param(self, key, value):
        """Store a value, or delete the key for False and None; return the old value."""
        parameter = self.search([("key", "=", key)])
        if not parameter:
            if value is not False and value is not None:
                self.create({"key": key, "value": value})
            return False
        old = parameter.value
        if value is False or value is None:
            parameter.unlink()
        elif str(value) != old:
            parameter.write({"value": value})
        return old

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache("stable")
        return super().create(vals_list)

    def write(self, vals):
        if "key" in vals and any(
            parameter.key in _DEFAULT_PARAMETERS for parameter in self
        ):
            raise ValidationError(
                _(
                    "You cannot rename config parameters with keys %s",
                    ", ".join(p.key for p in self if p.key in _DEFAULT_PARAMETERS),
                )
            )
        self.env.registry.clear_cache("stable")
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache("stable")
        return super().unlink()

    @api.ondelete(at_uninstall=False)
    def unlink_default_parameters(self):
        """Refuse to delete the parameters that every database has."""
        for parameter in self.filtered(lambda p: p.key in _DEFAULT_PARAMETERS):
            raise ValidationError(_("You cannot delete the %s record.", parameter.key))
