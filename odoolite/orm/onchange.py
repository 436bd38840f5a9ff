"""What a form shows after a change: methods run on a record that lives in the cache."""
from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from .commands import Command
from .identifiers import NewId

_logger = logging.getLogger("odoo.models")
Spec = dict[str, Any]
X2MANY = ("one2many", "many2many")


def run_onchange(
    model: Any, values: dict[str, Any], names: Collection[str], spec: Spec
) -> dict[str, Any]:
    """Return the values of `spec` that differ after `names` changed, and warnings.

    Without names it is the first call of a new form: defaults are added, and every
    value of the specification is told.
    """
    first = not names
    fields = model._fields
    if any(name not in fields for name in names):
        return {}
    values = {name: value for name, value in values.items() if name in fields}
    initial: dict[str, Any] = {}
    if first:
        missing = [name for name in spec if name in fields and name not in values]
        defaults = model.default_get(missing)
        changed = {name: v for name, v in (values | defaults).items() if name != "id"}
        # what has no default is empty, or what is computed from the defaults
        initial = {name: False for name in missing
                   if name not in defaults and not fields[name].compute}
        todo = list(dict.fromkeys([*changed, *missing]))
    else:
        changed = {name: values[name] for name in names if name in values}
        initial = {name: v for name, v in values.items() if name not in changed}
        todo = list(names)
    record = model.new(initial, origin=model)
    before = Snapshot(record, spec, fetch=not first)
    record._set_new_values(changed, validate=False)
    for name in changed:
        if name in before.spec and not first:
            before.fetch(name)
    result: dict[str, Any] = {"value": {}}
    warnings: list[dict[str, Any]] = []
    done = set()
    while todo:
        name = todo.pop(0)
        if name in done:
            continue
        done.add(name)
        _run_methods(record, name, warnings)
        if model.env.context.get("recursive_onchanges", True):
            todo += [
                other for other in before.spec
                if other not in done and not first and before.has_changed(other)
            ]
    result["value"] = Snapshot(record, spec).diff(before, everything=first)
    if warnings:
        result["warning"] = _merge(warnings)
    return result


def _run_methods(record: Any, name: str, warnings: list[dict[str, Any]]) -> None:
    """Run the onchange methods that watch a field, apply what they return."""
    for method in record._get_onchange_methods(name):
        answer = method()
        if not answer:
            continue
        given = answer.get("value") or {}
        record._set_new_values(
            {key: v for key, v in given.items() if key in record._fields and key != "id"},
            validate=False,
        )
        if answer.get("domain"):
            _logger.warning("onchange method %s returned a domain, this is deprecated",
                            getattr(method, "__name__", method))
        if answer.get("warning"):
            warnings.append({"type": "dialog", **answer["warning"]})


def _merge(warnings: list[dict[str, Any]]) -> dict[str, Any]:
    if len(warnings) == 1:
        return warnings[0]
    return {
        "title": "Warnings", "type": "dialog",
        "message": "\n\n".join(f"{w['title']}\n\n{w['message']}" for w in warnings),
    }


class Snapshot(dict[str, Any]):
    """The values of a record's fields at one moment, lines of x2many included."""

    def __init__(self, record: Any, spec: Spec, fetch: bool = True) -> None:
        super().__init__()
        self.record = record
        self.spec = {n: s or {} for n, s in spec.items() if n in record._fields}
        if fetch:
            for name in self.spec:
                self.fetch(name)

    def fetch(self, name: str) -> None:
        """Take the value as it is now."""
        self[name] = self._value(name)

    def _value(self, name: str) -> Any:
        field = self.record._fields[name]
        if field.type in X2MANY and self.spec[name].get("fields"):
            inner = {n: s for n, s in self.spec[name]["fields"].items() if n != "id"}
            return {line._ids[0]: Snapshot(line, inner) for line in self.record[name]}
        return self.record[name]

    def has_changed(self, name: str) -> bool:
        """Tell whether a value is another one by now."""
        return name not in self or self._value(name) != self[name]

    def diff(self, before: Snapshot, everything: bool = False) -> dict[str, Any]:
        """Return what clients must know of the changes since `before`."""
        result = {}
        for name in self.spec:
            if name == "id":
                continue
            if not everything and name in before and before[name] == self[name]:
                continue
            field = self.record._fields[name]
            if field.type in X2MANY:
                old = before.get(name) if not everything else None
                commands = self._commands(field, name, old)
                if commands:
                    result[name] = commands
            elif field.type == "many2one":
                result[name] = self._many2one(name)
            else:
                result[name] = field.convert_to_read(
                    self[name], self.record, use_display_name=False
                )
        return result

    def _many2one(self, name: str) -> Any:
        value, inner = self[name], self.spec[name].get("fields")
        if not value:
            return False
        known = value._origin or value
        if inner is None:
            return known.id or False
        if not known.id:
            return {"id": False}
        return known.with_context(**self.spec[name].get("context") or {}).web_read(inner)[0]

    def _commands(self, field: Any, name: str, before: Any) -> list[Any]:
        after = self[name]
        if not isinstance(after, dict):
            old_ids = set(before._ids) if before is not None else set()
            commands = [Command.unlink(_key(i)) for i in old_ids - set(after._ids)]
            return commands + [
                Command.link(_key(i)) for i in after._ids if i not in old_ids
            ]
        remove = Command.unlink if field.type == "many2many" else Command.delete
        lines = before or {}
        commands = [remove(_key(id_)) for id_ in lines if id_ not in after]
        for id_, line in after.items():
            key = _key(id_)
            if id_ in lines:
                changes = line.diff(lines[id_])
                if changes:
                    commands.append(Command.update(key, changes))
            elif isinstance(key, int) and key:
                shown = line.record._origin.web_read(line.spec)[0]
                commands.append((Command.LINK, key, shown))
            else:
                values = line.diff(Snapshot(line.record, {}), everything=True)
                commands.append((Command.CREATE, key, values))
        return commands


def _key(id_: Any) -> Any:
    """Return how clients know a line: by its id, or the reference they gave it."""
    if isinstance(id_, NewId):
        return id_.origin or id_.ref or 0
    return id_
