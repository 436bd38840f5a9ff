"""Settings from a file, the environment and the call, in this order."""
from __future__ import annotations

from pathlib import Path

import pytest

from odoolite.config import Config, ConfigError


def test_defaults_are_those_of_a_private_server():
    config = Config()

    assert (config.host, config.port, config.databases) == (
        "127.0.0.1", 8069, ("odoolite",)
    )
    assert config.data_dir is None


def test_load_reads_odoo_s_names_of_settings(tmp_path):
    path = tmp_path / "odoo.conf"
    path.write_text(
        "[options]\nhttp_port = 8070\nadmin_passwd = s3cret%\ninit = mail, crm\n"
        "workers = 2\n"
    )

    config = Config.load(path, environ={})

    assert (config.port, config.master_password) == (8070, "s3cret%")
    assert config.install == ("mail", "crm")
    assert config.extra == {"workers": "2"}


def test_the_environment_beats_the_file_and_the_call_beats_both(tmp_path):
    path = tmp_path / "odoo.conf"
    path.write_text("[options]\nport = 1\nhost = a\ndemo = no\n")
    environ = {"ODOOLITE_PORT": "2", "ODOOLITE_DEMO": "true", "OTHER": "x"}

    config = Config.load(path, environ, port=3, host=None)

    assert (config.port, config.host, config.demo) == (3, "a", True)


def test_paths_and_lists_become_tuples():
    config = Config().updated(addons_path="a,b", install=["mail"], data_dir="d")

    assert config.addons_path == (Path("a"), Path("b"))
    assert (config.install, config.data_dir) == (("mail",), Path("d"))


@pytest.mark.parametrize(("name", "value"), [("port", "x"), ("demo", "perhaps")])
def test_a_wrong_value_names_the_setting(name, value):
    with pytest.raises(ConfigError, match=f"setting '{name}': '{value}'"):
        Config().updated(**{name: value})


def test_a_missing_file_is_a_config_error(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        Config.load(tmp_path / "none.conf", environ={})


def test_the_cache_folder_follows_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    assert Config.load(environ={}).cache_folder == tmp_path / "odoolite"
    environ = {"ODOOLITE_CACHE_DIR": str(tmp_path / "c")}
    assert Config.load(environ=environ).cache_folder == tmp_path / "c"
