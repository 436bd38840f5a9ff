"""The errors that callers of the API see, under Odoo's names.

Engine rooms raise these; `wire/errors.py` alone turns them into faults.
"""
from __future__ import annotations

from typing import Any


class UserError(Exception):
    """The user asked for something that makes no sense with the current data."""

    http_status = 422

    def __init__(self, message: Any = "") -> None:
        super().__init__(message)


class RedirectWarning(Exception):
    """A warning that sends the user to another action.

    Arguments: message, action (id or dict), button text, additional context.
    """

    http_status = 500

    def __init__(
        self,
        message: str,
        action: Any,
        button_text: str,
        additional_context: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message, action, button_text, additional_context)


class AccessDenied(UserError):
    """Login or password refused; carries no traceback on the wire."""

    http_status = 403

    def __init__(self, message: str = "Access Denied") -> None:
        super().__init__(message)
        self.suppress_traceback()

    def suppress_traceback(self) -> None:
        """Hide how the refusal came about."""
        self.traceback = ("", "", "")


class AccessError(UserError):
    """The user may not do this with these records."""

    http_status = 403


class MissingError(UserError):
    """The record does not exist (any more)."""

    http_status = 404


class LockError(UserError):
    """The record is locked by another transaction."""

    http_status = 409


class ValidationError(UserError):
    """A Python constraint refused the values."""


class CacheMiss(KeyError):
    """The cache holds no value of the field for the record."""

    def __init__(self, record: Any, field: Any) -> None:
        super().__init__(f"'{record}.{field.name}'")


for _cls in (UserError, RedirectWarning, AccessDenied, AccessError, MissingError,
             LockError, ValidationError, CacheMiss):
    _cls.__module__ = "odoo.exceptions"     # tracebacks name them as Odoo's do
