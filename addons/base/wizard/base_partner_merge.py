"""Finds partners that are the same and makes one of them."""
from __future__ import annotations

import json
import logging
from ast import literal_eval

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL
from psycopg2 import IntegrityError

_logger = logging.getLogger(__name__)
KEYS = ("email", "name", "is_company", "vat", "parent_id")
CLOSE = {"type": "ir.actions.act_window_close"}
MOST = 3    # partners that users who are no administrators may merge at once


class BasePartnerMergeLine(models.TransientModel):
    _name = "base.partner.merge.line"
    _description = "Merge Partner Line"
    _order = "min_id asc"

    wizard_id = fields.Many2one("base.partner.merge.automatic.wizard", "Wizard")
    min_id = fields.Integer("MinID")
    aggr_ids = fields.Char("Ids", required=True)


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _name = "base.partner.merge.automatic.wizard"
    _description = "Merge Partner Wizard"

    group_by_email = fields.Boolean("Email")
    group_by_name = fields.Boolean("Name")
    group_by_is_company = fields.Boolean("Is Company")
    group_by_vat = fields.Boolean("VAT")
    group_by_parent_id = fields.Boolean("Parent Company")
    state = fields.Selection(
        [("option", "Option"), ("selection", "Selection"), ("finished", "Finished")],
        readonly=True,
        required=True,
        string="State",
        default="option",
    )
    number_group = fields.Integer("Group of Contacts", readonly=True)
    current_line_id = fields.Many2one("base.partner.merge.line", string="Current Line")
    line_ids = fields.One2many("base.partner.merge.line", "wizard_id", string="Lines")
    partner_ids = fields.Many2many(
        "res.partner", string="Contacts", context={"active_test": False}
    )
    dst_partner_id = fields.Many2one("res.partner", string="Destination Contact")
    exclude_contact = fields.Boolean("A user associated to the contact")
    exclude_journal_item = fields.Boolean("Journal Items associated to the contact")
    maximum_group = fields.Integer("Maximum of Group of Contacts")

    @api.model
    def default_get(self, fields):
        """Take the partners chosen in a list from the context."""
        res = super().default_get(fields)
        ids = self.env.context.get("active_ids")
        if self.env.context.get("active_model") == "res.partner" and ids:
            if "state" in fields:
                res["state"] = "selection"
            if "partner_ids" in fields:
                res["partner_ids"] = [Command.set(ids)]
            if "dst_partner_id" in fields:
                res["dst_partner_id"] = self._get_ordered_partner(ids)[-1:].id
        return res

    # ---- merging
    @api.model
    def _get_ordered_partner(self, partner_ids):
        """Return the partners, the one to keep last: active, oldest."""
        partners = self.env["res.partner"].browse(partner_ids)
        return partners.sorted(
            lambda p: (p.active, -(p.create_date.timestamp() if p.create_date else 0)),
        )

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        """Make one partner of several; UserError when they must not be merged."""
        if self.env.is_admin():
            extra_checks = False
        partners = self.env["res.partner"].browse(partner_ids).exists()
        if len(partners) < 2:
            return
        if len(partners) > MOST and extra_checks:
            raise UserError(_(
                "For safety reasons, you cannot merge more than 3 contacts together. "
                "You can re-open the wizard several times if needed."
            ))
        children = partners.search([("id", "child_of", partners.ids)]) - partners
        for partner in partners:
            if partner.parent_id in partners or children & partner.parent_id:
                raise UserError(_("You cannot merge a contact with one of his parent."))
        if extra_checks and len(set(partners.mapped("email"))) > 1:
            raise UserError(_(
                "All contacts must have the same email. Only the Administrator can "
                "merge contacts with different emails."
            ))
        if dst_partner and dst_partner in partners:
            sources = partners - dst_partner
        else:
            ordered = self._get_ordered_partner(partners.ids)
            dst_partner, sources = ordered[-1], ordered[:-1]
        if len(partners.with_context(active_test=False).user_ids) > 1:
            raise UserError(_("You cannot merge contacts linked to more than one user."))
        _logger.info("(uid = %s) merged %r into %s", self.env.uid, sources.ids,
                     dst_partner.id)
        self._update_foreign_keys(sources, dst_partner)
        self._update_reference_fields(sources, dst_partner)
        self._update_values(sources, dst_partner)
        sources.unlink()

    def _update_foreign_keys(self, sources, target):
        """Let the target be what many2one and many2many fields point at."""
        self.env.flush_all()
        for field in self.env.registry.many2one_to.get("res.partner", ()):
            model = self.env[field.model_name]
            if not field.is_column or not model._auto or model._abstract:
                continue
            self._replace(model._table, field.name, sources, target)
        seen = set()
        for model in self.env.values():
            for field in model._fields.values():
                if field.type != "many2many" or not field.store:
                    continue
                for name, column in (
                    (field.comodel_name, field.column2), (field.model_name, field.column1)
                ):
                    if name == "res.partner" and (field.relation, column) not in seen:
                        seen.add((field.relation, column))
                        self._replace(field.relation, column, sources, target)
        self.env.invalidate_all()

    def _replace(self, table, column, sources, target):
        """Rewrite a column; rows that a unique constraint refuses are deleted."""
        names = SQL.identifier(table), SQL.identifier(column)
        ids = tuple(sources.ids)
        self.env.cr.execute(SQL(
            "UPDATE OR IGNORE %s SET %s = %s WHERE %s IN %s",
            names[0], names[1], target.id, names[1], ids,
        ))
        if table != "res_partner":
            self.env.cr.execute(
                SQL("DELETE FROM %s WHERE %s IN %s", names[0], names[1], ids)
            )

    def _update_reference_fields(self, sources, target):
        """Let the target be what (model, id) pairs and reference fields point at."""
        for model_name, model_field, id_field in (
            ("ir.attachment", "res_model", "res_id"),
            ("ir.model.data", "model", "res_id"),
            ("mail.followers", "res_model", "res_id"),
            ("mail.message", "model", "res_id"),
            ("mail.activity", "res_model", "res_id"),
        ):
            if model_name not in self.env:
                continue
            records = self.env[model_name].sudo().search(
                [(model_field, "=", "res.partner"), (id_field, "in", sources.ids)]
            )
            for record in records:
                try:
                    with self.env.cr.savepoint():
                        record[id_field] = target.id
                        record.flush_recordset()
                except (IntegrityError, ValidationError):   # the target has one like it
                    record.unlink()
        for model in self.env.values():
            if model._abstract or not model._auto:
                continue
            for field in model._fields.values():
                if field.type != "reference" or not field.store:
                    continue
                values = [f"res.partner,{id_}" for id_ in sources.ids]
                found = model.sudo().search([(field.name, "in", values)])
                found.write({field.name: f"res.partner,{target.id}"})
        self.env.flush_all()

    def _update_values(self, sources, target):
        """Fill what the target lacks from the sources."""
        values = {}
        for name, field in target._fields.items():
            if field.type in ("many2many", "one2many") or field.compute or name == "id":
                continue
            if field.related or not field.store or target[name]:
                continue
            for source in sources[::-1]:
                if source[name]:
                    values[name] = field.convert_to_write(source[name], source)
                    break
        parent_id = values.pop("parent_id", None)
        target.write(values)
        if parent_id and parent_id != target.id:
            try:
                target.write({"parent_id": parent_id})
            except UserError:
                _logger.info("partner %s keeps its parent: it would be its own parent",
                             target.id)

    # ---- finding
    def _keys(self):
        keys = [key for key in KEYS if self[f"group_by_{key}"]]
        if not keys:
            raise UserError(_(
                "You have to specify a filter for your selection."
            ))
        return keys

    def _find_groups(self):
        """Return the ids of partners that are alike, group by group."""
        columns = []
        where = [SQL("active")]
        for key in self._keys():
            name = SQL.identifier(key)
            columns.append(
                SQL("LOWER(%s)", name) if key in ("email", "name", "vat") else name
            )
            if key in ("email", "name", "vat"):
                where.append(SQL("%s IS NOT NULL", name))
        rows = self.env.execute_query(SQL(
            "SELECT MIN(id), %s FROM res_partner WHERE %s GROUP BY %s "
            "HAVING COUNT(*) >= 2 ORDER BY MIN(id)",
            self.env.cr.dialect.array_agg(SQL("id")), SQL(" AND ").join(where), SQL(", ").join(columns),
        ))
        groups = []
        for first, text in rows[: self.maximum_group or None]:
            ids = sorted(json.loads(text))
            partners = self.env["res.partner"].browse(ids)
            if self.exclude_contact and partners.user_ids:
                continue
            groups.append((first, ids))
        return groups

    def action_start_manual_process(self):
        """Look for partners that are alike and show the first group."""
        self.ensure_one()
        groups = self._find_groups()
        self.write({
            "state": "selection",
            "number_group": len(groups),
            "line_ids": [Command.clear()] + [
                Command.create({"min_id": first, "aggr_ids": str(ids)})
                for first, ids in groups
            ],
        })
        return self._action_next_screen()

    def action_start_automatic_process(self):
        """Look for partners that are alike and merge all of them."""
        self.ensure_one()
        self.action_start_manual_process()
        for line in self.line_ids:
            self._merge(literal_eval(line.aggr_ids))
            line.unlink()
        self.write({"state": "finished"})
        return self._reopen()

    def parent_migration_process_cb(self):
        """Merge persons that stand beside the company of the same name and address."""
        self.ensure_one()
        self.write({"group_by_is_company": True, "group_by_parent_id": True,
                    "group_by_email": True})
        return self.action_start_automatic_process()

    def action_update_all_process(self):
        """Merge everything that is alike, by address and parent."""
        self.ensure_one()
        self.parent_migration_process_cb()
        self.write({"state": "finished"})
        return self._reopen()

    def action_skip(self):
        """Leave the shown group out."""
        if self.current_line_id:
            self.current_line_id.unlink()
        return self._action_next_screen()

    def action_merge(self):
        """Merge the chosen partners."""
        if not self.partner_ids:
            self.write({"state": "finished"})
            return self._reopen()
        self._merge(self.partner_ids.ids, self.dst_partner_id)
        if self.current_line_id:
            self.current_line_id.unlink()
        return self._action_next_screen()

    def _action_next_screen(self):
        self.env.invalidate_all()
        line = self.line_ids[:1]
        if line:
            ids = literal_eval(line.aggr_ids)
            self.write({
                "current_line_id": line.id,
                "partner_ids": [Command.set(ids)],
                "dst_partner_id": self._get_ordered_partner(ids)[-1].id,
                "state": "selection",
            })
        else:
            self.write({"current_line_id": False, "partner_ids": [], "state": "finished"})
        return self._reopen()

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        } if self.line_ids or self.state != "finished" else CLOSE
