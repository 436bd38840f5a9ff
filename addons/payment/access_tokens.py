"""What proves that values of a link are ours."""
from __future__ import annotations

from odoo.tools import hmac
from odoo.tools.secrets import consteq


def generate_access_token(env, *values) -> str:
    """Return the proof of some values."""
    text = "|".join(str(value) for value in values)
    return hmac(env(su=True), "generate_access_token", text)


def check_access_token(env, access_token, *values) -> bool:
    """Tell whether a proof is that of the values."""
    return bool(access_token) and consteq(
        access_token, generate_access_token(env, *values))
