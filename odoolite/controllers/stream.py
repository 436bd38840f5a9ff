"""A file or some bytes on their way to a client: ranges, ETags, caching."""
from __future__ import annotations

import base64
import io
import os
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Literal

from .current import request
from .response import Response

MAX_AGE = 60 * 60 * 24 * 7          # of files in addons, in seconds
CONTENT_MAX_AGE = 60 * 60 * 24 * 365        # of what has its checksum in its address


class Stream:
    """Where a content is, and what headers it needs."""

    type: Literal["data", "path", "url"] = "data"
    data: bytes | None = None
    path: str | None = None
    url: str | None = None
    mimetype: str | None = None
    as_attachment = False
    download_name: str | None = None
    conditional = True
    etag: bool | str = True
    last_modified: float | datetime | None = None
    max_age: int | None = None
    immutable = False
    size: int | None = None
    public = False

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)

    @classmethod
    def from_path(
        cls, path: str | Path, filter_ext: tuple[str, ...] = ("",), public: bool = False
    ) -> Stream:
        """Stream a file."""
        stat = os.stat(path)
        return cls(
            type="path", path=str(path), download_name=os.path.basename(path),
            etag=f"{int(stat.st_mtime)}-{stat.st_size}", size=stat.st_size,
            last_modified=stat.st_mtime, public=public,
        )

    @classmethod
    def from_binary_field(cls, record: Any, field_name: str) -> Stream:
        """Stream the content of a binary field."""
        content = record[field_name] or b""
        if isinstance(content, str):
            content = content.encode()
        try:
            data = base64.b64decode(content, validate=True)
        except ValueError:
            data = bytes(content)
        modified = record["write_date"] if "write_date" in record._fields else None
        public = record.env.user._is_public() if record.env.uid else True
        import hashlib
        return cls(
            type="data", data=data, size=len(data), last_modified=modified, public=public,
            etag=hashlib.sha1(data, usedforsecurity=False).hexdigest(),
        )

    def read(self) -> bytes:
        """Return the content."""
        if self.type == "data":
            return self.data or b""
        if self.type == "path":
            return Path(self.path or "").read_bytes()
        raise ValueError("Cannot read an URL")

    def get_response(
        self, as_attachment: bool | None = None, immutable: bool | None = None,
        content_security_policy: str | None = "default-src 'none'", **options: Any,
    ) -> Any:
        """Return the answer that carries the content."""
        from werkzeug.utils import send_file
        if self.type == "url":
            return request.redirect(self.url or "", code=301, local=False)
        if as_attachment is None:
            as_attachment = self.as_attachment
        if immutable is None:
            immutable = self.immutable
        modified = self.last_modified
        if isinstance(modified, datetime) and modified.tzinfo is None:
            modified = modified.replace(tzinfo=timezone.utc)
        given: dict[str, Any] = {
            "mimetype": self.mimetype, "as_attachment": as_attachment,
            "download_name": self.download_name, "conditional": self.conditional,
            "etag": self.etag, "last_modified": modified,
            "max_age": CONTENT_MAX_AGE if immutable else self.max_age,
            "environ": request.httprequest.environ, "response_class": Response,
            **options,
        }
        source: Any = io.BytesIO(self.data or b"") if self.type == "data" else self.path
        if not given["download_name"] and not given["mimetype"]:
            given["mimetype"] = "application/octet-stream"
        if not given["download_name"]:
            given["as_attachment"] = False
        response = send_file(source, **given)
        if immutable and response.cache_control:
            response.cache_control["immutable"] = None
        if not self.public and response.cache_control.max_age is None:
            response.cache_control.private = True
        elif self.public and response.cache_control.max_age is not None:
            response.cache_control.public = True
        response.headers["X-Content-Type-Options"] = "nosniff"
        if content_security_policy:
            response.headers["Content-Security-Policy"] = content_security_policy
        return response

