"""Letters from outside into a database: what the SMTP listener and the pipe hand over."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..mail.smtp_in import MAX_SIZE, Listener, NobodyExpects
from ..orm.environments import SUPERUSER_ID, Environment
from .retry import run

if TYPE_CHECKING:
    from ..orm.registry import Registry
    from .registries import Registries

HEADER_END = re.compile(rb"\r?\n\r?\n")


def deliver(registry: Registry, recipients: list[str], data: bytes) -> Any:
    """Route a letter in a transaction of its own; NobodyExpects when it leads nowhere.

    The recipients of the envelope count: they come before the headers.
    """
    letter = b"".join(
        b"Delivered-To: " + address.encode() + b"\r\n" for address in recipients
    ) + data
    return run(registry, lambda cr: process(cr, letter), mode="write")


def process(cr: Any, letter: bytes) -> Any:
    """Hand a letter to the gateway of the database."""
    env = Environment(cr, SUPERUSER_ID, {})
    if "mail.thread" not in env:
        raise NobodyExpects("the module mail is not installed")
    try:
        return env["mail.thread"].message_process(False, letter)
    except (ValueError, LookupError) as error:
        # what leads nowhere, and what cannot be read at all
        raise NobodyExpects(str(error)) from error


def knows_address(registry: Registry, address: str) -> bool:
    """Tell whether an address leads into the database."""
    with registry.cursor("read") as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        if "mail.alias.domain" not in env:
            return False
        return bool(env["mail.alias.domain"]._find_aliases([address.lower()]))


def make_listener(
    registries: Registries, database: str, host: str, port: int, *,
    strict: bool = False, max_size: int = MAX_SIZE, lmtp: bool = False,
) -> Listener:
    """Return a listener that routes letters into a database."""
    def take(_sender: str, recipients: list[str], data: bytes) -> None:
        deliver(registries.get(database), recipients, data)

    def knows(address: str) -> bool:
        return knows_address(registries.get(database), address)

    return Listener(
        host, port, take, knows if strict else None, max_size=max_size, lmtp=lmtp
    )
