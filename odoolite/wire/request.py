"""A request and an answer: as little as the hot routes need."""
from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Protocol

Environ = Mapping[str, Any]
STATUS = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}
# werkzeug and Odoo say it so; http.HTTPStatus has renamed some since
STATUS[413] = "413 REQUEST ENTITY TOO LARGE"


class StartResponse(Protocol):
    """The second argument of a WSGI application."""

    def __call__(
        self, status: str, headers: list[tuple[str, str]], exc_info: Any = None
    ) -> Any: ...


WSGIApp = Callable[[Any, Any], Iterable[bytes]]


class BodyTooLarge(Exception):
    """The body is longer than the server takes."""


class Request:
    """One HTTP request, read from a WSGI environ."""

    __slots__ = ("_body", "environ", "max_body", "method", "path")

    def __init__(self, environ: Environ, max_body: int) -> None:
        self.environ = environ
        self.max_body = max_body
        self.method: str = environ["REQUEST_METHOD"]
        self.path: str = environ.get("PATH_INFO", "") or "/"
        self._body: bytes | None = None

    @property
    def mimetype(self) -> str:
        """The content type without its parameters, in lower case."""
        text: str = self.environ.get("CONTENT_TYPE") or ""
        return text.partition(";")[0].strip().lower()

    def header(self, name: str) -> str | None:
        """Return a header by its name."""
        key = "HTTP_" + name.upper().replace("-", "_")
        return self.environ.get(key)

    def body(self) -> bytes:
        """Return the whole body; BodyTooLarge beyond the limit."""
        if self._body is None:
            self._body = self._read()
        return self._body

    def prepared(self) -> dict[str, Any]:
        """Return the environ with a body that can be read from its start again."""
        data = self.body()
        return {
            **self.environ, "wsgi.input": io.BytesIO(data),
            "CONTENT_LENGTH": str(len(data)) if data else
            self.environ.get("CONTENT_LENGTH", ""),
        }

    def _read(self) -> bytes:
        ready = self.environ.get("odoolite.body")
        if ready is not None:
            return bytes(ready)
        stream = self.environ["wsgi.input"]
        length = self.environ.get("CONTENT_LENGTH") or ""
        if length.isdigit():
            if int(length) > self.max_body:
                raise BodyTooLarge
            return bytes(stream.read(int(length)))
        if not self.environ.get("wsgi.input_terminated"):
            return b""
        data = bytes(stream.read(self.max_body + 1))
        if len(data) > self.max_body:
            raise BodyTooLarge
        return data


@dataclass
class Response:
    """An answer: status, headers without the length, body."""

    body: bytes = b""
    status: int = 200
    content_type: str | None = "text/html; charset=utf-8"
    headers: list[tuple[str, str]] = field(default_factory=list)

    def send(self, method: str, start_response: StartResponse) -> list[bytes]:
        """Answer in WSGI's manner."""
        headers = [("Content-Length", str(len(self.body)))]
        if self.content_type is not None:
            headers.insert(0, ("Content-Type", self.content_type))
        headers += self.headers
        start_response(STATUS[self.status], headers)
        return [] if method == "HEAD" else [self.body]
