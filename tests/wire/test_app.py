"""Addresses and what HTTP itself answers; the facts are Odoo 19.0's recorded ones."""
from __future__ import annotations

import json
import xmlrpc.client

import pytest

from odoolite.config import Config
from odoolite.service.registries import Registries
from odoolite.storage.databases import DatabaseStore
from odoolite.wire.app import create_app

VERSION = xmlrpc.client.dumps((), "version").encode()


@pytest.fixture
def ask():
    """Ask the application without a socket and without a database."""
    registries = Registries(DatabaseStore(None), Config())
    app = create_app(registries, Config(max_body=10_000))

    def ask(path, body=VERSION, method="POST", kind="text/xml"):
        seen = {}

        def start_response(status, headers):
            seen["status"], seen["headers"] = int(status[:3]), dict(headers)

        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_TYPE": kind,
            "odoolite.body": body,
        }
        text = b"".join(app(environ, start_response))
        return seen["status"], seen["headers"], text

    yield ask
    registries.close()


def fault_of(text: bytes) -> tuple[object, str]:
    """Return code and text of a fault, the text of a traceback cut to its last line."""
    parser, target = xmlrpc.client.getparser()
    parser.feed(text)
    parser.close()
    fault = target._stack[0]
    message = fault["faultString"]
    if message.startswith("Traceback"):
        message = message.strip().splitlines()[-1]
    return fault["faultCode"], message


@pytest.mark.parametrize("path", [
    "/xmlrpc/2/common", "/xmlrpc/common", "/xmlrpc/2/common/", "/xmlrpc/common/",
])
def test_version_is_answered_at_both_addresses(ask, path):
    status, headers, text = ask(path)

    assert status == 200
    assert headers["Content-Type"] == "text/xml; charset=utf-8"
    assert xmlrpc.client.loads(text)[0][0] == {
        "server_version": "19.0", "server_serie": "19.0", "protocol_version": 1,
        "server_version_info": [19, 0, 0, "final", 0, ""],
    }


@pytest.mark.parametrize("path", ["/xmlrpc//2/common", "/xmlrpc/2//common", "//jsonrpc"])
def test_doubled_slashes_lead_to_the_address_without(ask, path):
    status, headers, _text = ask(path)
    assert status == 308
    assert headers["Location"] == "http://localhost" + path.replace("//", "/")


def test_true_comes_as_these_bytes(ask):
    body = xmlrpc.client.dumps(("x",), "set_loglevel").encode()

    assert ask("/xmlrpc/2/common", body)[2] == (
        b'<?xml version="1.0"?>\n<methodResponse>\n<params>\n<param>\n'
        b"<value><boolean>1</boolean></value>\n</param>\n</params>\n\n"
        b"</methodResponse>\n"
    )


@pytest.mark.parametrize("method", ["GET", "PUT", "HEAD", "DELETE"])
def test_other_methods_than_post_are_not_allowed(ask, method):
    status, headers, _text = ask("/xmlrpc/2/common", method=method)

    assert (status, headers["Allow"]) == (405, "POST, OPTIONS")


def test_options_are_answered(ask):
    status, headers, text = ask("/xmlrpc/2/common", method="OPTIONS")

    assert (status, headers["Allow"], text) == (200, "POST, OPTIONS", b"")


@pytest.mark.parametrize("path", [
    "/xmlrpc/", "/xmlrpc/2/a/b",
])
def test_unknown_addresses_are_404_pages(ask, path):
    status, headers, text = ask(path)

    assert (status, headers["Content-Type"]) == (404, "text/html;charset=utf-8")
    assert b"<h1>Not Found</h1>" in text


@pytest.mark.parametrize("path", ["/xmlrpc", "/no/such/page"])
def test_unknown_addresses_without_a_database_have_a_blank_in_their_type(ask, path):
    status, headers, text = ask(path)

    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b"<h1>Not Found</h1>" in text


@pytest.mark.parametrize("kind", [
    "text/xml", "application/json", "application/x-www-form-urlencoded", "",
])
def test_any_content_type_will_do(ask, kind):
    assert b"server_serie" in ask("/xmlrpc/2/common", kind=kind)[2]


@pytest.mark.parametrize(("body", "last_line"), [
    (b"", "xml.parsers.expat.ExpatError: no element found: line 1, column 0"),
    (b"hello", "xml.parsers.expat.ExpatError: syntax error: line 1, column 0"),
    (VERSION[:60], "xml.parsers.expat.ExpatError: unclosed token: line 3, column 19"),
    (b"<a/>", "xmlrpc.client.ResponseError: ResponseError()"),
    (xmlrpc.client.dumps((1,), methodresponse=True).encode(),
     'TypeError: can only concatenate str (not "NoneType") to str'),
    (b"<?xml version='1.0'?><methodCall><params/></methodCall>",
     'TypeError: can only concatenate str (not "NoneType") to str'),
])
def test_malformed_bodies_are_faults_as_odoo_s(ask, body, last_line):
    status, _headers, text = ask("/xmlrpc/2/common", body)

    assert status == 200
    assert fault_of(text) == (1, last_line)


