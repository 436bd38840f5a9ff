"""Codes that change with the time (RFC 6238), as authenticators show them."""
from __future__ import annotations

import hmac
import struct
import time

ALGORITHM, DIGITS, TIMESTEP = "sha1", 6, 30
WINDOW = 30     # seconds that a clock may be off, to either side


def hotp(key, counter):
    """Return the code of a counter, as a number."""
    digest = hmac.digest(key, struct.pack(">Q", counter), ALGORITHM)
    offset = digest[-1] & 0xF
    number = struct.unpack_from(">I", digest, offset)[0] & 0x7FFFFFFF
    return number % 10**DIGITS


def match_code(key, code, moment=None, window=WINDOW):
    """Return the counter whose code this is, None for a wrong code."""
    now = time.time() if moment is None else moment
    first, last = int((now - window) / TIMESTEP), int((now + window) / TIMESTEP)
    for counter in range(first, last + 1):
        if hotp(key, counter) == code:
            return counter
    return None
