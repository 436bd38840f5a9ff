"""`None` in call arguments, let through although plain xmlrpc.client refuses it.

The server notes each such call in its lint entries.
"""
from __future__ import annotations

import xmlrpc.client
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def none_let_through() -> Iterator[None]:
    """Send None as nil while the block runs."""
    original = xmlrpc.client.dumps

    def dumps(
        params: Any, methodname: Any = None, methodresponse: Any = None,
        encoding: Any = None, allow_none: bool = False,
    ) -> str:
        return original(params, methodname, methodresponse, encoding, True)

    xmlrpc.client.dumps = dumps
    try:
        yield
    finally:
        xmlrpc.client.dumps = original