def call(method: str, *params: object) -> bytes:
    return xmlrpc.client.dumps(params, method, allow_none=True).encode()


@pytest.mark.parametrize(("path", "body", "fault"), [
    ("/xmlrpc/2/nosuch", VERSION, (1, "KeyError: 'nosuch'")),
    ("/xmlrpc/nosuch", VERSION, ("nosuch", "KeyError: 'nosuch'")),
    ("/xmlrpc/2/report", call("render_report"), (1, "KeyError: 'report'")),
    ("/xmlrpc/2", b"<a/>",
     ("ResponseError()", "xmlrpc.client.ResponseError: ResponseError()")),
    ("/xmlrpc/2/common", call("version", 1), (
        1, "TypeError: exp_version() takes 0 positional arguments but 1 was given")),
    ("/xmlrpc/2/common", call("no_such"),
     (1, "Exception: Method not found: no_such")),
    ("/xmlrpc/common", call("no_such"),
     ("Method not found: no_such", "Exception: Method not found: no_such")),
    ("/xmlrpc/2/common", call("authenticate", "a", "b", "c"), (
        1, "TypeError: exp_authenticate() missing 1 required positional argument: "
        "'user_agent_env'")),
    ("/xmlrpc/2/db", call("no_such"), (1, "KeyError: 'Method not found: no_such'")),
    ("/xmlrpc/2/db", call("drop"), (1, "IndexError: tuple index out of range")),
    ("/xmlrpc/2/db", call("drop", "wrong", "x"), (3, "Access Denied")),
    ("/xmlrpc/db", call("drop", "wrong", "x"), ("AccessDenied", "Access Denied")),
    ("/xmlrpc/2/object", call("execute_kw"), (
        1, "ValueError: not enough values to unpack (expected at least 5, got 0)")),
    ("/xmlrpc/2/object", call("execute_kw", "x", "admin", "p", "m", "f", []), (
        1, "ValueError: invalid literal for int() with base 10: 'admin'")),
    ("/xmlrpc/2/object", call("execute_kw", "x", 2, "", "m", "f", []),
     (3, "Access Denied")),
])
def test_what_the_services_refuse_without_a_database(ask, path, body, fault):
    assert fault_of(ask(path, body)[2]) == fault


@pytest.mark.parametrize("body", [
    call("authenticate", "nodb", "admin", "admin", {}),
    call("authenticate", "../etc/passwd", "admin", "admin", {}),
    call("authenticate", 7, "admin", "admin", {}),
])
def test_an_unknown_database_is_named_in_the_fault(ask, body):
    code, text = fault_of(ask("/xmlrpc/2/common", body)[2])

    assert code == 1
    assert text.startswith("psycopg2.OperationalError: ")
    assert text.endswith(" does not exist")


def rpc(**params: object) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "params": params, "id": 5}).encode()


def test_jsonrpc_answers_in_this_order(ask):
    body = rpc(service="common", method="about", args=[], more=1)

    status, headers, text = ask("/jsonrpc", body, kind="application/json")

    assert (status, headers["Content-Type"]) == (200, "application/json; charset=utf-8")
    assert text == b'{"jsonrpc": "2.0", "id": 5, "result": "See http://openerp.com"}'


@pytest.mark.parametrize(("params", "name", "message"), [
    ({}, "builtins.TypeError", "JSONRPC.jsonrpc() missing 3 required positional "
     "arguments: 'service', 'method', and 'args'"),
    ({"method": "version", "args": []}, "builtins.TypeError",
     "JSONRPC.jsonrpc() missing 1 required positional argument: 'service'"),
    ({"service": "nosuch", "method": "x", "args": []}, "builtins.KeyError", "nosuch"),
    ({"service": "db", "method": "drop", "args": ["no"]},
     "odoo.exceptions.AccessDenied", "Access Denied"),
])
def test_jsonrpc_errors_tell_class_and_message(ask, params, name, message):
    text = ask("/jsonrpc", rpc(**params), kind="application/json")[2]

    error = json.loads(text)["error"]
    assert (error["code"], error["message"]) == (0, "Odoo Server Error")
    assert (error["data"]["name"], error["data"]["message"]) == (name, message)
    hidden = name.endswith("AccessDenied")
    assert error["data"]["debug"].startswith("Traceback") is not hidden


@pytest.mark.parametrize(("body", "kind", "method", "status", "text"), [
    (b"{", "application/json", "POST", 400, b"Invalid JSON data"),
    (b"[]", "application/json", "POST", 400, b"Invalid JSON-RPC data"),
    (b"", "application/json", "GET", 400, b"Invalid JSON data"),
    (b"{}", "text/plain", "POST", 415, None),
    (b"", "", "GET", 415, None),
])
def test_what_is_no_json_rpc_is_refused_by_http(ask, body, kind, method, status, text):
    seen = ask("/jsonrpc", body, method, kind)

    assert seen[0] == status
    assert text is None or seen[2] == text
