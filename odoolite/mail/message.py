"""Building letters of texts and files; reading those that others built."""
from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.utils import format_datetime
from functools import lru_cache
from typing import Any, cast

Attachment = tuple[str, bytes, "str | None"]
SHORT = 200     # characters of headers that are worth to be kept


class CachedHeaders(HeaderRegistry):
    """Parses headers that come again and again (types, senders) only once."""

    def __init__(self) -> None:
        super().__init__()
        self._parse = lru_cache(maxsize=512)(super().__call__)
        self._class_of = lru_cache(maxsize=256)(super().__getitem__)

    def __getitem__(self, name: str) -> Any:
        return self._class_of(name.lower())

    def __call__(self, name: str, value: Any) -> Any:
        if type(value) is str and len(value) <= SHORT:
            return self._parse(name, value)
        return super().__call__(name, value)


HEADERS = CachedHeaders()
OUTGOING = email.policy.SMTP.clone(header_factory=HEADERS)


def build(
    headers: Mapping[str, str],
    body: str,
    *,
    subtype: str = "plain",
    alternative: str | None = None,
    alternative_subtype: str = "plain",
    attachments: Iterable[Attachment] = (),
    moment: datetime | None = None,
) -> EmailMessage:
    """Return a letter: text, or text with an alternative, and files.

    ValueError when a header has line ends.
    """
    message = EmailMessage(policy=OUTGOING)
    for name, value in headers.items():
        if value:
            del message[name]
            message[name] = value
    if moment is not None:
        message["Date"] = format_datetime(moment)
    if alternative is not None:
        message.set_content(alternative, subtype=alternative_subtype, charset="utf-8")
        message.add_alternative(body, subtype=subtype, charset="utf-8")
    else:
        message.set_content(body, subtype=subtype, charset="utf-8")
    for name, content, mimetype in attachments:
        main, _slash, sub = (mimetype or "application/octet-stream").partition("/")
        sub = sub.partition(";")[0]
        if main in ("multipart", "message") or not sub:
            main, sub = "application", "octet-stream"
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message


class TolerantPolicy(email.policy.EmailPolicy):
    """Reads headers that the standard library fails on as plain text."""

    def header_fetch_parse(self, name: str, value: Any) -> Any:
        """Return a header: parsed, or else as it is written."""
        try:
            return super().header_fetch_parse(name, value)
        except Exception:
            # addresses such as "ada@" make the parser raise IndexError, and others others
            text = re.sub(r"[\r\n]+", "", str(value))
            return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


TOLERANT = TolerantPolicy(linesep="\r\n", header_factory=HEADERS)


def read(data: bytes) -> EmailMessage:
    """Return a letter that came in."""
    return cast(EmailMessage, email.message_from_bytes(data, policy=TOLERANT))


def write(message: EmailMessage) -> bytes:
    """Return a letter's bytes, whatever its headers."""
    try:
        return message.as_bytes()
    except Exception:
        return message.as_bytes(policy=email.policy.compat32)
