"""Captured outgoing mail: what a database wanted to send, never sent.

Addons append `(sender, recipients, bytes, moment)` to `env.registry.outbox`: what SMTP
would have had.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from ..orm.registry import Registry


@dataclass(frozen=True)
class Letter:
    """One message as handed over, with its envelope."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes
    moment: datetime

    @cached_property
    def message(self) -> EmailMessage:
        """The parsed message."""
        import email
        import email.policy
        return email.message_from_bytes(self.data, policy=email.policy.default)

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return str(self.message["Subject"] or "")


class Outbox(Sequence[Letter]):
    """The letters of one database, the oldest first."""

    def __init__(self, registry: Registry) -> None:
        # addons append tuples there: they know nothing of this room
        self._items: list[Any] = vars(registry).setdefault("outbox", [])

    @overload
    def __getitem__(self, index: int) -> Letter: ...
    @overload
    def __getitem__(self, index: slice) -> list[Letter]: ...
    def __getitem__(self, index: int | slice) -> Letter | list[Letter]:
        if isinstance(index, slice):
            return [_to_letter(item) for item in self._items[index]]
        return _to_letter(self._items[index])

    def __len__(self) -> int:
        return len(self._items)

    def clear(self) -> None:
        """Throw all letters away."""
        self._items.clear()

    def to(self, address: str) -> list[Letter]:
        """Return the letters to an address."""
        wanted = address.lower()
        return [
            letter for letter in self
            if wanted in (recipient.lower() for recipient in letter.recipients)
        ]


def _to_letter(item: Any) -> Letter:
    if isinstance(item, Letter):
        return item
    sender, recipients, data, moment = item
    return Letter(sender, tuple(recipients), data, moment)
