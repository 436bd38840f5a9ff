"""Building letters of texts and files."""
from __future__ import annotations

import email.policy
from collections.abc import Iterable, Mapping
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

Attachment = tuple[str, bytes, "str | None"]


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
    message = EmailMessage(policy=email.policy.SMTP)
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
