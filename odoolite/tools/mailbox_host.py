"""Which mail hosts are this machine."""
from __future__ import annotations

import ipaddress


def is_loopback_host(host: str | None) -> bool:
    """Tell whether a host name or address is this machine's loopback."""
    name = (host or "").strip("[]").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
