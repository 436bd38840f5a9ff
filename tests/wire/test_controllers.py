"""Controllers of addons, dispatched as Odoo dispatches them."""
from __future__ import annotations

from pathlib import Path

import pytest
import requests

from odoolite import Server

ADDONS = Path(__file__).resolve().parents[1] / "fixture_addons"


@pytest.fixture(scope="module")
def server():
    with Server(install=["clubhouse"], addons_path=[ADDONS]) as server:
        server.registries.create("extended", install=["clubhouse_extra"])
        yield server


@pytest.fixture
def get(server):
    def get(path, **options):
        headers = {"X-Odoo-Database": "odoolite", **options.pop("headers", {})}
        return requests.request(
            options.pop("method", "GET"), server.url + path, headers=headers,
            allow_redirects=False, **options,
        )
    return get


@pytest.fixture
def session(server):
    session = requests.Session()
    answer = session.post(f"{server.url}/web/session/authenticate", json={"params": {
        "db": "odoolite", "login": "admin", "password": "admin",
    }})
    assert answer.json()["result"]["uid"] == 2
    return session


def test_parameters_of_the_query_are_arguments(get):
    answer = get("/club/hello?name=Ada&more=1")
    assert answer.text == "hello Ada ['more']"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_visitors_are_the_public_user(get):
    assert get("/club/whoami").text == "public"


def test_pages_of_users_send_visitors_to_the_login(get, server, session):
    answer = get("/club/mine?a=1")
    assert (answer.status_code, answer.headers["Location"]) == (
        303, "/web/login?redirect=%2Fclub%2Fmine%3Fa%3D1",
    )
    assert session.get(f"{server.url}/club/mine").text == "admin"


def test_bearer_wants_a_key(get, server):
    assert get("/club/key").status_code == 401
    wrong = get("/club/key", headers={"Authorization": "Bearer nope"})
    right = get("/club/key", headers={"Authorization": f"Bearer {server.api_key}"})
    assert wrong.status_code == 401 and wrong.headers["WWW-Authenticate"]
    assert right.json() == {"login": "admin"}


def test_a_bearer_page_opens_for_a_person_in_a_browser(server, session):
    headers = {
        "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Site": "none", "Sec-Fetch-User": "?1",
    }
    assert session.get(f"{server.url}/club/key").status_code == 401
    assert session.get(f"{server.url}/club/key", headers=headers).json() == {
        "login": "admin",
    }


def test_jsonrpc(server, session):
    url = f"{server.url}/club/add"
    ask = lambda **params: session.post(url, json={"params": params, "id": 3}).json()  # noqa: E731
    assert ask(one=1, two=2) == {"jsonrpc": "2.0", "id": 3, "result": 3}
    assert ask(one=1, extra=True)["result"] == 1
    assert ask()["error"]["data"]["message"] == (
        "Club.add() missing 1 required positional argument: 'one'"
    )
    assert session.get(url).status_code == 415


def test_the_older_name_of_jsonrpc(get):
    answer = get("/club/old", method="POST", json={})
    assert answer.json()["result"] == {"type": "JsonRPCDispatcher"}


def test_records_and_numbers_of_addresses(server, session, get):
    assert session.get(f"{server.url}/club/partner/1").text == "My Company"
    assert session.get(f"{server.url}/club/partner/x").status_code == 404
    assert get("/club/sum/40/2").text == "42"


def test_forms_need_the_token(get, server, session):
    assert get("/club/form", method="POST", data={"a": 1}).status_code == 400
    page = session.get(f"{server.url}/web").text
    token = page.partition('csrf_token: "')[2].partition('"')[0]
    answer = session.post(
        f"{server.url}/club/form", data={"a": 1, "csrf_token": token},
        files=[("file", ("one.txt", b"1")), ("file", ("zwei.txt", b"22"))],
    )
    assert answer.json() == {
        "names": ["one.txt", "zwei.txt"], "sizes": [1, 2], "fields": ["a"],
    }


def test_methods_are_those_of_the_route(get):
    answer = get("/club/form")
    assert answer.status_code == 405 and "POST" in answer.headers["Allow"]


def test_a_hook_takes_any_body_from_anywhere(get):
    answer = get("/club/hook", method="PUT", data=b"\0raw")
    assert (answer.status_code, answer.content) == (202, b"\0raw")
    assert answer.headers["X-Method"] == "PUT"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers
    preflight = get("/club/hook", method="OPTIONS")
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Max-Age"] == "86400"


def test_headers_and_cookies(get):
    answer = get("/club/file")
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''na%C3%AFve%20file.bin"
    )
    assert answer.cookies["flavour"] == "vanilla" and answer.content == b"\0\1"


@pytest.mark.parametrize(("what", "status"), [
    ("access", 403), ("missing", 404), ("user", 422), ("validation", 422), ("value", 500),
])
def test_exceptions_have_their_status_and_no_traceback(get, what, status):
    answer = get(f"/club/raise/{what}")
    assert answer.status_code == status
    assert "Traceback" not in answer.text and "main.py" not in answer.text


def test_a_session_remembers(server):
    session = requests.Session()
    session.get(f"{server.url}/web/login?db=odoolite")
    url = f"{server.url}/club/count"
    assert [session.get(url).text for _ in range(3)] == ["1", "2", "3"]


def test_a_failed_call_is_undone(server, session):
    session.post(f"{server.url}/club/write", data={"fail": 1})
    with server.env() as env:
        assert "written" not in str(env.user.partner_id.comment)
    session.post(f"{server.url}/club/write")
    with server.env() as env:
        assert "written" in env.user.partner_id.comment


def test_what_is_no_answer_is_an_error(get):
    assert get("/club/odd").status_code == 500


def test_an_addon_extends_the_controller_where_it_is_installed(get):
    extended = {"X-Odoo-Database": "extended"}
    assert get("/club/greet").text == "hello"
    assert get("/club/greet/you").status_code == 404
    assert get("/club/greet", headers=extended).text == "hello all"
    assert get("/club/greet/you", headers=extended).text == "hello you"


def test_addresses_of_modules_that_are_not_installed_are_unknown(server):
    server.registries.create("plain", bare=True)
    answer = requests.get(
        f"{server.url}/club/hello", headers={"X-Odoo-Database": "plain"}
    )
    assert answer.status_code == 404


@pytest.mark.parametrize(("path", "status"), [
    ("/clubhouse/static/hello.txt", 200),
    ("/clubhouse/static/../__manifest__.py", 404),
    ("/clubhouse/static/%2e%2e/__manifest__.py", 404),
    ("/clubhouse/static/..%2f..%2f..%2f..%2fetc/passwd", 404),
    ("/clubhouse/static//etc/passwd", 404),
    ("/clubhouse/__manifest__.py", 404),
    ("/../static/x", 404),
    ("/clubhouse/static/%00", 404),
])
def test_only_static_files_are_served(server, path, status):
    import http.client
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", path, headers={"X-Odoo-Database": "odoolite"})
    answer = connection.getresponse()
    assert answer.status == status
    connection.close()
