"""What a new database is told about its owner; making a copy harmless."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..modules.manifest import addon_path
from ..orm.environments import SUPERUSER_ID, Environment

if TYPE_CHECKING:
    from ..orm.registry import Registry


def set_up(
    registry: Registry, lang: str, login: str, password: str,
    country_code: str | None = None, phone: str | None = None,
) -> None:
    """Set language, country and phone of the company, and the administrator's login."""
    with registry.cursor("write") as cr:
        env: Any = Environment(cr, SUPERUSER_ID, {})
        lang = lang or "en_US"
        company = env["res.company"].browse(1)
        if lang != "en_US":
            if not env["res.lang"]._activate_lang(lang):
                raise ValueError(f"unknown language {lang!r}")
            modules = env["ir.module.module"].search([("state", "=", "installed")])
            modules._update_translations([lang])
        if country_code:
            _set_country(env, company, country_code)
        if phone:
            company.write({"phone": phone})
        values = {"lang": lang, "password": password}
        if login:
            values["login"] = login
            if "@" in login:
                company.write({"email": login})
                values["email"] = login
        env.ref("base.user_admin").write(values)


def _set_country(env: Any, company: Any, code: str) -> None:
    """Set the company's country, its currency and, where there is one, time zone."""
    from babel.core import get_global
    country = env["res.country"].search([("code", "=ilike", code)], limit=1)
    if not country:
        raise ValueError(f"unknown country {code!r}")
    company.write({"country_id": country.id, "currency_id": country.currency_id.id})
    zones = get_global("territory_zones").get(country.code, [])
    if len(zones) == 1:
        env["res.users"].search([]).write({"tz": zones[0]})


def neutralize(registry: Registry) -> None:
    """Keep a copy from doing anything to the outside: mails, jobs, connections."""
    with registry.cursor("write") as cr:
        env: Any = Environment(cr, SUPERUSER_ID, {})
        for name in sorted(registry.loaded_modules):
            folder = addon_path(name)
            script = folder / "data" / "neutralize.sql" if folder else None
            if script is None or not script.is_file():
                continue
            for statement in script.read_text(encoding="utf-8").split(";"):
                if statement.strip():
                    cr.execute(statement)
        env["ir.config_parameter"].set_param("database.is_neutralized", "True")
    registry.clear_all_caches()


def upgrade(registry: Registry) -> None:
    """Load the data of all modules of a database again."""
    with registry.cursor("schema") as cr:
        env: Any = Environment(cr, SUPERUSER_ID, {})
        base = env["ir.module.module"].search([("name", "=", "base")])
        base.button_immediate_upgrade()
