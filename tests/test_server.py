"""`odoolite.Server`: a server in this process."""
from __future__ import annotations

import threading
import time
import xmlrpc.client

import pytest

import odoolite


def test_server_answers_when_entered_and_is_gone_when_left():
    with odoolite.Server(install=["mail"]) as server:
        common = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/common")
        assert common.authenticate(server.db, server.login, server.password, {}) == 2
        url = server.url

    with pytest.raises(OSError):
        xmlrpc.client.ServerProxy(f"{url}/xmlrpc/2/common").version()


def test_leaving_takes_milliseconds_even_with_connections_open():
    before = set(threading.enumerate())
    with odoolite.Server() as server:
        proxies = [
            xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/common") for _ in range(5)
        ]
        for proxy in proxies:
            proxy.version()
        left = time.monotonic()
    assert time.monotonic() - left < 30       # idle ones are kept for minutes
    for thread in set(threading.enumerate()) - before:
        thread.join(30)
        assert not thread.is_alive()


def test_env_is_committed_at_the_end():
    with odoolite.Server() as server:
        with server.env() as env:
            partner = env["res.partner"].create({"name": "Kept"})
        with server.env() as env:
            assert env["res.partner"].browse(partner.id).name == "Kept"


def test_databases_are_isolated():
    with odoolite.Server(config=odoolite.server.Config(databases=("a", "b")), db="a") \
            as server:
        with server.env("a") as env:
            env["res.partner"].create({"name": "In a"})
        with server.env("b") as env:
            assert not env["res.partner"].search([("name", "=", "In a")])


def test_server_that_is_not_running_says_so():
    with pytest.raises(RuntimeError, match="not running"):
        _ = odoolite.Server().url
