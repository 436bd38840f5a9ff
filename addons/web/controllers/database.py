"""The pages that manage databases, and what their forms do."""
from __future__ import annotations

import datetime
import logging
import re

from markupsafe import Markup
from odoo import http
from odoo.exceptions import AccessDenied
from odoo.http import content_disposition, request
from odoo.service import db as service

from . import pages

_logger = logging.getLogger(__name__)
NAME_PATTERN = "^[a-zA-Z0-9][a-zA-Z0-9_.-]+$"
BAD_NAME = (
    "Houston, we have a database naming issue! Make sure you only use letters, numbers, "
    "underscores, hyphens, or dots in the database name, and you'll be golden."
)


class Database(http.Controller):

    # ---- pages
    @http.route("/web/database/selector", type="http", auth="none")
    def selector(self, **kw):
        """Show the databases to choose from."""
        return self._render(manage=False)

    @http.route("/web/database/manager", type="http", auth="none")
    def manager(self, **kw):
        """Show the databases and what can be done with them."""
        return self._render()

    def _render(self, manage=True, error=None):
        try:
            names, listed = http.db_list(), True
        except AccessDenied:
            names, listed = [request.db] if request.db else [], False
        rows = Markup("").join(
            Markup('<li><a href="/odoo?db={0}">{0}</a></li>').format(name)
            for name in names
        )
        if not listed:
            rows += Markup("<li>{}</li>").format(
                "The database manager has been disabled by the administrator"
            )
        body = Markup("<h1>Databases</h1>{}<ul>{}</ul>").format(pages.alert(error), rows)
        if manage and listed:
            body += self._forms(names)
        elif listed:
            body += Markup('<p><a href="/web/database/manager">Manage databases</a></p>')
        return pages.render_page("Odoo", body)

    def _forms(self, names):
        langs = Markup("").join(
            Markup('<option value="{}"{}>{}</option>').format(
                code, Markup(" selected") if code == "en_US" else "", name
            ) for code, name in http.dispatch_rpc("db", "list_lang", [])
        )
        master = pages.field("Master Password", "master_pwd", kind="password")
        which = pages.field("Database Name", "name", pattern="[a-zA-Z0-9][a-zA-Z0-9_.-]+")
        forms = [
            ("Create Database", "create", [
                master, which, pages.field("Email", "login"),
                pages.field("Password", "password", kind="password"),
                pages.field("Phone Number", "phone"),
                Markup('<label for="lang">Language</label>'
                       '<select name="lang">{}</select>').format(langs),
                pages.field("Country", "country_code"),
                pages.field("Demo Data", "demo", "1", kind="checkbox"),
            ]),
            ("Duplicate Database", "duplicate", [
                master, which, pages.field("New Name", "new_name"),
                pages.field("Neutralize", "neutralize_database", "1", kind="checkbox"),
            ]),
            ("Delete Database", "drop", [master, which]),
            ("Backup Database", "backup", [
                master, which, pages.field("Format", "backup_format", "zip"),
            ]),
            ("Restore Database", "restore", [
                master, pages.field("File", "backup_file", kind="file"), which,
                pages.field("Copy", "copy", "true"),
            ]),
            ("Set Master Password", "change_password", [
                master, pages.field("New Master Password", "master_pwd_new",
                                    kind="password"),
            ]),
        ]
        return Markup("").join(
            Markup('<h2>{}</h2><form method="post" enctype="multipart/form-data" '
                   'action="/web/database/{}">{}<button>{}</button></form>').format(
                title, name, Markup("").join(inputs), title
            ) for title, name, inputs in forms
        )

    # ---- forms
    def _guard(self, master_pwd):
        """Odoo: while the master password is `admin`, the first one posted becomes it."""
        if service.is_master_password("admin") and master_pwd:
            http.dispatch_rpc("db", "change_admin_password", ["admin", master_pwd])

    def _fail(self, what, error):
        _logger.info("%s error: %s", what, error)
        return self._render(error=f"{what} error: {str(error) or repr(error)}")

    @http.route("/web/database/create", type="http", auth="none", methods=["POST"],
                csrf=False)
    def create(self, master_pwd, name, lang, password, **post):
        """Make a database and log in to it."""
        self._guard(master_pwd)
        try:
            if not re.match(NAME_PATTERN, name):
                raise Exception(BAD_NAME)
            login = post.get("login") or "admin"
            http.dispatch_rpc("db", "create_database", [
                master_pwd, name, bool(post.get("demo")), lang, password, login,
                post.get("country_code") or False, post.get("phone"),
            ])
            credential = {"login": login, "password": password, "type": "password"}
            with request.open_database(name):
                request.session.authenticate(request.env, credential)
            request.session["db"] = name
            return request.redirect("/odoo")
        except Exception as error:
            return self._fail("Database creation", error)

    @http.route("/web/database/duplicate", type="http", auth="none", methods=["POST"],
                csrf=False)
    def duplicate(self, master_pwd, name, new_name, neutralize_database=False):
        """Copy a database."""
        self._guard(master_pwd)
        try:
            if not re.match(NAME_PATTERN, new_name):
                raise Exception(BAD_NAME)
            http.dispatch_rpc("db", "duplicate_database", [
                master_pwd, name, new_name, neutralize_database,
            ])
            return request.redirect("/web/database/manager")
        except Exception as error:
            return self._fail("Database duplication", error)

    @http.route("/web/database/drop", type="http", auth="none", methods=["POST"],
                csrf=False)
    def drop(self, master_pwd, name):
        """Delete a database."""
        self._guard(master_pwd)
        try:
            http.dispatch_rpc("db", "drop", [master_pwd, name])
            if request.session.db == name:
                request.session.logout()
            return request.redirect("/web/database/manager")
        except Exception as error:
            return self._fail("Database deletion", error)

    @http.route("/web/database/backup", type="http", auth="none", methods=["POST"],
                csrf=False)
    def backup(self, master_pwd, name, backup_format="zip", filestore=True):
        """Download a dump."""
        self._guard(master_pwd)
        try:
            service.check_master_password(master_pwd)
            if name not in http.db_list():
                raise Exception(f"Database {name!r} is not known")
            moment = datetime.datetime.now(datetime.timezone.utc)
            stamp = moment.strftime("%Y-%m-%d_%H-%M-%S")
            content = service.dump_db(
                name, backup_format, str(filestore).lower() not in ("false", "0")
            )
            return request.make_response(content, [
                ("Content-Type", "application/octet-stream; charset=binary"),
                ("Content-Disposition",
                 content_disposition(f"{name}_{stamp}.{backup_format}")),
            ])
        except Exception as error:
            return self._fail("Database backup", error)

    @http.route("/web/database/restore", type="http", auth="none", methods=["POST"],
                csrf=False, max_content_length=None)
    def restore(self, master_pwd, backup_file, name, copy=False,
                neutralize_database=False):
        """Make a database of an uploaded dump."""
        self._guard(master_pwd)
        try:
            service.check_master_password(master_pwd)
            service.restore_db(
                name, backup_file.read(), str(copy).lower() in ("true", "1"),
                bool(neutralize_database),
            )
            return request.redirect("/web/database/manager")
        except Exception as error:
            return self._fail("Database restore", error)

    @http.route("/web/database/change_password", type="http", auth="none",
                methods=["POST"], csrf=False)
    def change_password(self, master_pwd, master_pwd_new):
        """Set the master password."""
        try:
            http.dispatch_rpc("db", "change_admin_password", [
                master_pwd, master_pwd_new,
            ])
            return request.redirect("/web/database/manager")
        except Exception as error:
            return self._fail("Master password update", error)

    @http.route("/web/database/list", type="jsonrpc", auth="none")
    def list(self):
        """Return the names of the databases."""
        return http.db_list()
