"""Copying and archiving."""
from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ...tools.sql import SQL
from .recordset import LOG_ACCESS
from .writing import WriteMixin


class CopyMixin(WriteMixin):
    """Records copied and archived."""

    _register = False

    def copy_data(self, default: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return the values that a copy of each record would be created with."""
        default = dict(default or {})
        excluded = {"id", "display_name", *LOG_ACCESS, "parent_path"} | set(default)
        names = [
            n for n, f in self._fields.items()
            if f.copy and n not in excluded and not (f.inherited and not f.store)
        ]
        for parent, link in self._inherits.items():
            excluded.add(link)
            if link not in default:
                names = [n for n in names if n != link]
                names += [
                    n for n, f in self._fields.items()
                    if f.inherited and f.copy and f.related_field.model_name == parent
                    and n not in default and f.related_field.store
                ]
        result = []
        for record in self:
            data = {}
            for name in names:
                field = self._fields[name]
                value = record[name]
                if field.type == "one2many":
                    lines = [
                        (0, 0, vals) for vals in value.sorted("id").copy_data()
                        if vals
                    ]
                    for line in lines:
                        line[2].pop(field.inverse_name, None)
                    data[name] = lines
                elif field.type == "many2many":
                    data[name] = [(6, 0, value.ids)]
                else:
                    data[name] = field.convert_to_write(value, record)
            data.update(default)
            result.append(data)
        return result

    def copy(self, default: dict[str, Any] | None = None) -> Any:
        """Duplicate the records; returns a recordset, over RPC always a list."""
        vals_list = self.with_context(active_test=False).copy_data(default)
        news = self.create(vals_list) if vals_list else self.browse()
        for old, new in zip(self, news, strict=True):
            old.copy_translations(new, excluded=default or ())
        return news

    def copy_translations(self, new: Any, excluded: Collection[str] = ()) -> None:
        """Copy the translations of copied translated fields."""
        cr = self.env.cr
        names = [
            n for n, f in self._fields.items()
            if f.translate and f.store and f.copy and n not in excluded and f.is_column
        ]
        if not names or len(self.env.registry.active_langs(cr)) < 2:
            return
        self.env.flush_all()
        for name in names:
            column = SQL.identifier(name)
            if new[name] == self[name]:
                cr.execute(SQL(
                    "UPDATE %s SET %s = (SELECT %s FROM %s WHERE id = %s) WHERE id = %s",
                    SQL.identifier(self._table), column, column,
                    SQL.identifier(self._table), self.id, new.id,
                ))
                self._fields[name].invalidate(self.env, new._ids)

    def action_archive(self) -> None:
        """Archive the active records. Returns nothing, as in Odoo."""
        name = self._active_name or "active"
        self.filtered(name).write({name: False})

    def action_unarchive(self) -> None:
        """Unarchive the archived records. Returns nothing, as in Odoo."""
        name = self._active_name or "active"
        self.filtered(lambda r: not r[name]).write({name: True})

    def toggle_active(self) -> None:
        """Archive active records and unarchive the others."""
        name = self._active_name or "active"
        active = self.filtered(name)
        active.action_archive()
        (self - active).action_unarchive()
