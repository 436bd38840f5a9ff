"""Password hashes in the modular format that Odoo's columns hold.

`$pbkdf2-sha512$<rounds>$<salt>$<digest>`, the binary parts in base64 with `.` for `+`
and no padding.
"""
from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
from typing import Any

DEFAULT_ROUNDS = 1
SALT_SIZE = 16
_HASH = re.compile(r"\$pbkdf2-sha512\$(\d+)\$([A-Za-z0-9./]*)\$([A-Za-z0-9./]+)")


def hash_password(password: str, rounds: int = DEFAULT_ROUNDS) -> str:
    """Return the hash of a password with a fresh salt."""
    salt = os.urandom(SALT_SIZE)
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, rounds)
    return f"$pbkdf2-sha512${rounds}${_encode(salt)}${_encode(digest)}"


def verify_password(password: str, stored: str) -> bool:
    """Tell whether a password belongs to a stored hash (or a stored plain text)."""
    match = _HASH.fullmatch(stored)
    secret = _to_bytes(password)
    if not match:
        return hmac.compare_digest(secret, stored.encode())
    rounds, salt, digest = match.groups()
    found = hashlib.pbkdf2_hmac("sha512", secret, _decode(salt), int(rounds))
    return hmac.compare_digest(found, _decode(digest))


def _to_bytes(password: Any) -> bytes:
    """Return a password as bytes; TypeError in the words of the library Odoo uses."""
    if isinstance(password, bytes):
        return password
    if not isinstance(password, str):
        raise TypeError(
            f"secret must be unicode or bytes, not {type(password).__name__}"
        )
    return password.encode()


def count_rounds(stored: str) -> int:
    """Return the rounds of a hash, 0 for a plain text."""
    match = _HASH.fullmatch(stored)
    return int(match.group(1)) if match else 0


def is_hashed(stored: str) -> bool:
    """Tell a hash from a plain text."""
    return bool(_HASH.fullmatch(stored))


def _encode(data: bytes) -> str:
    return base64.b64encode(data, b"./").decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), b"./")


class CryptContext:
    """Hashing and checking under the names that addons call (those of passlib)."""

    def __init__(self, rounds: int = DEFAULT_ROUNDS) -> None:
        self.rounds = rounds

    def hash(self, password: str) -> str:
        """Return the hash of a password."""
        return hash_password(password, self.rounds)

    encrypt = hash

    def verify(self, password: str, stored: str) -> bool:
        """Tell whether a password belongs to a hash."""
        return verify_password(password, stored or "")

    def verify_and_update(self, password: str, stored: str) -> tuple[bool, str | None]:
        """Tell so, with a new hash where the stored one has too few rounds."""
        valid = self.verify(password, stored)
        renew = valid and count_rounds(stored) < self.rounds
        return valid, self.hash(password) if renew else None

    def identify(self, stored: str) -> str:
        """Return the kind of a stored hash."""
        return "pbkdf2_sha512" if is_hashed(stored) else "plaintext"
