"""Options that several commands share, and the one line for a failed start."""
from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..config import Config, ConfigError
from ..service.series import load_series

DIALECT = "documents_dialect"      # the addon of the documents' dialect


def add_server_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `serve`."""
    add = parser.add_argument
    add("-c", "--config", metavar="FILE", type=Path, help="an odoo.conf-style file")
    add("--host", help="address to listen on (default 127.0.0.1)")
    add("--port", type=int, help="port to listen on, 0 for a free one (default 8069)")
    add("--db", action="append", metavar="NAME",
        help="database to make or open; may be given again (default odoolite)")
    add("--install", metavar="MOD,MOD", help="modules to install")
    add("--update", metavar="MOD,MOD",
        help="modules to upgrade in databases that are there")
    add("--reload", action="store_true", default=None,
        help="upgrade installed addons of the addons path as their files change")
    add("--addons-path", action="append", metavar="DIR",
        help="folder of addons; may be given again")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--data-dir", metavar="DIR", type=Path,
                       help="keep databases in this folder")
    place.add_argument("--postgres", metavar="URI",
                       help="keep databases on a PostgreSQL server, for instance "
                            "postgresql://user@localhost (needs odoolite[postgres])")
    place.add_argument("--in-memory", action="store_true",
                       help="keep databases in memory (default)")
    add("--load-language", action="append", metavar="CODE", help="activate a language")
    add("--demo", action="store_true", default=None, help="load demo data")
    add("--strict", action="store_true", default=None,
        help="exactly Odoo 19.0: leave out the documents' dialect")
    add("--odoo-version", metavar="SERIES",
        help="answer as another series at the wire: 18.0, 19.0 (default), 20.0, 22.0")
    add("--no-database-list", action="store_true", default=None,
        help="do not show or manage databases over the network")
    add("--admin-password", help="password of the user admin (default admin)")
    add("--master-password", help="password of the db service (default admin)")
    add("--api-key", metavar="KEY", help="API key of the user admin (default random)")
    add("--mail", choices=("capture", "live"),
        help="capture outgoing mail (default) or really send it")
    add("--smtp-listen", metavar="HOST:PORT", help="take mail in over SMTP")
    add("--lmtp-listen", metavar="HOST:PORT", help="take mail in over LMTP")
    add("--smtp-max-size", metavar="BYTES", type=int,
        help="largest mail that is taken in (default 50 MiB)")
    add("--smtp-strict", action="store_true", default=None,
        help="refuse recipients that lead nowhere")
    add("--smtp-server", metavar="HOST", help="outgoing server when none is configured")
    add("--smtp-port", metavar="PORT", help="its port")
    add("--smtp-user", metavar="LOGIN", help="its login")
    add("--smtp-password", metavar="SECRET", help="its password")
    add("--smtp-ssl", action="store_true", default=None, help="speak STARTTLS with it")
    add("--email-from", metavar="ADDRESS", help="sender of mails that have none")
    add("--from-filter", metavar="LIST", help="senders that the outgoing server takes")
    add("--cron", action="store_true", default=None,
        help="run scheduled actions when they are due")
    add("--env-file", metavar="FILE", type=Path,
        help="write ODOO_URL, ODOO_DB, … to this file when ready")
    add("--log-level", metavar="LEVEL", help="debug, info, warning, error")
    add("--log-handler", action="append", metavar="LOGGER:LEVEL",
        help="level of one logger; may be given again")


def read_config(options: argparse.Namespace, **defaults: Any) -> Config:
    """Return the settings of file, environment and command line."""
    paths: list[str] = []
    for value in options.addons_path or ():
        paths.extend(value.split(","))
    given: dict[str, Any] = {
        "host": options.host, "port": options.port, "databases": options.db,
        "install": options.install, "update": options.update, "reload": options.reload,
        "addons_path": paths or None,
        "data_dir": options.data_dir, "postgres": options.postgres,
        "languages": options.load_language,
        "demo": options.demo, "strict": options.strict,
        "admin_password": options.admin_password,
        "master_password": options.master_password, "api_key": options.api_key,
        "env_file": options.env_file, "log_level": options.log_level,
        "log_handlers": options.log_handler,
        "odoo_version": options.odoo_version, "mail": options.mail,
        "smtp_listen": options.smtp_listen, "smtp_strict": options.smtp_strict,
        "lmtp_listen": options.lmtp_listen, "smtp_max_size": options.smtp_max_size,
        "smtp_user": options.smtp_user, "smtp_password": options.smtp_password,
        "smtp_ssl": "True" if options.smtp_ssl else None,
        "smtp_server": options.smtp_server, "smtp_port": options.smtp_port,
        "email_from": options.email_from, "from_filter": options.from_filter,
        "cron": options.cron,
        "list_db": False if options.no_database_list else None,
    }
    given = {**defaults, **{k: v for k, v in given.items() if v is not None}}
    config = Config.load(options.config, **given)
    from ..storage.databases import NAME
    for name in config.databases:
        if not NAME.fullmatch(name):
            raise ConfigError("db", name, "is no name for a database")
    for path in config.addons_path:
        if not (path.is_dir() and os.access(path, os.R_OK)):
            raise NotADirectoryError(f"addons path {str(path)!r} is no readable folder")
    series = load_series(config.odoo_version)
    if not config.strict and not series.renamed:     # old names are a series' own
        install = tuple(dict.fromkeys([*config.install, DIALECT]))
        config = config.updated(install=install)
    return config


def set_up_logging(config: Config) -> None:
    """Log to stderr as Odoo does."""
    logging.basicConfig(
        format="%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s",
        level=config.log_level.upper(), stream=sys.stderr,
    )
    logging.getLogger("odoo").setLevel(
        "WARNING" if config.log_level == "info" else config.log_level.upper()
    )
    logging.getLogger("alembic").setLevel("WARNING")
    for item in config.log_handlers:
        name, _colon, level = item.rpartition(":")
        logging.getLogger(name or None).setLevel((level or "INFO").upper())


def prepare_addons(config: Config) -> None:
    """Make the addons of the settings importable; UnknownModule for a wrong name."""
    from .. import namespace
    from ..modules.graph import sort_modules
    namespace.install(config.addons_path)
    sort_modules(config.install)
    sort_modules(name for name in config.update if name != "all")


def show_progress(text: str) -> None:
    """Show what is being done, on stderr."""
    print(f"odoolite: {text}", file=sys.stderr, flush=True)


def or_fail(action: Callable[[], int]) -> int:
    """Run an action; a bad start gives one clear line and exit status 2."""
    from ..modules.csv_data import CsvError
    from ..modules.graph import CycleError
    from ..modules.manifest import ManifestError, MissingDependency, UnknownModule
    from ..modules.xml_data import ParseError
    try:
        return action()
    except (ConfigError, CsvError, CycleError, ManifestError, MissingDependency, ParseError,
            UnknownModule, NotADirectoryError, FileNotFoundError) as error:
        print(f"odoolite: {error}", file=sys.stderr)
        cause = error.__cause__
        told = isinstance(error, ConfigError) or isinstance(cause, SyntaxError)
        if cause is not None and not told and str(cause) not in str(error):
            print(f"{type(cause).__name__}: {cause}", file=sys.stderr)
    except OSError as error:
        print(f"odoolite: {_explain(error)}", file=sys.stderr)
    except Exception as error:
        reason = _blame(error)
        if reason is None:
            raise
        print(f"odoolite: {reason}", file=sys.stderr)
    return 2


def _blame(error: Exception) -> str | None:
    """Return what is wrong outside of odoolite: in an addon, with PostgreSQL."""
    import traceback

    from ..orm.model_classes import UnknownModel
    if type(error).__module__.partition(".")[0] == "psycopg":
        reason = str(error).partition("\n")[0]
        return f"PostgreSQL: {reason}"
    if isinstance(error, ModuleNotFoundError) and error.name == "psycopg":
        return "PostgreSQL needs the library psycopg: pip install odoolite[postgres]"
    if isinstance(error, UnknownModel):
        return str(error)
    if isinstance(error, SyntaxError) and error.filename and _is_foreign(error.filename):
        return f"{error.filename}:{error.lineno}: SyntaxError: {error.msg}"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if _is_foreign(frame.filename):
            text = f"{type(error).__name__}: {error}"
            return f"{frame.filename}:{frame.lineno}: {text}"
    return None


def _is_foreign(filename: str) -> bool:
    """Tell whether a file belongs to an addon that is not ours."""
    from ..namespace import builtin_folders
    addons = sys.modules.get("odoo.addons")
    folders = {str(folder) for folder in getattr(addons, "__path__", ())}
    return any(
        filename.startswith(f"{folder}{os.sep}")
        for folder in folders - {str(folder) for folder in builtin_folders()}
    )


def _explain(error: OSError) -> str:
    import errno
    import socket
    if error.errno == errno.EADDRINUSE:
        return "the port is in use already; choose another with --port, or 0 for any"
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return "the address of --host is none of this machine's"
    if error.errno == errno.EACCES and error.filename is None:
        return "the port is not for everybody; choose another with --port"
    return str(error)
