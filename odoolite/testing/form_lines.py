"""The lines of x2many fields in a form."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..orm.commands import Command


class Line:
    """A line: its id (a text while it is not saved), values, which of them changed."""

    def __init__(self, id_: Any, values: dict[str, Any], changed: set[str]) -> None:
        self.id = id_
        self.values = values
        self.changed = changed

    def copy(self) -> Line:
        """Return a line that can be changed without this one."""
        values = {k: v.copy() if isinstance(v, Lines) else v
                  for k, v in self.values.items()}
        return Line(self.id, values, set(self.changed))


class Lines:
    """The lines of one field, and those that were taken away."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.lines: list[Line] = []
        self.gone: list[Any] = []
        self.linked: set[Any] = set()

    def copy(self) -> Lines:
        """Return lines that can be changed without these."""
        other = Lines(self.kind)
        other.lines = [line.copy() for line in self.lines]
        other.gone, other.linked = list(self.gone), set(self.linked)
        return other

    def ids(self) -> list[Any]:
        """Return the ids of the lines, saved or not."""
        return [line.id for line in self.lines]

    def commands(self, node: Any, everything: bool = False) -> list[Any]:
        """Return the commands that bring a record to these lines."""
        if self.kind == "many2many":
            return self._link_commands(everything)
        found: list[Any] = []
        for line in self.lines:
            fields = node.edition.fields if node.edition is not None else {}
            values = {
                name: value.commands(fields[name], everything)
                if isinstance(value, Lines) else value
                for name, value in line.values.items()
                if name in fields and (everything or name in line.changed)
                and (everything or not _is_locked(fields[name]))
            }
            if isinstance(line.id, int):
                changed = {n: v for n, v in values.items() if n in line.changed}
                if changed:
                    found.append(Command.update(line.id, changed))
                elif everything or line.id in self.linked:
                    found.append(Command.link(line.id))
            else:
                found.append((Command.CREATE, line.id, values))
        return found + [Command.delete(id_) for id_ in self.gone]

    def _link_commands(self, everything: bool) -> list[Any]:
        if everything:
            return [Command.set([i for i in self.ids() if isinstance(i, int)])]
        found: list[Any] = [Command.link(i) for i in self.ids() if i in self.linked]
        return found + [Command.unlink(i) for i in self.gone]

    def updated(self, node: Any, commands: Any) -> Lines:
        """Return the lines after the commands of an onchange."""
        from .forms import _from_read, new_virtual_id
        other = self.copy()
        by_id = {line.id: line for line in other.lines}
        for command in commands or ():
            code, id_ = command[0], command[1] if len(command) > 1 else 0
            if code == Command.CREATE:
                line = Line(id_ or new_virtual_id(), node.line_values(command[2]), set())
                line.changed = set(line.values)
                other.lines.append(line)
            elif code == Command.UPDATE and id_ in by_id:
                line = by_id[id_]
                for name, value in command[2].items():
                    inner = node.edition.fields.get(name) if node.edition else None
                    if inner is None:
                        continue
                    if isinstance(line.values.get(name), Lines):
                        value = line.values[name].updated(inner, value)
                    line.values[name] = _from_read(inner, value) \
                        if not isinstance(value, Lines) else value
                    line.changed.add(name)
            elif code in (Command.DELETE, Command.UNLINK):
                other.remove(id_)
            elif code == Command.LINK and id_ not in by_id:
                row = command[2] if isinstance(command[2], dict) else {}
                other.lines.append(Line(id_, node.line_values(row), set()))
                other.linked.add(id_)
            elif code == Command.CLEAR:
                for line_id in other.ids():
                    other.remove(line_id)
            elif code == Command.SET:
                for line_id in set(other.ids()) - set(command[2]):
                    other.remove(line_id)
                for new_id in command[2]:
                    if new_id not in by_id:
                        other.lines.append(Line(new_id, {}, set()))
                        other.linked.add(new_id)
        return other

    def remove(self, id_: Any) -> None:
        """Take a line away."""
        self.lines = [line for line in self.lines if line.id != id_]
        if id_ in self.linked:
            self.linked.discard(id_)
        elif isinstance(id_, int):
            self.gone.append(id_)


def _is_locked(node: Any) -> bool:
    return node.modifiers.get("readonly") in ("1", "True") and not node.force_save


