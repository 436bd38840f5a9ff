"""Templates that can be put back to their first state."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import file_path
from odoo.tools.convert import load_records

MAGIC = frozenset({"id", "create_uid", "create_date", "write_uid", "write_date",
                   "template_fs"})


class TemplateResetMixin(models.AbstractModel):
    _name = "template.reset.mixin"
    _description = "Template Reset Mixin"

    template_fs = fields.Char(string="Template Filename", copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        """Note the file that templates come from."""
        path = self.env.context.get("install_filename")
        if path:
            name = _name_file(path, self.env.context.get("install_module"))
            vals_list = [{"template_fs": name, **vals} for vals in vals_list]
        return super().create(vals_list)

    def _load_records_write(self, values):
        """When a template is put back, what the file does not say is unset."""
        if self.env.context.get("reset_template"):
            for name, field in self._fields.items():
                if name in values or name in MAGIC or not field.store or field.compute \
                        or field.related or field.type == "one2many":
                    continue
                values[name] = field.default(self) if field.default else False
        super()._load_records_write(values)

    def reset_template(self):
        """Put the templates back to what their module's file says. Returns nothing."""
        lost = []
        langs = [code for code, _name in self.env["res.lang"].get_installed()
                 if code != "en_US"]
        for template in self.filtered("template_fs"):
            xml_id = template.get_external_id()[template.id]
            try:
                path = file_path(template.template_fs)
            except FileNotFoundError:
                path = None
            if not path or not xml_id:
                lost.append(template.display_name)
                continue
            for name, field in template._fields.items():
                if field.translate and field.store and langs:
                    template.update_field_translations(
                        name, dict.fromkeys(langs, False)
                    )
            env = template.with_context(reset_template=True, lang=None).env
            load_records(env, xml_id.partition(".")[0], path, [xml_id])
        if lost:
            raise UserError(_(
                "The following email templates could not be reset because their related "
                "source files could not be found:\n- %s", "\n- ".join(lost),
            ))


def _name_file(path, module):
    """Return the name of a file by its addon, wherever that lies."""
    parts = str(path).replace("\\", "/").split("/")
    if module in parts:
        start = len(parts) - 1 - parts[::-1].index(module)
        return "/".join(parts[start:])
    return str(path)
