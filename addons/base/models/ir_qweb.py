"""Rendering of QWeb templates: views by id or key, trees and texts."""

from __future__ import annotations

from lxml import etree
from markupsafe import Markup
from odoo import api, models, tools
from odoo.mail import rendering


class IrQweb(models.AbstractModel):
    _name = "ir.qweb"
    _description = "Qweb"

    @api.model
    def _render(self, template, values=None, **options):
        """Return a template rendered with values."""
        compiled = self._get_template(template)
        return compiled.render({**self._prepare_environment(), **(values or {})})

    @api.model
    def _get_template(self, template):
        """Return the compiled template of a view (id or key), a tree or a text."""
        if isinstance(template, etree._Element):
            return rendering.Template(_wrapped(template))
        if isinstance(template, str) and "<" in template:
            return rendering.compile_source(template)
        return self._compile_view(template, self.env.lang)

    @api.model
    @tools.ormcache("template", "lang", cache="templates")
    def _compile_view(self, template, lang):
        views = self.env["ir.ui.view"].sudo()
        if isinstance(template, int):
            view = views.browse(template)
        else:
            view = views.with_context(active_test=False).search(
                [("key", "=", template)], limit=1
            )
            view = view or self.env.ref(template).sudo()
        tree = view._get_combined_tree()
        return rendering.Template(_wrapped(tree))

    @api.model
    def _prepare_environment(self):
        """Return the names that every template knows."""
        return {
            "env": self.env, "user_id": self.env.user, "user": self.env.user,
            "lang": self.env.lang, "json": tools.safe_eval.json, "Markup": Markup,
            "_format_field": self._format_field, "_format_value": self._format_value,
            "_load": self._get_template, "true": True, "false": False,
        }

    @api.model
    def _format_field(self, record, name, options):
        """Return the value of a field for people."""
        if not record:
            return False
        field = record._fields[name]
        value = record[name]
        if value is False and field.type != "boolean" or value is None:
            return False
        if field.relational and not value:
            return False
        return self._get_converter((options or {}).get("widget") or field.type) \
            .record_to_html(record, name, options or {})

    @api.model
    def _format_value(self, value, options):
        """Return a value as the widget of the options shows it."""
        if value is None or value is False:
            return False
        return self._get_converter(options.get("widget")).value_to_html(value, options)

    @api.model
    def _get_converter(self, widget):
        model = f"ir.qweb.field.{widget}"
        return self.env[model if model in self.env else "ir.qweb.field"]


def _wrapped(tree):
    """Return the tree inside a `t`, so that its own tag is compiled too."""
    if tree.tag == "t" and not any(
        name in tree.attrib for name in ("t-call", "t-out", "t-foreach", "t-set")
    ):
        return tree
    root = etree.Element("t")
    root.append(tree)
    return root
