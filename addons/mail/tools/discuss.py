"""What clients of the web get of records: gathered by model, each record once."""
from __future__ import annotations

from markupsafe import Markup
from odoo import fields as odoo_fields
from odoo import models


class Store:
    """Collects values of records, and of those they refer to, by model."""

    def __init__(self, bus_channel=None, bus_subchannel=None):
        self.data = {}
        self.target = Store.Target(bus_channel, bus_subchannel)

    def add(self, records, fields=None, extra_fields=None, as_thread=False, **kwargs):
        """Add fields of records: names, attributes; by default those of the model."""
        if records is None or not records._ids:
            return self
        if as_thread and hasattr(records, "_thread_to_store"):
            records._thread_to_store(self, fields or [], **kwargs)
            return self
        if fields is None:
            fields = records._to_store_defaults(self.target)
        records._to_store(self, [*_listed(fields), *_listed(extra_fields)], **kwargs)
        return self

    def add_records_fields(self, records, fields, as_thread=False):
        """Add the given fields; what a model adds itself is left out."""
        name = "mail.thread" if as_thread else records._name
        for record in records:
            values = {"id": record.id}
            if as_thread:
                values["model"] = record._name
            for field in fields:
                values.update(self._values_of(record, field))
            self.add_model_values(name, values)
        return self

    def add_model_values(self, model_name, values):
        """Add values of one record, by its id."""
        known = self.data.setdefault(model_name, {})
        key = tuple(values.get(name) for name in ("model", "id") if name in values)
        known.setdefault(key, {}).update(values)
        return self

    def add_singleton_values(self, model_name, values):
        """Add values of something that there is only one of."""
        self.data.setdefault(model_name, {}).setdefault((), {}).update(values)
        return self

    def add_global_values(self, **values):
        """Add values that belong to no record."""
        return self.add_singleton_values("Store", values)

    def delete(self, records, as_thread=False):
        """Note that records are gone."""
        for record in records:
            name = "mail.thread" if as_thread else record._name
            self.add_model_values(name, {"id": record.id, "_DELETE": True})
        return self

    def get_result(self):
        """Return what was gathered: lists of values by model."""
        return {
            name: rows[()] if () in rows else list(rows.values())
            for name, rows in self.data.items()
        }

    def bus_send(self, notification_type="mail.record/insert", /):
        """Send what was gathered to the target."""
        result = self.get_result()
        if result and self.target.channel is not None:
            self.target.channel._bus_send(
                notification_type, result, subchannel=self.target.subchannel
            )

    def _values_of(self, record, field):
        """Return the values that a name, a dict or an attribute stands for."""
        if isinstance(field, dict):
            return field
        if isinstance(field, str):
            kind = record._fields.get(field)
            if kind is not None and kind.relational:
                field = (Store.One if kind.type == "many2one" else Store.Many)(field, [])
            else:
                field = Store.Attr(field)
        if field.predicate is not None and not field.predicate(record):
            return {}
        return {field.field_name: field._take(self, record)}

    class Target:
        """Who gets the values."""

        def __init__(self, channel=None, subchannel=None):
            self.channel = channel
            self.subchannel = subchannel

        def is_current_user(self, env):
            """Tell whether they are for the current user alone."""
            channel = self.channel
            return channel is None or (
                channel._name == "res.users" and channel == env.user
            )

        def is_internal(self, env):
            """Tell whether they are for an internal user."""
            channel = env.user if self.channel is None else self.channel
            return channel._name == "res.users" and channel._is_internal()

    class Attr:
        """A value under a name: of the field, given, or worked out."""

        def __init__(self, field_name, value=None, *, predicate=None, sudo=False):
            self.field_name = field_name
            self.value = value
            self.predicate = predicate
            self.sudo = sudo

        def _given(self, record):
            record = record.sudo() if self.sudo else record
            if self.value is None:
                return record[self.field_name]
            return self.value(record) if callable(self.value) else self.value

        def _take(self, store, record):
            return _plain(self._given(record))

    class Relation(Attr):
        """Records that a field refers to, added with fields of their own."""

        def __init__(self, records_or_field_name, fields=None, *, as_thread=False,
                     dynamic_fields=None, only_data=False, predicate=None, rename=None,
                     sort=None, sudo=False, value=None, **kwargs):
            name = records_or_field_name
            if isinstance(name, models.BaseModel):
                name, value = rename, name
            super().__init__(name, value, predicate=predicate, sudo=sudo)
            self.fields = fields
            self.as_thread = as_thread
            self.dynamic_fields = dynamic_fields
            self.only_data = only_data
            self.sort = sort
            self.kwargs = kwargs

        def _add(self, store, record):
            records = self._given(record)
            wanted = self.fields
            if self.dynamic_fields is not None:
                wanted = [*_listed(wanted), *_listed(self.dynamic_fields(record))]
            if wanted is None or _listed(wanted):
                store.add(records, wanted, as_thread=self.as_thread, **self.kwargs)
            return records

    class One(Relation):
        """One record."""

        def _take(self, store, record):
            found = self._add(store, record)
            return found.id if found else False

    class Many(Relation):
        """Any number of records."""

        def __init__(self, *args, mode="REPLACE", **kwargs):
            super().__init__(*args, **kwargs)
            self.mode = mode

        def _take(self, store, record):
            found = self._add(store, record)
            found = found.sorted(self.sort) if self.sort else found
            return found.ids if self.mode == "REPLACE" else [(self.mode, found.ids)]


def _listed(fields):
    if fields is None:
        return []
    return [fields] if isinstance(fields, (str, dict, Store.Attr)) else list(fields)


def _plain(value):
    """Return a value as JSON has it; HTML says that it is."""
    if isinstance(value, Markup):
        return ["markup", str(value)]
    if isinstance(value, models.BaseModel):
        return value.ids
    if hasattr(value, "isoformat"):
        return odoo_fields.Datetime.to_string(value) if hasattr(value, "hour") \
            else odoo_fields.Date.to_string(value)
    return value
