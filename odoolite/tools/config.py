"""The settings that addons read as `odoo.tools.config`."""
from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

DEFAULTS: dict[str, Any] = {
    "addons_path": [], "admin_passwd": "admin", "config": "", "csv_internal_sep": ",",
    "data_dir": "", "db_host": False,
    "db_maxconn": 64, "db_name": [], "db_password": False, "db_port": None,
    "db_user": False, "dbfilter": "", "demo": {}, "dev_mode": [], "email_from": False,
    "geoip_city_db": "", "http_enable": True, "http_interface": "", "http_port": 8069,
    "init": {}, "limit_time_cpu": 60, "limit_time_real": 120, "list_db": True,
    "load_language": None, "log_level": "info", "logfile": "", "max_cron_threads": 2,
    "proxy_mode": False, "reportgz": False, "running_env": "test",
    "server_wide_modules": ["base", "rpc", "web"], "smtp_password": False,
    "smtp_port": 25, "smtp_server": "localhost", "smtp_ssl": False, "smtp_user": False,
    "stop_after_init": False, "test_enable": False, "test_tags": None, "unaccent": False,
    "update": {}, "with_demo": False, "without_demo": True, "workers": 0,
    "x_sendfile": False,
}


class Configuration(MutableMapping[str, Any]):
    """Odoo's settings by name; what is set here holds for this process."""

    def __init__(self) -> None:
        self.options: dict[str, Any] = dict(DEFAULTS)
        self.misc: dict[str, dict[str, Any]] = {}
        self.rcfile = ""

    def __getitem__(self, key: str) -> Any:
        return self.options[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.options[key] = value

    def __delitem__(self, key: str) -> None:
        del self.options[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.options)

    def __len__(self) -> int:
        return len(self.options)

    def get_misc(self, section: str, key: str, default: Any = None) -> Any:
        """Return a setting of another section of the settings file."""
        return self.misc.get(section, {}).get(key, default)

    def filestore(self, dbname: str) -> str:
        """Return the folder of a database's files."""
        return f"{self.options['data_dir'] or '/tmp'}/filestore/{dbname}"

    @property
    def addons_data_dir(self) -> str:
        """Return the folder that addons may write to."""
        return f"{self.options['data_dir'] or '/tmp'}/addons"

    @property
    def root_path(self) -> str:
        """Return the folder of the code."""
        return str(Path(__file__).resolve().parents[1])

    @property
    def evented(self) -> bool:
        """Never: there is one kind of server."""
        return False


config = Configuration()
