"""Changes of tracked fields: noticed before, told when the transaction ends."""
from __future__ import annotations

from odoo import api, models, tools

TRACKED = "mail.tracking."


def _is_tracked(field):
    """Return whether changes of a field are told: True, or where among others."""
    base = field.base_field if field.inherited else field
    return getattr(field, "tracking", None) or getattr(base, "tracking", None)


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @tools.ormcache("self.env.uid", "self.env.su", "self._name")
    def _track_get_fields(self):
        """Return the names of the tracked fields."""
        return frozenset(
            name for name, field in self._fields.items()
            if _is_tracked(field) and self._has_field_access(field, "read")
        )

    def _track_prepare(self, fields_iter):
        """Remember the values of tracked fields, to tell later what has changed."""
        names = self._track_get_fields().intersection(fields_iter)
        if not names or not self.ids:
            return
        store = self._tracking_store()
        for record in self:
            if not record.id:
                continue
            values = store.setdefault(record.id, {})
            if values is not None:
                for name in names:
                    if name not in values:
                        values[name] = record[name]

    def _tracking_store(self):
        """Return what is remembered until the end of the transaction."""
        precommit = self.env.cr.precommit
        key = TRACKED + self._name
        store = precommit.data.get(key)
        if store is None:
            store = precommit.data[key] = {}
            model = self.browse().with_context({
                k: v for k, v in self.env.context.items()
                if not k.startswith("default_")
            })
            precommit.add(model._track_finalize)
        return store

    def _track_discard(self):
        """Forget this transaction's changes of the records: no message tells them."""
        self._discard_tracking()

    def _discard_tracking(self):
        """Tell nothing of the records: they are new, or gone."""
        if self.ids:
            self._tracking_store().update(dict.fromkeys(self.ids))

    def _track_creation(self):
        """What is set at creation is no change."""
        self._discard_tracking()
        if self.env.context.get("mail_notrack"):
            return
        names = self._track_get_fields()
        for record in self:
            if changes := {name: False for name in names if record[name]}:
                record._track_post_template_finalize(changes)

    def _compute_field_value(self, field):
        """Notice the values of tracked fields before they are computed."""
        if not self.env.context.get("tracking_disable") \
                and not self.env.context.get("mail_notrack") and field.store:
            names = [
                f.name for f in self.env.registry.field_computed.get(field, [field])
                if f.store and _is_tracked(f)
            ]
            if names:
                self.browse([i for i in self._ids if i])._track_prepare(names)
        return super()._compute_field_value(field)

    @api.model
    def _track_finalize(self):
        """Tell what has changed since `_track_prepare`."""
        initial = self.env.cr.precommit.data.pop(TRACKED + self._name, {})
        ids = [id_ for id_, values in initial.items() if values]
        if not ids:
            return
        records = self.browse(ids).sudo().exists()
        context = {k: v for k, v in self.env.context.items() if k != "lang"}
        records = records.with_context(context)
        names = self._track_get_fields()
        records._message_track(names, initial)
        self.env.flush_all()

    def _message_track(self, fields_iter, initial_values_dict):
        """Post a message for each record that has changed."""
        if not fields_iter:
            return {}
        changes = {
            record.id: record._mail_track(
                fields_iter, initial_values_dict[record.id]
            ) for record in self
        }
        info = {}
        for record in self:
            changed, values = changes[record.id]
            if not changed:
                continue
            initial = initial_values_dict[record.id]
            before = {name: initial[name] for name in changed}
            subtype = record._track_subtype(before)
            author = record._track_get_author()
            body = record._track_get_default_log_message(changed)
            if subtype:
                record.message_post(
                    body=body, author_id=author, subtype_id=subtype.id,
                    tracking_value_ids=values,
                )
            elif values:
                record._message_log(
                    body=body, author_id=author, tracking_value_ids=values
                )
            record._track_post_template_finalize(before)
            info[record.id] = changed
        return info

    def _track_get_author(self):
        key = f"mail.tracking.author.{self._name}.{self.id}"
        author = self.env.cr.precommit.data.pop(key, None)
        return (author or self.env.user.partner_id).id

    def _track_set_author(self, author):
        """Say who is told to have made this transaction's changes."""
        for record in self:
            key = f"mail.tracking.author.{self._name}.{record.id}"
            self.env.cr.precommit.data[key] = author

    def _track_get_default_log_message(self, changes):
        """Return the text of the message about changes (hook)."""
        return self.env.cr.precommit.data.pop(
            f"mail.tracking.message.{self._name}.{self.id}", ""
        )

    def _track_set_log_message(self, message):
        """Say what the message about this transaction's changes should say."""
        for record in self:
            key = f"mail.tracking.message.{self._name}.{record.id}"
            self.env.cr.precommit.data[key] = message

    def _track_subtype(self, initial_values):
        """Return the subtype of the message about changes (hook); none for a note."""
        self.ensure_one()
        return False

    def _track_template(self, changes):
        """Return field -> (template, options) to send when it changes (hook)."""
        return {}

    def _track_post_template_finalize(self, changes):
        """Send the templates of changed fields."""
        for template, options in self._track_template(changes).values():
            if template:
                self.message_post_with_source(template, **options) \
                    if options.get("composition_mode") != "mass_mail" \
                    else self.message_mail_with_source(template, **options)

    def _mail_track(self, tracked_fields, initial_values):
        """Return (names of changed fields, commands that create tracking values)."""
        self.ensure_one()
        changed, found = [], []
        described = self.fields_get(
            [name for name in tracked_fields if name in initial_values],
            ("string", "type", "selection", "currency_field"),
        )
        for name in described:
            before, after = initial_values[name], self[name]
            if before == after or not before and not after:
                continue
            changed.append(name)
            field = self._fields[name]
            tracking = _is_tracked(field)
            sequence = tracking if tracking is not True else 100
            vals = self.env["mail.tracking.value"]._create_tracking_values(
                before, after, name, described[name], self
            )
            found.append((sequence, name, vals))
        found.sort(key=lambda item: item[:2], reverse=True)
        return changed, [(0, 0, vals) for _sequence, _name, vals in found]
