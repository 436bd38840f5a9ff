"""A form as a client shows it, for tests: fields of a view, onchanges, save.

Values are kept as they travel: ids for many2one, lists of ids for many2many, lines for
one2many. Assigning runs the onchanges; what a view hides or locks cannot be assigned.
"""
from __future__ import annotations

import itertools
from typing import Any

from .form_lines import Line, Lines, M2MProxy, O2MForm, O2MProxy
from .form_views import FieldNode, FormView, build_view

__all__ = ["Form", "M2MProxy", "O2MForm", "O2MProxy"]
VIRTUAL = itertools.count(1)


class Form:
    """Fills in a form view on the server's side.

    `with Form(env["m"]) as form: form.name = "x"` creates a record at the end;
    `Form(record)` changes one. `save()` returns it.
    """

    def __init__(self, record: Any, view: Any = None) -> None:
        put = self.__dict__.update
        env = record.env
        model = record.browse()
        put(_env=env, _model=model, _record=record, _values={}, _changed=set())
        put(_view=build_view(model, _view_id(env, view)))
        if record:
            assert len(record) == 1, "editing unstored records is not supported"
            self._read_record()
        else:
            self._begin()

    @classmethod
    def from_action(cls, env: Any, action: dict[str, Any]) -> Form:
        """Return the form that a window action opens."""
        from ..tools.safe_eval import safe_eval
        context = action.get("context") or {}
        if isinstance(context, str):
            context = safe_eval(context, {"uid": env.uid, "context": dict(env.context)})
        record = env[action["res_model"]].with_context(**context)
        if action.get("res_id"):
            record = record.browse(action["res_id"])
        view_id = action.get("view_id")
        for id_, kind in action.get("views") or ():
            if kind == "form":
                view_id = id_
        if isinstance(view_id, (list, tuple)):
            view_id = view_id[0]
        return cls(record, view=view_id or None)

    # ---- values
    def _begin(self) -> None:
        for name, node in self._view.fields.items():
            self._values[name] = _empty(node)
        result = self._model.onchange({}, [], self._view.spec())
        self._apply(result.get("value") or {})
        self._changed.update(self._view.fields)

    def _read_record(self) -> None:
        row = self._record.web_read(self._view.spec())[0]
        self._values["id"] = self._record.id
        for name, node in self._view.fields.items():
            self._values[name] = _from_read(node, row.get(name))
        self._changed.clear()

    def _apply(self, values: dict[str, Any]) -> None:
        """Take over what an onchange answered."""
        for name, value in values.items():
            node = self._view.fields.get(name)
            if node is None:
                continue
            if node.type in ("one2many", "many2many"):
                self._values[name] = self._values[name].updated(node, value)
            else:
                self._values[name] = _from_read(node, value)
            self._changed.add(name)

    def _perform_onchange(self, name: str) -> None:
        node = self._view.fields[name]
        if not node.onchange:
            return
        record = self._record if self._record else self._model
        result = record.onchange(
            self._onchange_values(), [name], self._view.spec()
        )
        warning = result.get("warning")
        if warning:
            import logging
            logging.getLogger("odoo.tests.form.onchange").warning(
                "%(title)s %(message)s", {"title": "", "message": "", **warning}
            )
        self._apply(result.get("value") or {})

    def _onchange_values(self) -> dict[str, Any]:
        return {
            name: value.commands(self._view.fields[name], everything=True)
            if isinstance(value, Lines) else value
            for name, value in self._values.items() if name in self._view.fields
        }

    def _scope(self) -> dict[str, Any]:
        """Return the names that a modifier may use."""
        values = {
            name: value.ids() if isinstance(value, Lines) else value
            for name, value in self._values.items()
        }
        values.setdefault("id", self._record.id or False)
        return values

    def _get_modifier(
        self, field_name: str, modifier: str, *, view: Any = None, vals: Any = None
    ) -> bool:
        """Tell whether a modifier of a field holds (Odoo's name)."""
        return self._has(field_name, modifier)

    def _has(self, name: str, modifier: str) -> bool:
        return bool(self._view.evaluate(self._env, name, modifier, self._scope()))

    # ---- reading and assigning
    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._view.fields:
            raise AttributeError(f"{name!r} was not found in the view")
        node = self._view.fields[name]
        if node.type == "one2many":
            return O2MProxy(self, name)
        if node.type == "many2many":
            return M2MProxy(self, name)
        return _to_python(self._env, self._model, node, self._values[name])

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)

    def __setitem__(self, name: str, value: Any) -> None:
        setattr(self, name, value)

    def __contains__(self, name: str) -> bool:
        return name in self._view.fields

    def __setattr__(self, name: str, value: Any) -> None:
        node = self._view.fields.get(name)
        assert node is not None, f"{name!r} was not found in the view"
        assert node.type != "one2many", \
            f"Can't set an one2many field directly, use its proxy instead ({name})"
        assert not self._has(name, "readonly"), f"can't write on readonly field {name!r}"
        assert not self._has(name, "invisible"), \
            f"can't write on invisible field {name!r}"
        if node.type == "many2many":
            getattr(self, name).set(value)
            return
        self._values[name] = _to_wire(self._env, self._model, node, value)
        self._changed.add(name)
        self._perform_onchange(name)

    # ---- saving
    def save(self) -> Any:
        """Create or write the record and return it."""
        values = self._values_to_save()
        if self._record:
            self._record.write(values)
        else:
            self.__dict__["_record"] = self._model.create(values)
        self._read_record()
        self._env.flush_all()
        return self._record

    @property
    def record(self) -> Any:
        """The saved record, without saving."""
        assert self._record, "the form is not saved"
        return self._record

    def _values_to_save(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, node in self._view.fields.items():
            if name == "id":
                continue
            value = self._values[name]
            empty = value is False or value is None or (
                isinstance(value, Lines) and not value.lines
            )
            if empty and node.type != "boolean" and self._has(name, "required") \
                    and not self._has(name, "invisible"):
                raise AssertionError(f"{name} is a required field ({node.modifiers})")
            if name not in self._changed:
                continue
            if self._has(name, "readonly") and not node.force_save:
                continue
            if isinstance(value, Lines):
                commands = value.commands(node)
                if commands:
                    values[name] = commands
            else:
                values[name] = value
        return values

    def __enter__(self) -> Form:
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if kind is None:
            self.save()

    def __repr__(self) -> str:
        return f"<Form {self._record or self._model}>"


def _view_id(env: Any, view: Any) -> int | bool:
    if view is None or view is False:
        return False
    if isinstance(view, str):
        return int(env.ref(view).id)
    return int(view if isinstance(view, int) else view.id)


def _empty(node: FieldNode) -> Any:
    return Lines(node.type) if node.type in ("one2many", "many2many") else False


def _from_read(node: FieldNode, value: Any) -> Any:
    """Return a value of `web_read` or an onchange as the form keeps it."""
    if node.type == "one2many":
        lines = Lines(node.type)
        for row in value or ():
            inner = row if isinstance(row, dict) else {"id": row}
            lines.lines.append(Line(inner["id"], node.line_values(inner), set()))
        return lines
    if node.type == "many2many":
        lines = Lines(node.type)
        for row in value or ():
            id_ = row["id"] if isinstance(row, dict) else row
            lines.lines.append(Line(id_, {}, set()))
        return lines
    if node.type == "many2one":
        if isinstance(value, dict):
            return value.get("id") or False
        if isinstance(value, (list, tuple)):
            return value[0] if value else False
    return value


def _to_python(env: Any, model: Any, node: FieldNode, value: Any) -> Any:
    """Return a kept value as a record's attribute would be."""
    field = node.field
    if node.type == "many2one":
        return env[field.comodel_name].browse(value or ())
    if node.type in ("date", "datetime") and isinstance(value, str):
        return type(field).to_date(value) if node.type == "date" \
            else type(field).to_datetime(value)
    if node.type == "reference" and value:
        name, _comma, id_ = value.partition(",")
        return env[name].browse(int(id_))
    return value


def _to_wire(env: Any, model: Any, node: FieldNode, value: Any) -> Any:
    """Return what a test assigns as it travels."""
    field = node.field
    if node.type == "many2one":
        assert value is False or value is None or getattr(value, "_name", None) == \
            field.comodel_name, f"expected a {field.comodel_name}, got {value!r}"
        return value.id if value else False
    if node.type in ("date", "datetime"):
        return type(field).to_string(value) if value and not isinstance(value, str) \
            else value or False
    if node.type == "reference" and hasattr(value, "_name"):
        return f"{value._name},{value.id}" if value else False
    if node.type in ("integer", "float", "monetary"):
        return value or 0
    if node.type == "boolean":
        return bool(value)
    if node.type == "binary" and isinstance(value, bytes):
        return value.decode()
    return str(value) if isinstance(value, str) else value or False


def new_virtual_id() -> str:
    """Return a name for a line that is not saved yet."""
    return f"virtual_{next(VIRTUAL)}"


def view_of(form: Any) -> FormView:
    """Return the view that a form fills in."""
    view: FormView = form._view
    return view
