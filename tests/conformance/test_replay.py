"""The recorded answers of a live Odoo 19.0, replayed against our server.

Each scenario is one test. `differences.json` lists the observations that still differ,
with the reason; one that is listed but passes fails the test.
"""
from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
FILES = sorted(path.stem for path in (HERE / "scenarios").glob("*.py"))


def load(path: Path, name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(name, module)
    spec.loader.exec_module(module)
    return module


load(HERE / "wire_help.py", "wire_help")
load(HERE / "mailkit.py", "mailkit")
harness = load(HERE / "harness.py", "odoolite_harness")
harness.SCENARIOS = HERE / "scenarios"
DIFFERENCES = json.loads((HERE / "differences.json").read_text())


# files that need the applications
APPLICATIONS = ("account", "calendar", "crm", "hr", "maintenance", "product", "project",
                "purchase", "sale_management")
MARKETING = ("mass_mailing", "base_automation", "crm")
BUSINESS = ("app_flows", "orm_access", "orm_context", "orm_fields", "orm_group",
            "orm_models")


def scenarios(business: bool = False) -> Iterator[Any]:
    for name in FILES:
        functions, _module = harness.load(name)
        for key in functions:
            if (name in BUSINESS) == business:
                yield pytest.param(name, key, id=f"{name}.{key}")


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    from odoolite import Server
    with Server(install=["mail"], strict=True) as server:
        yield server


@pytest.fixture(scope="session")
def loading_server() -> Iterator[Any]:
    """A server with the addons of the `load_*` recordings."""
    from odoolite import Server
    addons = ["mail", "cf_types", "cf_orm", "cf_data", "cf_mail"]
    with Server(install=addons, db="load_ref", strict=True, languages=["fr_FR"],
                addons_path=[HERE.parent / "fixture_addons"]) as server:
        yield server


@pytest.fixture(scope="session")
def mail_server() -> Iterator[Any]:
    """A server with the models that aliases lead to."""
    from odoolite import Server
    with Server(install=["crm", "project", "contacts"], strict=True) as server:
        yield server


@pytest.fixture(scope="session")
def marketing_server() -> Iterator[Any]:
    """A server with mailings and rules."""
    from odoolite import Server
    with Server(install=MARKETING, strict=True) as server:
        yield server


# by the name of a file, or how it begins
FIXTURES = {"mail_mass": "marketing_server", "load": "loading_server",
            "mail": "mail_server", "discuss": "mail_server"}


@pytest.mark.parametrize(("name", "key"), list(scenarios()))
def test_answers_are_those_of_odoo(
    request: pytest.FixtureRequest, name: str, key: str
) -> None:
    fixture = FIXTURES.get(name) or FIXTURES.get(name.partition("_")[0], "server")
    replay(request.getfixturevalue(fixture), name, key)


@pytest.fixture(scope="session")
def postgres_odoo(postgres: str) -> Iterator[Any]:
    from odoolite import Server
    with Server(install=["crm", "project", "contacts"], strict=True,
                postgres=postgres) as server:
        yield server


@pytest.mark.xdist_group("postgres")
@pytest.mark.parametrize(("name", "key"), [
    item for item in scenarios() if item.values[0].startswith(("orm_", "mail_", "discuss_"))
    and item.values[0] != "mail_mass"
])
def test_answers_are_the_same_on_postgresql(
    postgres_odoo: Any, name: str, key: str
) -> None:
    replay(postgres_odoo, name, key)


@pytest.fixture(scope="session")
def postgres_marketing(postgres: str) -> Iterator[Any]:
    from odoolite import Server
    with Server(install=MARKETING, strict=True, postgres=postgres) as server:
        yield server


@pytest.mark.xdist_group("postgres")
@pytest.mark.parametrize(("name", "key"), [
    item for item in scenarios() if item.values[0] == "mail_mass"
])
def test_mailings_are_the_same_on_postgresql(
    postgres_marketing: Any, name: str, key: str
) -> None:
    replay(postgres_marketing, name, key)


@pytest.fixture(scope="session")
def applications() -> Iterator[Any]:
    from odoolite import Server
    with Server(install=APPLICATIONS, strict=True) as server:
        yield server


@pytest.mark.xdist_group("applications")
@pytest.mark.parametrize(("name", "key"), list(scenarios(business=True)))
def test_applications_answer_as_odoos(applications: Any, name: str, key: str) -> None:
    replay(applications, name, key)


def replay(server: Any, name: str, key: str) -> None:
    """Play a scenario and compare what it saw with what was recorded."""
    functions, _module = harness.load(name)
    recorded = json.loads((HERE / "recorded" / f"{name}.json").read_text())[key]
    options = SimpleNamespace(
        url=server.url, db=server.db, login="admin", password="admin", apikey=None
    )

    seen = harness.play(functions[key], options)

    answers: dict[str, list[Any]] = {}
    for label, value in seen:
        answers.setdefault(label, []).append(value)
    different = {}
    for label, expected in recorded:
        value = (answers.get(label) or ["<not reached>"]).pop(0) if label in answers \
            and answers[label] else "<not reached>"
        if value != expected:
            different[label] = (expected, value)
    listed = set(DIFFERENCES.get(f"{name}.{key}", {}))
    broke = [v for label, v in seen if label == "<scenario broke off>"]
    unexpected = {label: pair for label, pair in different.items() if label not in listed}
    assert not unexpected, f"{unexpected} {broke}"
    assert not listed - set(different), "listed as different, but the same by now"
