"""Writing and deleting."""
from __future__ import annotations

import logging
from typing import Any

from .. import triggers
from ..fields.base import Field
from .creating import CreateMixin
from .recordset import LOG_ACCESS

_unlink = logging.getLogger("odoo.models.unlink")


class WriteMixin(CreateMixin):
    """Records written and deleted."""

    _register = False

    def write(self, vals: dict[str, Any]) -> bool:
        """Write values on all records; KeyError on an unknown field.

        Odoo: missing ids go unnoticed on models without record rules.
        """
        if not self._ids:
            return True
        self.check_access("write")
        fields = self._fields
        if not self.env.su:
            for name in vals:
                field = fields.get(name)
                if field is not None and field.groups:
                    self._check_field_access(field, "write")
        env = self.env
        bad = {"id", "parent_path"}
        if self._log_access:
            bad.update(LOG_ACCESS)
        vals = {name: value for name, value in vals.items() if name not in bad}
        inverses: dict[Any, list[Field]] = {}
        protected: dict[Field, None] = {}
        computed = env.registry.field_computed
        company = False
        for name in vals:
            field = fields[name]
            if field.inverse:
                if field.type in ("one2many", "many2many"):
                    self.mapped(name)
                inverses.setdefault(field.inverse, []).append(field)
            if (field.compute or field.inverse) and (not field.readonly or field.inverse):
                protected.update(dict.fromkeys(computed.get(field, [field])))
            company = company or bool(getattr(field, "check_company", False))
        with env.protecting(protected, self):
            self._write_fields(vals)
            real = self.browse([i for i in self._ids if i])
            for group in inverses.values():
                with env.protecting(group, self):
                    group[0].determine_inverse(self)
        names = [n for n in vals if not fields[n].inherited]
        if names and real:
            real._validate_fields(names)
        if company and self._check_company_auto:
            self._check_company(list(vals))
        return True

    def _write_fields(self, vals: dict[str, Any]) -> None:
        env, fields = self.env, self._fields
        relational = [n for n in vals if fields[n].relational or fields[n].type in
                      ("many2one_reference", "reference")]
        if relational:
            triggers.mark_modified(self, relational, before=True)
        real = self if all(self._ids) else self.browse([i for i in self._ids if i])
        if self._log_access and real._ids and vals:
            now = env.cr.now()
            fields["write_uid"].set_cache(real, env.uid, dirty=True)
            fields["write_date"].set_cache(real, now, dirty=True)
        move_tree = (
            self._parent_store and self._parent_name in vals
        )
        for name in sorted(vals, key=lambda n: fields[n].write_sequence):
            fields[name].write(self, vals[name])
        self.modified(vals)
        if move_tree and real._ids:
            real.flush_recordset([self._parent_name])
            real._move_parent_path()

    def unlink(self) -> bool:
        """Delete the records; constraints of the database decide about references."""
        if not self._ids:
            return True
        self.check_access("unlink")
        for attr, at_uninstall in self._methods_by_mark["_ondelete"]:
            if at_uninstall or not self.env.context.get("_force_unlink"):
                getattr(self, attr)()
        env = self.env
        env.flush_all()
        self._delete_attached()
        with env.protecting(self._fields.values(), self):
            triggers.mark_modified(self, self._fields, before=True)
        ids = [i for i in self._ids if i]
        env.cr.delete_rows(self._table, ids)
        for field in list(env.transaction.to_compute):
            if field.model_name == self._name:
                env.remove_to_compute(field, self)
        env.transaction.field_data.clear()
        env.flush_all()
        _unlink.info("User #%s deleted %s records with IDs: %r",
                     env.uid, self._name, ids)
        return True

    def _delete_attached(self) -> None:
        """Delete what belongs to the records without a foreign key."""
        env = self.env
        models = env.registry.models
        ids = list(self._ids)
        if "ir.model.data" in models:
            env["ir.model.data"].sudo().with_context(active_test=False).search([
                ("model", "=", self._name), ("res_id", "in", ids),
            ]).unlink() if self._name != "ir.model.data" else None
        if "ir.attachment" in models and self._name != "ir.attachment":
            env["ir.attachment"].sudo().with_context(active_test=False).search([
                ("res_model", "=", self._name), ("res_id", "in", ids),
                "|", ("res_field", "=", False), ("res_field", "!=", False),
            ]).unlink()
        if "ir.default" in models and self._name != "ir.default":
            discard = getattr(env["ir.default"].sudo(), "discard_records", None)
            if discard:
                discard(self)
