"""The HTTP server alone: keep-alive, bodies, limits, stopping."""
from __future__ import annotations

import contextlib
import http.client
import io
import socket
import threading
import time

import pytest

from odoolite.wire.httpd import HTTPServer

ENTERED = threading.Event()         # a slow call has begun
PATIENCE = 30       # seconds that nothing here takes, also where others are busy

def echo(environ, start_response):
    """Answer with the body, the method and the path."""
    body = environ["wsgi.input"].read()
    text = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {len(body)} ".encode()
    if environ["PATH_INFO"] == "/stream":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return iter([b"one", b"two"])
    if environ["PATH_INFO"] == "/slow":
        ENTERED.set()
        time.sleep(0.2)
    if environ["PATH_INFO"] == "/broken":
        raise RuntimeError("broken")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [text + body[:20]]


@pytest.fixture
def server():
    httpd = HTTPServer(echo, max_body=100_000)
    httpd.start()
    yield httpd
    httpd.stop()


@pytest.fixture
def client(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    with contextlib.closing(connection):
        yield connection


def raw(server, data: bytes) -> bytes:
    """Send bytes, return all that comes until the server closes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as sock:
        sock.sendall(data)
        sock.shutdown(socket.SHUT_WR)
        found = b""
        while part := sock.recv(65536):
            found += part
        return found


def test_many_requests_use_one_connection(client):
    client.connect()
    port = client.sock.getsockname()[1]

    for number in range(5):
        client.request("POST", f"/{number}", b"x" * number)
        answer = client.getresponse()
        assert answer.read() == f"POST /{number} {number} ".encode() + b"x" * number
        assert answer.version == 11
        assert answer.getheader("Date")

    assert client.sock.getsockname()[1] == port


def test_pipelined_requests_are_answered_in_order(server):
    request = b"GET /%d HTTP/1.1\r\nHost: x\r\n\r\n"

    found = raw(server, request % 1 + request % 2)

    assert found.index(b"GET /1 0") < found.index(b"GET /2 0")


def test_a_chunked_body_is_put_together(client):
    client.request("POST", "/", iter([b"ab", b"cde"]), encode_chunked=True,
                   headers={"Transfer-Encoding": "chunked"})

    assert client.getresponse().read() == b"POST / 5 abcde"


def test_a_stream_goes_out_in_chunks(client):
    client.request("GET", "/stream")
    answer = client.getresponse()

    assert answer.getheader("Transfer-Encoding") == "chunked"
    assert answer.read() == b"onetwo"


def test_expect_100_continue_is_answered_first(server):
    head = b"POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"

    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as sock:
        sock.sendall(head)
        assert sock.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        sock.sendall(b"ab")
        assert b"POST / 2 ab" in sock.recv(1000)


def test_http_1_0_closes_after_the_answer(server):
    found = raw(server, b"GET / HTTP/1.0\r\n\r\n")

    assert found.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"Connection: close\r\n" in found


def test_head_has_no_body(client):
    client.request("HEAD", "/")
    answer = client.getresponse()

    assert (answer.status, answer.read()) == (200, b"")


@pytest.mark.parametrize(("request_bytes", "status"), [
    (b"POST / HTTP/1.1\r\nContent-Length: 100001\r\n\r\n", 413),
    (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n186A1\r\n", 413),
    (b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400),
    (b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
    (b"POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
     400),
    (b"nonsense\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nX: " + b"y" * 70_000, 431),
])
def test_what_is_refused_gets_a_status_and_the_end(server, request_bytes, status):
    assert raw(server, request_bytes).startswith(f"HTTP/1.1 {status} ".encode())


def test_an_error_of_the_application_is_a_500(client, caplog):
    client.request("GET", "/broken")

    assert client.getresponse().status == 500
    assert "RuntimeError: broken" in caplog.text


def test_escapes_in_the_path_are_decoded(client):
    client.request("GET", "/a%20b?c=%20")

    assert client.getresponse().read() == b"GET /a b 0 "


def test_slashes_at_the_front_are_one(client):
    client.request("GET", "//a/b?c=//d")

    assert client.getresponse().read() == b"GET /a/b 0 "


def test_two_hundred_idle_connections_do_not_matter(server, client):
    with contextlib.ExitStack() as stack:
        for _ in range(200):
            address = ("127.0.0.1", server.port)
            stack.enter_context(socket.create_connection(address))
        client.request("GET", "/")
        assert client.getresponse().status == 200

        started = time.monotonic()
        server.stop(grace=2 * PATIENCE)
        assert time.monotonic() - started < PATIENCE


def test_stop_lets_a_running_call_end(server):
    found = []

    def ask():
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        connection.request("GET", "/slow")
        found.append(connection.getresponse().read())
        connection.close()

    ENTERED.clear()
    thread = threading.Thread(target=ask)
    thread.start()
    assert ENTERED.wait(PATIENCE)
    server.stop(grace=PATIENCE)
    thread.join()

    assert found == [b"GET /slow 0 "]


def test_a_port_in_use_is_an_error(server):
    with pytest.raises(OSError, match="in use"):
        HTTPServer(echo, port=server.port)


def test_a_large_body_comes_whole(client):
    client.request("POST", "/", io.BytesIO(b"z" * 99_000).read())

    assert client.getresponse().read() == b"POST / 99000 " + b"z" * 20
