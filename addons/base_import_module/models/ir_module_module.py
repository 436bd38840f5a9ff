"""Modules that come as files: data only, their Python is not looked at."""
from __future__ import annotations

import ast
import base64
import io
import tempfile
import zipfile
from pathlib import Path

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.convert import convert_file

BIGGEST = 100 * 1024 * 1024         # bytes of one file
LOADED = (".xml", ".csv", ".sql")


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    imported = fields.Boolean(string="Imported Module")
    module_type = fields.Selection(
        [("official", "Official Apps"), ("industries", "Industries")],
        default="official",
    )

    # ---- what the file holds
    @api.model
    def _open_zip(self, content):
        if not self.env.is_admin():
            raise AccessError(_("Only administrators can install data modules."))
        if not content:
            raise UserError(_("No file sent."))
        if not zipfile.is_zipfile(io.BytesIO(content)):
            raise UserError(_("Only zip files are supported."))
        return zipfile.ZipFile(io.BytesIO(content))

    @api.model
    def _read_manifests(self, archive):
        """Return name -> manifest of the modules in a zip file."""
        found = {}
        for name in archive.namelist():
            parts = name.split("/")
            if len(parts) != 2 or parts[1] != "__manifest__.py":
                continue
            try:
                found[parts[0]] = ast.literal_eval(archive.read(name).decode())
            except (SyntaxError, ValueError, UnicodeDecodeError) as error:
                raise UserError(_(
                    "Error while importing module '%(module)s'.\n\n %(error_message)s \n\n",
                    module=parts[0], error_message=error)) from error
        return found

    @api.model
    def _get_missing_dependencies_modules(self, content):
        """Return (modules to install before those of a zip file, unknown names)."""
        with self._open_zip(content) as archive:
            manifests = self._read_manifests(archive)
        wanted = {name for terp in manifests.values() for name in terp.get("depends", ())}
        known = self.search([("name", "in", list(wanted))])
        unknown = wanted - set(known.mapped("name")) - set(manifests)
        return known.filtered(lambda m: m.state != "installed"), sorted(unknown)

    # ---- import
    @api.model
    def _import_zipfile(self, content, force=False, with_demo=False):
        """Import the modules of a zip file, their dependencies first; tell what came."""
        missing, unknown = self._get_missing_dependencies_modules(content)
        if unknown:
            raise UserError(_("Unknown module dependencies:\n - %s", "\n - ".join(unknown)))
        if missing:
            missing.button_install()
            # the models of what is installed are those of another registry
            self = missing._process_marked()["ir.module.module"]
        names = []
        with tempfile.TemporaryDirectory() as folder, self._open_zip(content) as archive:
            manifests = self._read_manifests(archive)
            for info in archive.infolist():
                if info.file_size > BIGGEST:
                    raise UserError(_(
                        "File '%s' exceed maximum allowed file size", info.filename))
                top, _slash, rest = info.filename.partition("/")
                if top in manifests and rest and not info.is_dir():
                    archive.extract(info, folder)
            for name in _sort_by_dependency(manifests):
                try:
                    self._import_module(
                        name, Path(folder, name), manifests[name], force, with_demo)
                except (AccessError, NotImplementedError):
                    raise
                except Exception as error:
                    raise UserError(_(
                        "Error while importing module '%(module)s'.\n\n "
                        "%(error_message)s \n\n", module=name, error_message=error,
                    )) from error
                names.append(name)
        return "\n".join(_("Successfully imported module '%s'", name) for name in names)

    @api.model
    def _import_module(self, name, folder, terp, force, with_demo):
        """Note the module, load its data files, keep its static files."""
        module = self.search([("name", "=", name)])
        values = {
            **self.get_values_from_terp({"name": name, **terp}), "imported": True,
            "latest_version": terp.get("version", "1.0"), "state": "installed",
        }
        mode = "update" if module and not force else "init"
        if module:
            module.write(values)
        else:
            module = self.create({"name": name, **values})
        module._update_from_terp({"depends": [], **terp})
        kinds = ["data", "init_xml", "update_xml", *(["demo"] if with_demo else [])]
        for kind in kinds:
            for filename in terp.get(kind, ()):
                if Path(filename).suffix.lower() not in LOADED:
                    continue
                convert_file(
                    self.env, name, filename, {}, mode, kind == "demo",
                    pathname=str(folder / filename))
        self._keep_static_files(name, folder)
        return True

    @api.model
    def _keep_static_files(self, name, folder):
        """Serve what stands under `static/` from attachments."""
        attachments = self.env["ir.attachment"].sudo()
        for path in sorted((folder / "static").rglob("*")):
            if not path.is_file():
                continue
            url = f"/{name}/{path.relative_to(folder).as_posix()}"
            values = {"name": path.name, "url": url, "res_model": "ir.ui.view",
                      "type": "binary", "public": True,
                      "datas": base64.b64encode(path.read_bytes())}
            known = attachments.search([
                ("url", "=", url), ("type", "=", "binary"),
                ("res_model", "=", "ir.ui.view")])
            if known:
                known.write(values)
                continue
            made = attachments.create(values)
            self.env["ir.model.data"].sudo()._update_xmlids([{
                "xml_id": f"{name}.attachment_{url}".replace("/", "_"), "record": made}])

    # ---- buttons
    def button_uninstall(self):
        """Mark modules as to be taken away; imported ones go at once."""
        imported = self.filtered("imported")
        imported.module_uninstall()
        others = self - imported
        return super(IrModuleModule, others).button_uninstall() if others else True

    def module_uninstall(self):
        """Take away what modules brought; imported ones are not listed any longer."""
        imported = self.filtered("imported")
        result = super().module_uninstall()
        if imported:
            imported.unlink()
        return result

    def button_immediate_install_app(self):
        """Install an app of the store: there is no store here."""
        raise NotImplementedError(
            "ir.module.module.button_immediate_install_app: see COVERAGE.md")

    def more_info(self):
        """Open the page of the module."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "name": _("More Info"), "target": "new",
                "url": self.website or self.url or "/odoo/apps"}


def _sort_by_dependency(manifests):
    """Return the names in an order in which each module follows those it needs."""
    done = []

    def visit(name, above):
        if name in done or name not in manifests or name in above:
            return
        for other in manifests[name].get("depends", ()):
            visit(other, (*above, name))
        done.append(name)

    for name in sorted(manifests):
        visit(name, ())
    return done
