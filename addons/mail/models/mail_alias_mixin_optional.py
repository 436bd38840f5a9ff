"""Records that may have an alias."""
from __future__ import annotations

import ast

from odoo import api, fields, models


class MailAliasMixinOptional(models.AbstractModel):
    _name = "mail.alias.mixin.optional"
    _description = "Email Aliases Mixin (light)"

    ALIAS_WRITEABLE_FIELDS = ["alias_domain_id", "alias_name", "alias_contact",
                              "alias_defaults", "alias_bounced_content"]

    alias_id = fields.Many2one(
        "mail.alias", "Alias", ondelete="restrict", required=False, copy=False
    )
    alias_name = fields.Char("Alias Name", related="alias_id.alias_name", readonly=False)
    alias_domain_id = fields.Many2one(
        "mail.alias.domain", "Alias Domain", related="alias_id.alias_domain_id",
        readonly=False,
    )
    alias_domain = fields.Char("Alias Domain Name", related="alias_id.alias_domain")
    alias_defaults = fields.Text(
        "Default Values", related="alias_id.alias_defaults"
    )
    alias_email = fields.Char(
        "Email Alias", compute="_compute_alias_email", search="_search_alias_email"
    )

    @api.depends("alias_domain", "alias_name")
    def _compute_alias_email(self):
        for record in self:
            name, domain = record.alias_name, record.alias_domain
            record.alias_email = f"{name}@{domain}" if name and domain else False

    @api.model
    def _search_alias_email(self, operator, operand):
        return [("alias_id.alias_full_name", operator, operand)]

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Create the aliases first: they belong to the records afterwards."""
        aliases, indexes = [], []
        for index, vals in enumerate(vals_list):
            given = {
                name: vals.pop(name) for name in list(vals)
                if name in self.ALIAS_WRITEABLE_FIELDS and self._is_of_alias(name)
            }
            if vals.get("alias_id"):
                continue
            if self._require_new_alias({**vals, **given}):
                aliases.append({**self._new_alias_values(vals), **given})
                indexes.append(index)
        created = self.env["mail.alias"].sudo().create(aliases)
        for index, alias in zip(indexes, created):
            vals_list[index]["alias_id"] = alias.id
        records = super().create(vals_list)
        for index in indexes:
            records[index]._set_alias_values(aliases[indexes.index(index)])
        return records

    def _set_alias_values(self, given):
        """Write to a new alias what its record makes of it."""
        values = self._alias_get_creation_values()
        if given.get("alias_defaults"):
            values["alias_defaults"] = {
                **_as_dict(values.get("alias_defaults")),
                **_as_dict(given["alias_defaults"]),
            }
        self.alias_id.sudo().write(_as_text(values))

    @api.model
    def _is_of_alias(self, name):
        field = self._fields.get(name)
        return field is None or bool(field.related or field.inherited)

    @api.model
    def _new_alias_values(self, vals):
        company_id = vals.get("company_id")
        company = self.env["res.company"].browse(company_id) if company_id \
            else self.env.company
        values = _as_text(self.browse()._alias_get_creation_values())
        values.pop("alias_parent_thread_id", None)
        return {"alias_domain_id": company.sudo().alias_domain_id.id, **values}

    @api.model
    def _require_new_alias(self, record_vals):
        """An alias is needed when it is named."""
        return not record_vals.get("alias_id") and bool(record_vals.get("alias_name"))

    def write(self, vals):
        """Write to the aliases what is theirs; make those that are named only now."""
        given = {name: value for name, value in vals.items()
                 if name in self.ALIAS_WRITEABLE_FIELDS and self._is_of_alias(name)}
        rest = {name: value for name, value in vals.items() if name not in given}
        if given.get("alias_name"):
            for record in self.filtered(lambda r: not r.alias_id):
                alias = self.env["mail.alias"].sudo().create({
                    **self._new_alias_values({"company_id": False}),
                    **_as_text(record._alias_get_creation_values()), **given,
                })
                record.alias_id = alias
        if given:
            if not self.env.su:
                self.check_access("write")
            self.alias_id.sudo().write(given)
        return super().write(rest) if rest or not given else True

    def unlink(self):
        """Delete the aliases along with the records."""
        aliases = self.sudo().alias_id
        result = super().unlink()
        aliases.exists().unlink()
        return result

    def copy_data(self, default=None):
        """Copies have an alias without a name."""
        default = dict(default or {})
        names = self.env["mail.alias"]._fields
        vals_list = super().copy_data(default=default)
        for vals in vals_list:
            for name in list(vals):
                if name.startswith("alias_") and name in names and name not in default:
                    vals.pop(name)
        return vals_list

    def _alias_get_creation_values(self):
        """Return the values of the alias of a record (hook)."""
        return {
            "alias_parent_thread_id": self.id or False,
            "alias_parent_model_id": self.env["ir.model"]._get_id(self._name),
        }


def _as_dict(value):
    return value if isinstance(value, dict) else ast.literal_eval(value or "{}")


def _as_text(values):
    if isinstance(values.get("alias_defaults"), dict):
        values = {**values, "alias_defaults": repr(values["alias_defaults"])}
    return values
