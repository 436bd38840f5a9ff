"""Random bodies and heads: every one is answered, none with a traceback page."""
from __future__ import annotations

import http.client
import json
import os
import socket
import xmlrpc.client

import pytest

hypothesis = pytest.importorskip("hypothesis")
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from odoolite import Server  # noqa: E402
from odoolite.wire.xmlrpc import _parse_carefully, parse_call  # noqa: E402
from odoolite.wire.xmlrpc_answer import format_result  # noqa: E402

KEY = "0123456789" * 4
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "80"))      # scripts/fuzz asks for more
BOUNDED = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == 80, database=None
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31 - 1) | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=12,
)


@pytest.fixture(scope="module")
def server():
    with Server(api_key=KEY, read_timeout=10.0) as server:
        yield server


def ask(server, method, path, body, headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@BOUNDED
@given(st.binary(max_size=300))
def test_any_bytes_meet_the_standard_readers_errors(data):
    """The fast reader of XML-RPC gives what the standard one gives, or its error."""
    def outcome(parse):
        try:
            return parse(data)
        except Exception as error:
            return type(error)
    assert outcome(parse_call) == outcome(_parse_carefully)


@BOUNDED
@given(st.lists(PLAIN.filter(lambda v: v is not None), max_size=3))
def test_calls_are_read_as_the_standard_library_reads_them(values):
    try:
        data = xmlrpc.client.dumps(tuple(values), "m", allow_none=True).encode(
            "utf-8", "surrogatepass"
        )
    except (UnicodeError, OverflowError, TypeError):
        return
    def outcome(parse):
        try:
            return parse(data)
        except Exception as error:
            return type(error)
    assert outcome(parse_call) == outcome(_parse_carefully)


@BOUNDED
@given(st.text())
def test_texts_survive_both_ways(text):
    stripped = "".join(c for c in text if ord(c) > 31 or c in "\t\n\r")
    try:
        data = format_result(text)
    except UnicodeEncodeError:
        return
    try:
        read = xmlrpc.client.loads(data.decode())[0][0]
    except Exception:
        assert any(ord(c) in (0xFFFE, 0xFFFF) or 0xD800 <= ord(c) < 0xE000 for c in text)
        return
    assert read.replace("\r\n", "\n").replace("\r", "\n") == \
        stripped.replace("\r\n", "\n").replace("\r", "\n")


@BOUNDED
@given(body=st.binary(max_size=200) | PLAIN.map(lambda v: json.dumps(v).encode()))
def test_json_bodies(server, body):
    head = {
        "Content-Type": "application/json", "Authorization": f"bearer {KEY}",
        "X-Odoo-Database": server.db,
    }
    for path in ("/jsonrpc", "/json/2/res.partner/read", "/web/session/authenticate"):
        status, text = ask(server, "POST", path, body, head)
        assert status in (200, 400, 401, 403, 404, 422, 500)
        if not path.startswith("/json/2"):
            assert status in (200, 400) and b"Traceback" not in text[:200]


@BOUNDED
@given(st.dictionaries(st.sampled_from([
    "ids", "domain", "fields", "limit", "offset", "order", "context", "load",
]), PLAIN, max_size=4))
def test_arguments_of_search_read(server, body):
    head = {
        "Content-Type": "application/json", "Authorization": f"bearer {KEY}",
        "X-Odoo-Database": server.db,
    }
    status, text = ask(
        server, "POST", "/json/2/res.partner/search_read", json.dumps(body), head
    )
    answer = json.loads(text)
    assert status == 200 or sorted(answer) == [
        "arguments", "context", "debug", "message", "name",
    ]


@BOUNDED
@given(st.binary(max_size=120))
def test_multipart_and_forms(server, data):
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        body = b"--x\r\n" + data if kind.startswith("multipart") else data
        status, text = ask(server, "POST", "/web/login", body, {"Content-Type": kind})
        assert status == 400 and b"Traceback" not in text


@BOUNDED
@given(st.binary(min_size=1, max_size=120))
def test_heads_of_requests(server, data):
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as sock:
        sock.sendall(data + b"\r\n\r\n")
        sock.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := sock.recv(65536):
            answer += piece
    assert not answer or answer.startswith(b"HTTP/1.1 ")
    assert b"Traceback" not in answer
    assert ask(server, "GET", "/web/health", None, {})[0] == 200
