"""The model that all others inherit: what clients ask of any model about views."""

from __future__ import annotations

from lxml.builder import E
from odoo import api, models
from odoo.exceptions import UserError


class Base(models.AbstractModel):
    _name = "base"
    _description = "Base"

    @api.model
    def get_view(self, view_id=None, view_type="form", **options):
        """Return the combined architecture of a view, with the models it shows."""
        self.browse().check_access("read")
        arch, view = self._get_view(view_id, view_type, **options)
        model_name = view.model or self._name
        arch, shown = self.env["ir.ui.view"]._postprocess(
            arch, self.env[model_name], **options
        )
        return {
            "id": view.id,
            "arch": arch,
            "model": model_name,
            "models": {name: tuple(names) for name, names in shown.items()},
        }

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Return the combined tree of a view and its record (none: a default one)."""
        view = self.env["ir.ui.view"].sudo()
        view_id = view_id or self.env.context.get(f"{view_type}_view_ref")
        if isinstance(view_id, str):
            view_id = self.env["ir.model.data"]._xmlid_to_res_id(view_id)
        if not view_id:
            view_id = view.default_view(self._name, view_type)
        if view_id:
            view = view.browse(view_id)
            return view._get_combined_tree(), view
        return self._default_view_tree(view_type), view

    def _default_view_tree(self, view_type):
        maker = getattr(self, f"_get_default_{view_type}_view", None)
        if maker is None:
            raise UserError(
                self.env._("No default view of type '%s' could be found!", view_type)
            )
        return maker()

    # ---- views of models that have none
    @api.model
    def _get_default_form_view(self):
        group = E.group()
        for name, field in self._fields.items():
            if field.automatic:
                continue
            if field.type in ("one2many", "many2many", "text", "html"):
                group.append(E.newline())
                group.append(E.field(name=name, colspan="4"))
                group.append(E.newline())
            else:
                group.append(E.field(name=name))
        group.append(E.separator())
        return E.form(E.sheet(group, string=self._description))

    @api.model
    def _get_default_list_view(self):
        return E.list(E.field(name=self._rec_name_fallback()), string=self._description)

    @api.model
    def _get_default_search_view(self):
        return E.search(
            E.field(name=self._rec_name_fallback()), string=self._description
        )

    @api.model
    def _get_default_kanban_view(self):
        field = E.field(name=self._rec_name_fallback())
        card = E.t(E.div(field), {"t-name": "card"})
        return E.kanban(E.templates(card), string=self._description)

    @api.model
    def _get_default_pivot_view(self):
        return E.pivot(string=self._description)

    @api.model
    def _get_default_graph_view(self):
        return E.graph(
            E.field(name=self._rec_name_fallback()), string=self._description
        )

    def _rec_name_fallback(self):
        """Return the field that names a record."""
        return self._rec_name if self._rec_name in self._fields else "id"

    @api.model
    def get_views(self, views, options=None):
        """Return several views at once, with the fields of the models they show."""
        options = options or {}
        shown: dict[str, set[str]] = {}
        result = {}
        for view_id, view_type in views:
            view = self.get_view(view_id, view_type, **options)
            for name, names in view.pop("models").items():
                shown.setdefault(name, set()).update(names)
            result[view_type] = view
        answer = {
            "views": result,
            "models": {
                name: {
                    "fields": self.env[name].fields_get(
                        attributes=self._get_view_field_attributes()
                    )
                }
                for name in shown
            },
        }
        if options.get("toolbar"):
            for view_type, view in result.items():
                view["toolbar"] = self._get_view_toolbar(view_type)
        if options.get("load_filters") and "search" in result:
            result["search"]["filters"] = self.env["ir.filters"].get_filters(
                self._name,
                options.get("action_id"),
                options.get("embedded_action_id"),
                options.get("embedded_parent_res_id"),
            )
        return answer

    @api.model
    def _get_view_field_attributes(self):
        return [
            "change_default",
            "context",
            "currency_field",
            "definition_record",
            "definition_record_field",
            "digits",
            "min_display_digits",
            "domain",
            "aggregator",
            "groups",
            "help",
            "model_field",
            "name",
            "readonly",
            "related",
            "relation",
            "relation_field",
            "required",
            "searchable",
            "selection",
            "size",
            "sortable",
            "store",
            "string",
            "translate",
            "trim",
            "type",
            "groupable",
            "allow_group_range_value",
            "falsy_value_label",
        ]

    @api.model
    def _get_view_toolbar(self, view_type):
        bindings = self.env["ir.actions.actions"].get_bindings(self._name)
        toolbar = {}
        for kind, key in (("action", "action"), ("report", "print")):
            actions = [
                action
                for action in bindings.get(kind, [])
                if view_type in action.get("binding_view_types", "list,form").split(",")
            ]
            if actions:
                toolbar[key] = actions
        return toolbar

    def get_formview_id(self, access_uid=None):
        """Return the id of the form view to open the record with; False for any."""
        return False

    def get_formview_action(self, access_uid=None):
        """Return an action that opens the record in a form."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "views": [(self.get_formview_id(access_uid=access_uid), "form")],
            "target": "current",
            "res_id": self.id,
            "context": dict(self.env.context),
        }

    @api.model
    def get_empty_list_help(self, help_message):
        """Return the text that an empty list shows."""
        return help_message

    @api.model
    def view_header_get(self, view_id, view_type):
        """Return a title for the view; False for the usual one."""
        return False