class M2MProxy:
    """The records of a many2many field in a form: a recordset that can be changed."""

    def __init__(self, form: Any, name: str) -> None:
        self._form, self._name = form, name

    @property
    def _lines(self) -> Lines:
        lines: Lines = self._form._values[self._name]
        return lines

    def _records(self) -> Any:
        field = self._form._view.fields[self._name].field
        return self._form._env[field.comodel_name].browse(self._lines.ids())

    def add(self, record: Any) -> None:
        """Add a record."""
        assert record and len(record) == 1
        if record.id not in self._lines.ids():
            self._lines.lines.append(Line(record.id, {}, set()))
            if record.id in self._lines.gone:
                self._lines.gone.remove(record.id)
            else:
                self._lines.linked.add(record.id)
            self._changed()

    def remove(self, id: Any = None, index: int | None = None) -> None:
        """Take a record away, by its id or position."""
        assert (id is None) != (index is None), "remove() takes either an id or an index"
        self._lines.remove(self._lines.ids()[index] if index is not None else id)
        self._changed()

    def set(self, records: Any) -> None:
        """Make the field exactly the given records."""
        ids = list(records.ids) if records else []
        for id_ in set(self._lines.ids()) - set(ids):
            self._lines.remove(id_)
        known = set(self._lines.ids())
        for id_ in ids:
            if id_ not in known:
                self._lines.lines.append(Line(id_, {}, set()))
                self._lines.linked.add(id_)
        self._changed()

    def clear(self) -> None:
        """Take all records away."""
        self.set(None)

    def _changed(self) -> None:
        self._form._changed.add(self._name)
        self._form._perform_onchange(self._name)

    def __getitem__(self, key: Any) -> Any:
        return self._records()[key]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._records(), name)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._records())

    def __len__(self) -> int:
        return len(self._lines.lines)

    def __eq__(self, other: object) -> bool:
        return bool(self._records() == getattr(other, "_records", lambda: other)())

    __hash__ = None  # type: ignore[assignment]


class O2MProxy:
    """The lines of a one2many field in a form."""

    def __init__(self, form: Any, name: str) -> None:
        self._form, self._name = form, name

    @property
    def _lines(self) -> Lines:
        lines: Lines = self._form._values[self._name]
        return lines

    def __len__(self) -> int:
        return len(self._lines.lines)

    @property
    def ids(self) -> list[Any]:
        """The ids of the lines."""
        return self._lines.ids()

    def _check(self) -> None:
        for modifier in ("readonly", "invisible"):
            assert not self._form._has(self._name, modifier), \
                f"field {self._name!r} is {modifier}"

    def new(self) -> Any:
        """Return the form of a new line, added when its block ends."""
        self._check()
        return O2MForm(self, None)

    def edit(self, index: int) -> Any:
        """Return the form of a line."""
        self._check()
        return O2MForm(self, index)

    def remove(self, index: int) -> None:
        """Take a line away."""
        self._check()
        self._lines.remove(self._lines.ids()[index])
        self._done()

    def _done(self) -> None:
        self._form._changed.add(self._name)
        self._form._perform_onchange(self._name)


def O2MForm(proxy: O2MProxy, index: int | None) -> Any:  # noqa: N802  Odoo's name
    """Return the form of a line of a one2many field."""
    from .forms import Form, _empty, new_virtual_id

    outer = proxy._form
    node = outer._view.fields[proxy._name]
    field = node.field
    assert node.edition is not None

    class LineForm(Form):
        def __init__(self) -> None:
            from ..tools.safe_eval import safe_eval
            put = self.__dict__.update
            env = outer._env
            try:
                context = safe_eval(node.context, {
                    "context": dict(env.context), "uid": env.uid, **outer._scope()})
                model = env[field.comodel_name].with_context(**context)
            except Exception:  # noqa: BLE001  names of a client's context
                model = env[field.comodel_name]
            put(_env=model.env, _model=model, _record=model, _values={}, _changed=set(),
                _view=node.edition, _line=None)
            if index is None:
                for name, inner in self._view.fields.items():
                    self._values[name] = _empty(inner)
                result = model.onchange(self._parent(), [], self._view.spec())
                self._apply(result.get("value") or {})
                self._changed.update(self._view.fields)
            else:
                line = proxy._lines.lines[index]
                put(_line=line, _values=line.copy().values, _changed=set(line.changed))
                if isinstance(line.id, int):
                    put(_record=model.browse(line.id))
                    self._values["id"] = line.id

        def _parent(self) -> dict[str, Any]:
            if field.inverse_name and field.inverse_name in model_fields:
                return {field.inverse_name: outer._record.id or False}
            return {}

        def _onchange_values(self) -> dict[str, Any]:
            return {**self._parent_values(), **super()._onchange_values()}

        def _parent_values(self) -> dict[str, Any]:
            inverse = field.inverse_name
            if not inverse or inverse in self._view.fields:
                return {}
            values = outer._onchange_values()
            values.pop(proxy._name, None)
            return {inverse: {**values, "id": outer._record.id}}

        def _scope(self) -> dict[str, Any]:
            from types import SimpleNamespace
            return {**super()._scope(), "parent": SimpleNamespace(**outer._scope())}

        def save(self) -> Any:
            self._values_to_save()
            values = {n: v for n, v in self._values.items() if n != "id"}
            if self._line is None:
                line = Line(new_virtual_id(), values, set(self._changed))
                proxy._lines.lines.append(line)
                self.__dict__["_line"] = line
            else:
                self._line.values = values
                self._line.changed |= self._changed
            proxy._done()

    model_fields = outer._env[field.comodel_name]._fields
    return LineForm()
