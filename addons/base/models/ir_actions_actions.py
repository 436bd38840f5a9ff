"""Actions: what all kinds of actions share."""

from __future__ import annotations

from collections import defaultdict

from odoo import _, api, fields, models, tools
from odoo.exceptions import MissingError, ValidationError
from odoo.tools import SQL

_SHARED = (
    "name",
    "type",
    "help",
    "binding_model_id",
    "binding_type",
    "binding_view_types",
    "path",
    "create_uid",
    "create_date",
    "write_uid",
    "write_date",
)


class IrActionsActions(models.Model):
    """Each kind has a table of its own. Every action also has a row in `ir_actions`
    with the same id, so that ids are unique among all kinds and foreign keys work."""

    _name = "ir.actions.actions"
    _description = "Actions"
    _table = "ir_actions"
    _order = "name, id"
    _allow_sudo_commands = False

    binding_model_id = fields.Many2one("ir.model", ondelete="cascade")
    binding_type = fields.Selection(
        [
            ("action", "Action"),
            ("report", "Report"),
        ],
        required=True,
        default="action",
    )
    binding_view_types = fields.Char(default="list,form")
    help = fields.Html(string="Action Description", translate=True)
    name = fields.Char(string="Action Name", required=True, translate=True)
    path = fields.Char(string="Path to show in the URL")
    type = fields.Char(string="Action Type", required=True)
    xml_id = fields.Char(string="External ID", compute="_compute_xml_id")

    _path_unique = models.Constraint(
        "UNIQUE (path)",
        "Path to show in the URL must be unique! Please choose another one.",
    )

    @api.constrains("path")
    def _check_path(self):
        for action in self.filtered("path"):
            path = action.path
            if not path.replace("-", "").replace("_", "").isalnum() or (
                path != path.lower() or not path[0].isalpha()
            ):
                raise ValidationError(
                    _(
                        "The path should contain only lowercase "
                        "alphanumeric characters, "
                        "underscore, and dash, and it should start with a letter."
                    )
                )
            if path.startswith(("m-", "action-")) or path == "new":
                raise ValidationError(_("'%s' is a reserved prefix.", path))

    @api.depends()
    def _compute_xml_id(self):
        names = self._get_first_xml_ids()
        for action in self:
            action.xml_id = names.get(action.id)

    def _get_first_xml_ids(self):
        """Return the first external id of each record by id."""
        rows = self.env.execute_query(
            SQL(
                "SELECT res_id, module, name FROM ir_model_data WHERE model = %s "
                "AND res_id IN %s ORDER BY id DESC",
                self._name,
                tuple(self.ids) or (0,),
            )
        )
        return {res_id: f"{module}.{name}" for res_id, module, name in rows}

    # ---- the common table
    def _insert(self, rows):
        if self._table == "ir_actions":
            return super()._insert(rows)
        cr, ids = self.env.cr, []
        for row in rows:
            name = self._fields["name"].convert_to_column_insert(row.get("name"), self)
            cr.execute(
                "INSERT INTO ir_actions (name, type, binding_type) VALUES (%s, %s, %s) "
                "RETURNING id",
                [
                    name or '{"en_US": ""}',
                    self._name,
                    row.get("binding_type") or "action",
                ],
            )
            ids.append(cr.fetchone()[0])
            row["id"] = ids[-1]
        super()._insert(rows)
        for row in rows:
            del row["id"]
        self._copy_shared(ids)
        return ids

    def _update_rows(self, fields, ids):
        super()._update_rows(fields, ids)
        if self._table != "ir_actions" and any(f.name in _SHARED for f in fields):
            self._copy_shared(ids)

    def _copy_shared(self, ids):
        """Bring the rows of the common table in line with those of this kind."""
        own = SQL.identifier(self._table)
        for id_ in ids:
            self.env.cr.execute(
                SQL(
                    "UPDATE ir_actions SET %s FROM %s WHERE %s = ir_actions.id "
                    "AND ir_actions.id = %s",
                    SQL(", ").join(
                        SQL(
                            "%s = %s",
                            SQL.identifier(name),
                            SQL.identifier(self._table, name),
                        )
                        for name in _SHARED
                    ),
                    own,
                    SQL.identifier(self._table, "id"),
                    id_,
                )
            )

    # ---- changes
    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env.registry.clear_cache()
        return records

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        self.env["ir.actions.todo"].sudo().search([("action_id", "in", self.ids)]).unlink()
        self.env["ir.filters"].sudo().with_context(active_test=False).search(
            [("action_id", "in", self.ids)]
        ).unlink()
        ids = self.ids
        result = super().unlink()
        if self._table != "ir_actions" and ids:
            self.env.cr.execute(
                SQL("DELETE FROM ir_actions WHERE id IN %s", tuple(ids))
            )
        self.env.registry.clear_cache()
        return result

    # ---- what clients ask
    @api.model
    def get_bindings(self, model_name):
        """Return the actions and reports bound to a model, by kind, for the user."""
        result = {}
        for kind, actions in self._get_bindings(model_name).items():
            allowed = []
            for action in actions:
                values = dict(action)
                group_ids = values.pop("group_ids", ())
                if group_ids and not set(group_ids) & set(
                    self.env.user._get_group_ids()
                ):
                    continue
                res_model = values.pop("res_model", None)
                if res_model and not self.env["ir.model.access"].check(
                    res_model, "read", raise_exception=False
                ):
                    continue
                allowed.append(values)
            if allowed:
                result[kind] = allowed
        return result

    @tools.ormcache("model_name", "self.env.lang")
    def _get_bindings(self, model_name):
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT a.id, a.type, a.binding_type FROM ir_actions a
               JOIN ir_model m ON a.binding_model_id = m.id
               WHERE m.model = %s ORDER BY a.id""",
                model_name,
            )
        )
        result = defaultdict(list)
        for id_, kind, binding_type in rows:
            if kind not in self.env:
                continue
            action = self.env[kind].sudo().browse(id_)
            if not action.exists():
                continue
            names = ["name", "binding_view_types"]
            names += [
                n
                for n in ("group_ids", "res_model", "domain", "sequence")
                if n in action._fields
            ]
            values = action.read(names)[0]
            for name in ("group_ids",):
                if name in values:
                    values[name] = tuple(values[name])
            result[binding_type].append(values)
        if result.get("action"):
            result["action"].sort(key=lambda values: values.get("sequence") or 0)
        return dict(result)

    @api.model
    def _for_xml_id(self, full_xml_id):
        """Return the content of the action with an external id, as clients get it."""
        record = self.env.ref(full_xml_id)
        if "ir.actions" not in record._name:
            raise MissingError(_("%s is not an action", full_xml_id))
        return record._get_action_dict()

    def _get_action_dict(self):
        """Return the readable content of the action."""
        self.ensure_one()
        readable = self._get_readable_fields()
        return {
            name: value
            for name, value in self.sudo().read()[0].items()
            if name in readable
        }

    def _get_readable_fields(self):
        """Return the names of the fields that clients may see."""
        return {
            "binding_model_id",
            "binding_type",
            "binding_view_types",
            "display_name",
            "help",
            "id",
            "name",
            "type",
            "xml_id",
            "path",
        }
