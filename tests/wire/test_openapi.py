"""The OpenAPI document against the server that wrote it, by schemathesis.

One model here; `scripts/fuzz` tries all of them for longer.
"""
from __future__ import annotations

import os

import pytest
import requests

schemathesis = pytest.importorskip("schemathesis")
from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402
from schemathesis import checks  # noqa: E402

from odoolite import Server  # noqa: E402

KEY = "0123456789" * 4
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "2"))
MODELS = os.environ.get("FUZZ_MODELS", "res.country.group")
# Odoo answers 500 to arguments of a wrong type: its status says nothing here
checks.load_all_checks()
CHECKED = [
    checks.CHECKS.get_one(name) for name in (
        "status_code_conformance", "content_type_conformance",
        "response_schema_conformance", "ignored_auth",
    )
]


@pytest.fixture(scope="module")
def server():
    with Server(api_key=KEY) as server:
        yield server


@pytest.fixture(scope="module")
def api(server):
    models = "" if MODELS == "all" else f"?model={MODELS}"
    return schemathesis.openapi.from_url(
        f"{server.url}/_odoolite/openapi.json{models}",
        headers={"Authorization": f"Bearer {KEY}"},
    )


@pytest.mark.parametrize("part", range(2))
def test_answers_are_as_the_document_says(api, part):
    for number, found in enumerate(api.get_all_operations()):
        if number % 2 != part:
            continue
        operation = found.ok()

        @settings(
            max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy())
        def answers(case):
            case.call_and_validate(
                headers={"Authorization": f"Bearer {KEY}"}, checks=CHECKED, timeout=60,
            )

        answers()


def test_the_whole_document_is_valid(server):
    url = f"{server.url}/_odoolite/openapi.json"
    document = requests.get(url).json()
    assert document["openapi"] == "3.1.0" and len(document["paths"]) > 2000
    schemathesis.openapi.from_url(url).validate()
