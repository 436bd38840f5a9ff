"""External ids: names for records that modules load and clients refer to."""

from __future__ import annotations

from collections import defaultdict

from odoo import _, api, fields, models, tools
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..uninstall import drop_orphans, uninstall_data

_CHUNK = 400


class IrModelData(models.Model):
    _name = "ir.model.data"
    _description = "Model Data"
    _order = "module, model, name"
    _allow_sudo_commands = False

    complete_name = fields.Char(string="Complete ID", compute="_compute_complete_name")
    model = fields.Char(string="Model Name", required=True)
    module = fields.Char(required=True, default="")
    name = fields.Char(string="External Identifier", required=True)
    noupdate = fields.Boolean(string="Non Updatable", default=False)
    reference = fields.Char(compute="_compute_reference")
    res_id = fields.Many2oneReference(string="Record ID", model_field="model")

    _name_nospaces = models.Constraint(
        "CHECK (name NOT LIKE '% %')", "External IDs cannot contain spaces"
    )
    _module_name_uniq_index = models.UniqueIndex("(module, name)")
    _model_res_id_index = models.Index("(model, res_id)")

    @api.depends("module", "name")
    def _compute_complete_name(self):
        for data in self:
            data.complete_name = ".".join(n for n in (data.module, data.name) if n)

    @api.depends("model", "res_id")
    def _compute_reference(self):
        for data in self:
            data.reference = f"{data.model},{data.res_id}"

    @api.depends("res_id", "model", "complete_name")
    def _compute_display_name(self):
        by_model = defaultdict(list)
        for data in self:
            by_model[data.model].append(data)
        for model_name, records in by_model.items():
            names = {}
            if model_name in self.env:
                targets = self.env[model_name].browse([d.res_id for d in records])
                targets = targets.exists()
                try:
                    names = {record.id: record.display_name for record in targets}
                except AccessError:
                    names = {}
            for data in records:
                data.display_name = names.get(data.res_id) or data.complete_name

    # ---- look-ups
    @api.model
    @tools.ormcache("xmlid", cache="stable")
    def _xmlid_lookup(self, xmlid):
        """Return the model and id that an external id stands for, or raise."""
        module, _dot, name = xmlid.partition(".")
        rows = self.env.execute_query(
            SQL(
                "SELECT model, res_id FROM ir_model_data "
                "WHERE module = %s AND name = %s",
                module,
                name,
            )
        )
        if not rows or not rows[0][1]:
            raise ValueError(f"External ID not found in the system: {xmlid}")
        return rows[0]

    @api.model
    def _xmlid_to_res_model_res_id(self, xmlid, raise_if_not_found=False):
        """Return the model and id of an external id; (False, False) when unknown."""
        try:
            return self._xmlid_lookup(xmlid)
        except ValueError:
            if raise_if_not_found:
                raise
            return (False, False)

    @api.model
    def _xmlid_to_res_id(self, xmlid, raise_if_not_found=False):
        """Return the record id of an external id; False when unknown."""
        return self._xmlid_to_res_model_res_id(xmlid, raise_if_not_found)[1]

    @api.model
    def check_object_reference(self, module, xml_id, raise_on_access_error=False):
        """Return [model, id] if the user finds the record, else [model, False]."""
        model, res_id = self._xmlid_lookup(f"{module}.{xml_id}")
        if self.env[model].search([("id", "=", res_id)]):
            return model, res_id
        if raise_on_access_error:
            raise AccessError(
                _(
                    "Not enough access rights on the external ID "
                    "“%(module)s.%(xml_id)s”",
                    module=module,
                    xml_id=xml_id,
                )
            )
        return model, False

    @api.model
    def toggle_noupdate(self, model, res_id):
        """Flip the noupdate flag of the external ids of a record."""
        self.env[model].browse(res_id).check_access("write")
        for data in self.search([("model", "=", model), ("res_id", "=", res_id)]):
            data.noupdate = not data.noupdate

    # ---- changes
    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self._forget(records)
        return records

    def write(self, vals):
        self._forget(self)
        result = super().write(vals)
        self._forget(self)
        return result

    def unlink(self):
        self._forget(self)
        return super().unlink()

    def copy_data(self, default=None):
        default = dict(default or {})
        vals_list = super().copy_data(default=default)
        if "name" in default:
            return vals_list
        names = self.mapped("name")
        return [
            {**vals, "name": f"{name}_copy"}
            for name, vals in zip(names, vals_list, strict=True)
        ]

    def _forget(self, records):
        """Drop cached look-ups; the groups behind access rights may have changed."""
        names = ["stable"]
        if any(data.model == "res.groups" for data in records):
            names += ["default", "groups"]
        self.env.registry.clear_cache(*names)

    # ---- what the loader asks
    def _lookup_xmlids(self, xml_ids, model):
        """Return (id, module, name, model, res_id, noupdate, live id) of xml ids."""
        by_module = defaultdict(list)
        for xml_id in xml_ids:
            module, _dot, name = xml_id.partition(".")
            by_module[module].append(name)
        self.env.flush_all()
        cr, found = self.env.cr, []
        for module, names in by_module.items():
            for start in range(0, len(names), _CHUNK):
                cr.execute(
                    SQL(
                        """SELECT d.id, d.module, d.name, d.model, d.res_id,
                                  d.noupdate, r.id
                       FROM ir_model_data d LEFT JOIN %s r ON d.res_id = r.id
                       WHERE d.module = %s AND d.name IN %s""",
                        SQL.identifier(model._table),
                        module,
                        tuple(names[start : start + _CHUNK]),
                    )
                )
                found.extend(cr.fetchall())
        return found

    @api.model
    def _update_xmlids(self, data_list, update=False):
        """Give external ids to records; `update` says a data file is loaded again."""
        if not data_list:
            return
        rows = []
        for data in data_list:
            module, _dot, name = data["xml_id"].partition(".")
            record = data["record"]
            noupdate = bool(data.get("noupdate"))
            rows.append((module, name, record._name, record.id, noupdate))
            rows += self._parent_rows(module, name, record, noupdate)
        self._update_xmlid_rows(rows)
        loaded = self.env.registry.loaded_xmlids
        if loaded is not None:
            loaded.update(data["xml_id"] for data in data_list)

    def _parent_rows(self, module, name, record, noupdate):
        """Return external ids for the parents (by _inherits) that have none."""
        rows = []
        for parent_name, field_name in record._inherits.items():
            parent = record.sudo()[field_name]
            known = self.env.execute_query(
                SQL(
                    "SELECT module, name FROM ir_model_data "
                    "WHERE model = %s AND res_id = %s",
                    parent_name,
                    parent.id,
                )
            )
            if not known:
                suffix = parent_name.replace(".", "_")
                rows.append(
                    (module, f"{name}_{suffix}", parent_name, parent.id, noupdate)
                )
            elif self.env.registry.loaded_xmlids is not None:
                self.env.registry.loaded_xmlids.update(
                    f"{row[0]}.{row[1]}" for row in known
                )
        return rows

    def _update_xmlid_rows(self, rows):
        """Insert or redirect external ids: (module, name, model, res_id, noupdate)."""
        if not rows:
            return
        env = self.env
        env.flush_all()
        now = str(env.cr.now())
        env.cr.executemany(
            """INSERT INTO ir_model_data (module, name, model, res_id, noupdate,
                   create_uid, create_date, write_uid, write_date)
               VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
               ON CONFLICT (module, name) DO UPDATE
               SET model = excluded.model, res_id = excluded.res_id,
                   write_date = excluded.write_date
               WHERE ir_model_data.res_id != excluded.res_id
                   OR ir_model_data.model != excluded.model""",
            [(*row, env.uid, now, env.uid, now) for row in rows],
        )
        loaded = env.registry.loaded_xmlids
        if loaded is not None:
            loaded.update(f"{row[0]}.{row[1]}" for row in rows)
        self.invalidate_model()
        names = ["stable"]
        if any(row[2] == "res.groups" for row in rows):
            names += ["default", "groups"]
        env.registry.clear_cache(*names)

    @api.model
    def _load_xmlid(self, xml_id):
        """Return the record of an external id, noting that its file still holds it."""
        record = self.env.ref(xml_id, raise_if_not_found=False)
        loaded = self.env.registry.loaded_xmlids
        if record and loaded is not None:
            loaded.add(xml_id)
        return record

    @api.model
    def _module_data_uninstall(self, modules_to_remove):
        """Delete the records of modules, with their models, fields and tables."""
        if not self.env.is_system():
            raise AccessError(
                _("Administrator access is required to uninstall a module")
            )
        uninstall_data(self.env, modules_to_remove)

    @api.model
    def _process_end(self, modules):
        """Delete records of upgraded modules that their files do not hold any more."""
        drop_orphans(self.env, modules)
