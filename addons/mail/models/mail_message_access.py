"""Who may see and change messages: it follows from the record they are about."""
from __future__ import annotations

from odoo import _, api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

CHUNK = 1000
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

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, active_test=True,
                bypass_access=False):
        """Find messages; what the user may not see is left out."""
        if self.env.su or bypass_access:
            return super()._search(
                domain, offset, limit, order, active_test=active_test,
                bypass_access=bypass_access,
            )
        query = super()._search(domain, order=order or "id desc",
                                active_test=active_test)
        wanted = (offset or 0) + limit if limit else None
        found = self._filter_found(query, wanted)
        result = self.sudo().browse().with_env(self.env)._empty_query()
        result.set_result_ids(found[offset or 0:wanted])
        return result

    @api.model
    def _empty_query(self):
        return models.Query(self.env, self._table, self._table_sql)

    @api.model
    def _filter_found(self, query, wanted):
        found, start = [], 0
        while True:
            query.limit, query.offset = CHUNK, start
            self.env.cr.execute(query.select(*[
                SQL.identifier(query.table, name) for name in COLUMNS
            ]))
            rows = self.env.cr.dictfetchall()
            allowed = self._allowed_ids(rows, "read")
            found.extend(row["id"] for row in rows if row["id"] in allowed)
            if len(rows) < CHUNK or wanted and len(found) >= wanted:
                return found
            start += CHUNK

    def _select_rows(self, fields):
        """Read rows of messages that the user may see."""
        if not self.env.su:
            self.check_access("read")
            return self.sudo()._select_rows(fields)
        return super()._select_rows(fields)
