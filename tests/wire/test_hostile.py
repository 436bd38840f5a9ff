"""What comes from clients that are broken or mean: an answer, never a traceback page."""
from __future__ import annotations

import http.client
import json
import socket
import time

import pytest

from odoolite import Server

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
MULTIPART = {"Content-Type": "multipart/form-data; boundary=x"}
DEEP = b"[" * 100_000 + b"]" * 100_000
PATIENCE = 30       # seconds that nothing here takes, also where others are busy


@pytest.fixture(scope="module")
def server():
    with Server(max_body=1_000_000) as server:
        yield server


@pytest.fixture(scope="module")
def impatient():
    """A server that does not wait long for who has begun to say something."""
    with Server(max_body=1_000_000, read_timeout=0.5) as server:
        yield server


def ask(server, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def send(server, data, finish=True):
    """Send bytes and return the first line that comes back."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as sock:
        sock.sendall(data)
        if finish:
            sock.shutdown(socket.SHUT_WR)
        received = b""
        while b"\r\n" not in received:
            piece = sock.recv(65536)
            if not piece:
                break
            received += piece
    return received.partition(b"\r\n")[0].decode()


@pytest.mark.parametrize(("path", "body", "headers", "status"), [
    ("/jsonrpc", b'{"params":' + DEEP + b"}", JSON, 400),
    ("/jsonrpc", b"\xff\xfe", JSON, 400),
    ("/json/2/res.partner/search", DEEP, JSON, 401),
    ("/web/session/authenticate", DEEP, JSON, 400),
    ("/web/login", b"a=%ff%fe&b", FORM, 400),
    ("/web/login", b"--x\r\nbroken", MULTIPART, 400),
    ("/web/login", b"x", {"Content-Type": "multipart/form-data"}, 400),
    ("/web/session/authenticate", b'{"params": 5}', JSON, 200),
    ("/web/session/authenticate",
     b'{"params": {"db": "../x", "login": 1, "password": []}}', JSON, 200),
    ("/xmlrpc/2/common", b"<methodCall>" * 50_000, {"Content-Type": "text/xml"}, 200),
    ("/web/login", b"x" * 1_000_001, FORM, 413),
])
def test_odd_bodies(server, path, body, headers, status):
    found, text = ask(server, "POST", path, body, headers)
    assert found == status
    if path.startswith("/web/login"):
        assert b"Traceback" not in text


def test_entities_are_not_expanded(server):
    body = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "version"><!ENTITY c "&b;&b;">]>'
        b"<methodCall><methodName>&c;</methodName></methodCall>"
    )
    status, text = ask(server, "POST", "/xmlrpc/2/common", body)
    assert status == 200 and b"entity declarations are not allowed" in text


@pytest.mark.parametrize("path", [
    "/web/content?id=abc", "/web/content/99999999999999999999999",
    "/web/content?model=&id=1", "/web/content/res.partner/1/name",
    "/web/content/res.users/2/password", "/%00", "/%ff%fe", "/web/content/..%2f..%2fetc",
])
def test_content_that_is_not_there(server, path):
    assert ask(server, "GET", path)[0] == 404


@pytest.mark.parametrize("path", [
    "/web/image?id=x&width=abc", "/web/image/99999999999999999999999",
    "/web/image/res.partner/1/image_128/99999999x99999999",
    "/web/image/res.partner/1/image_128?width=-5", "/web/image/ir.cron/1/code",
])
def test_odd_pictures_are_placeholders(server, path):
    status, body = ask(server, "GET", path)
    assert (status, body[1:4]) == (200, b"PNG")


@pytest.mark.parametrize("headers", [
    {"Cookie": "session_id=../../../etc/passwd"}, {"Cookie": "session_id=" + "x" * 84},
    {"Cookie": 'session_id="a'}, {"X-Odoo-Database": "../x"}, {"Host": "a b"},
    {"Accept-Language": "\xff;q=x"}, {"Range": "bytes=-"}, {"If-None-Match": '"'},
    {"Authorization": "Basic \xff"}, {"Content-Type": "a" * 5000},
])
def test_odd_headers(server, headers):
    assert ask(server, "GET", "/web/health", headers=headers)[0] == 200
    assert ask(server, "GET", "/web/login", headers=headers)[0] in (200, 302, 303)


@pytest.mark.parametrize(("data", "line"), [
    (b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
     "400"),
    (b"GET / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "400"),
    (b"GET / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "400"),
    (b"GET / HTTP/1.1\r\nContent-Length: +3\r\n\r\nabc", "400"),
    (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", "400"),
    (b"GET / HTTP/1.1\r\nA: 1\r\n folded: y\r\n\r\n", "400"),
    (b"POST /jsonrpc HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400"),
    (b"GET / HTTP/9\r\n\r\n", "400"), (b"GET\r\n\r\n", "400"),
    (b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 5000 + b"\r\n", "431"),
    (b"GET / HTTP/1.1\r\nA: " + b"x" * 70_000 + b"\r\n\r\n", "431"),
    (b"POST /jsonrpc HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", "413"),
])
def test_requests_that_could_be_smuggled(server, data, line):
    assert send(server, data).startswith(f"HTTP/1.1 {line}")


@pytest.mark.parametrize("path", ["/web/login", "/doc", "/web/content/1", "/odoo"])
def test_query_strings_that_are_no_utf8(server, path):
    head = b"GET " + path.encode() + b"?x=\xe9 HTTP/1.1\r\nHost: x\r\n\r\n"
    assert send(server, head).split()[1] == "400"


def test_slow_clients_are_left(impatient):
    begun = b"POST /jsonrpc HTTP/1.1\r\nContent-Length: 9\r\n\r\n{"
    assert send(impatient, begun, False) in ("", "HTTP/1.1 408 REQUEST TIMEOUT")


@pytest.mark.parametrize("start", [
    b"GET /web/health HT", b"POST /jsonrpc HTTP/1.1\r\nContent-Length: 99\r\n\r\n{",
    b"POST /jsonrpc HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n",
])
def test_who_drips_is_left_too(impatient, start):
    """A byte now and then does not keep a connection forever."""
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=PATIENCE) as sock:
        sock.sendall(start)
        started = time.monotonic()
        with pytest.raises(OSError):
            while time.monotonic() - started < PATIENCE:
                sock.sendall(b"x")
                time.sleep(0.1)


@pytest.mark.parametrize("data", [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(200)) + b"\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\0\0\0\0\r\n\r\n",
    b"GET /\0 HTTP/1.1\r\n\r\n\0", b"GET http:// HTTP/1.1\r\n\r\n",
])
def test_other_languages_are_refused(server, data):
    assert send(server, data).partition(" ")[2][:3] in ("400", "404", "303")
    assert ask(server, "GET", "/web/health")[0] == 200


def test_idle_connections_do_not_keep_others_out(server):
    idle = [
        socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)
    ]
    try:
        status, body = ask(server, "GET", "/web/health")
        assert (status, json.loads(body)) == (200, {"status": "pass"})
    finally:
        for sock in idle:
            sock.close()
