"""HTTP requests of test cases to their own server."""
from __future__ import annotations

from typing import Any

import requests


class JsonRpcException(Exception):
    """The server answered a JSON-RPC request with an error."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class Opener(requests.Session):
    """A client that shows the server what the test did, and the test what that did."""

    def __init__(self, http_case: Any) -> None:
        super().__init__()
        self.test_case = http_case
        self.cr = http_case.cr

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        """Send a request."""
        self.cr.flush()
        self.cr.transaction.end(committed=True)
        try:
            return super().request(*args, **kwargs)
        finally:
            self.cr.transaction.end(committed=False)
