"""Who may see and change messages: it follows from the record they are about."""
from __future__ import annotations

import functools

from odoo import _, api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

COLUMNS = ("id", "model", "res_id", "author_id", "create_uid", "message_type",
           "is_internal", "subtype_id", "parent_id")


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _check_access(self, operation):
        """Refuse what record rules refuse, and messages of records out of reach."""
        refusal = super()._check_access(operation)
        if refusal or not any(self._ids):
            return refusal
        forbidden = self._get_forbidden(operation)
        if forbidden:
            return forbidden, lambda: forbidden._make_access_error(operation)
        return None

    def _make_access_error(self, operation):
        return AccessError(_(
            "The requested operation cannot be completed due to security restrictions. "
            "Please contact your system administrator.\n\n(Document type: %(type)s, "
            "Operation: %(operation)s)\n\nRecords: %(records)s, User: %(user)s",
            type=self._description, operation=operation, records=self.ids[:6],
            user=self.env.uid,
        ))

    def _get_forbidden(self, operation):
        """Return the messages on which the user may not do `operation`."""
        rows = self._access_rows()
        allowed = self._allowed_ids(rows, operation)
        return self.browse([row["id"] for row in rows if row["id"] not in allowed])

    def _access_rows(self):
        self.env.flush_all()
        ids = [i for i in self._ids if isinstance(i, int) and i]
        if not ids:
            return []
        cr = self.env.cr
        cr.execute(SQL(
            "SELECT %s FROM mail_message WHERE %s",
            SQL(", ").join(SQL.identifier(name) for name in COLUMNS),
            cr.dialect.in_list(SQL.identifier("id"), ids),
        ))
        return cr.dictfetchall()

    @api.model
    def _allowed_ids(self, rows, operation):
        """Return the ids of the rows on which the user may do `operation`."""
        env = self.env
        partner_id = env.user.partner_id.id
        if not env.user._is_internal():
            rows = self._without_internal(rows)
        allowed, rest = set(), []
        told = self._told_ids([row["id"] for row in rows]) \
            if operation == "read" else set()
        for row in rows:
            mine = row["author_id"] == partner_id or row["create_uid"] == env.uid
            if operation == "read" and (
                mine and (row["author_id"] == partner_id or not row["model"])
                or row["id"] in told
            ):
                allowed.add(row["id"])
            elif operation == "write" and row["author_id"] == partner_id:
                allowed.add(row["id"])
            elif operation == "create" and not row["model"] and mine:
                allowed.add(row["id"])
            elif row["message_type"] != "user_notification":
                rest.append(row)
        allowed |= self._allowed_by_document(rest, operation)
        return allowed

    @api.model
    def _without_internal(self, rows):
        """Portal users see no notes, whatever the record."""
        internal = set(self.env["mail.message.subtype"].sudo().search([
            ("internal", "=", True),
        ]).ids)
        return [row for row in rows if not row["is_internal"]
                and row["subtype_id"] and row["subtype_id"] not in internal]

    @api.model
    def _told_ids(self, ids):
        """Return which messages the user was addressed or notified of."""
        if not ids:
            return set()
        cr, partner_id = self.env.cr, self.env.user.partner_id.id
        cr.execute(SQL(
            "SELECT mail_message_id FROM mail_notification WHERE res_partner_id = %s "
            "AND %s UNION SELECT mail_message_id FROM mail_message_res_partner_rel "
            "WHERE res_partner_id = %s AND %s",
            partner_id, cr.dialect.in_list(SQL.identifier("mail_message_id"), ids),
            partner_id, cr.dialect.in_list(SQL.identifier("mail_message_id"), ids),
        ))
        return {row[0] for row in cr.fetchall()}

    @api.model
    def _allowed_by_document(self, rows, operation):
        documents = {}
        for row in rows:
            if row["model"] and row["res_id"] and row["model"] in self.env:
                documents.setdefault(row["model"], {}).setdefault(
                    row["res_id"], []
                ).append(row["id"])
        allowed = set()
        for model, by_id in documents.items():
            records = self.env[model].browse(by_id).exists()
            wanted = records._mail_get_operation_for_mail_message_operation(operation)
            for record_operation, group in wanted.items():
                for record in group._filtered_access(record_operation):
                    allowed.update(by_id[record.id])
        return allowed

    # ---- searching: the same rules as conditions of the query
    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, active_test=True,
                bypass_access=False):
        """Find messages; what the user may not see is left out."""
        if self.env.su or bypass_access:
            return super()._search(
                domain, offset, limit, order, active_test=active_test,
                bypass_access=bypass_access,
            )
        self.env.flush_all()
        query = super()._search(domain, offset, limit, order, active_test=active_test)
        if not query.is_empty():
            query.add_where(self._visible_condition(query))
        return query

    @api.model
    def _visible_condition(self, query):
        """Return which of the messages of a query the user may see."""
        partner_id = self.env.user.partner_id.id
        column = functools.partial(SQL.identifier, query.table)
        # as a CASE it filters what the domain and the order walk through: the parts of an
        # OR would be looked up one by one, all of them, before anything is sorted
        visible = SQL(
            "CASE WHEN (%(author)s = %(partner)s OR (%(maker)s = %(uid)s AND %(model)s IS NULL)"
            " OR %(id)s IN (SELECT mail_message_id FROM mail_notification"
            " WHERE res_partner_id = %(partner)s)"
            " OR %(id)s IN (SELECT mail_message_id FROM mail_message_res_partner_rel"
            " WHERE res_partner_id = %(partner)s)"
            " OR (%(type)s != 'user_notification' AND %(documents)s))"
            " THEN TRUE ELSE FALSE END",
            author=column("author_id"), partner=partner_id, maker=column("create_uid"),
            uid=self.env.uid, model=column("model"), id=column("id"),
            type=column("message_type"), documents=self._document_condition(query),
        )
        if self.env.user._is_internal():
            return visible
        return SQL(
            "%s AND %s IS NOT TRUE AND %s NOT IN (SELECT id FROM mail_message_subtype "
            "WHERE internal IS TRUE)",
            visible, column("is_internal"), column("subtype_id"),
        )

    @api.model
    def _document_condition(self, query):
        """Return which messages are about records that the user may see."""
        column = functools.partial(SQL.identifier, query.table)
        parts = []
        for name in self._models_of_messages():
            if name not in self.env or not self.env[name].has_access("read"):
                continue
            parts.append(SQL(
                "(%s = %s AND %s IN %s)", column("model"), name, column("res_id"),
                self._visible_records(self.env[name], query),
            ))
        return SQL("(%s)", SQL(" OR ").join(parts)) if parts else SQL("FALSE")

    @api.model
    def _models_of_messages(self):
        """Return the models that there are messages of, from one to the next by index."""
        self.env.cr.execute(SQL(
            "WITH RECURSIVE found(model) AS (SELECT min(model) FROM mail_message UNION ALL "
            "SELECT (SELECT min(model) FROM mail_message WHERE model > found.model) "
            "FROM found WHERE found.model IS NOT NULL) "
            "SELECT model FROM found WHERE model IS NOT NULL"
        ))
        return [row[0] for row in self.env.cr.fetchall()]

    @api.model
    def _visible_records(self, records, query):
        """Return the ids of the records of a model that the user may see, as SQL.

        Records whose access is more than rules are asked one by one: those of the query.
        """
        if not _is_plain(records):
            self.env.cr.execute(SQL(
                "SELECT DISTINCT %s FROM %s WHERE %s",
                SQL.identifier(query.table, "res_id"), query.from_clause,
                SQL(" AND ").join([
                    SQL("%s = %s", SQL.identifier(query.table, "model"), records._name),
                    *query._where,
                ]),
            ))
            ids = [row[0] for row in self.env.cr.fetchall() if row[0]]
            found = records.browse(ids).exists()
            wanted = found._mail_get_operation_for_mail_message_operation("read")
            visible = [
                id_ for operation, group in wanted.items()
                for id_ in group._filtered_access(operation)._ids
            ]
            return self.env.cr.dialect.id_list(tuple(visible))
        return records._search([], active_test=False).subselect()

    def _select_rows(self, fields):
        """Read rows of messages that the user may see."""
        if not self.env.su:
            self.check_access("read")
            return self.sudo()._select_rows(fields)
        return super()._select_rows(fields)


def _is_plain(records):
    """Tell whether reading messages takes reading the record, and that record rules."""
    kind, base = type(records), models.BaseModel
    return kind._check_access is base._check_access and all(
        "_mail_get_operation_for_mail_message_operation" not in vars(cls)
        or cls._name in ("base", "mail.thread") for cls in kind.__mro__ if cls is not kind
    )
