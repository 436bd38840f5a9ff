"""Calling the addresses of webhooks."""
from __future__ import annotations

import json
import logging
from urllib.parse import urlsplit

from odoo.tools.json import json_default
from odoo.tools.mailbox_host import is_loopback_host

_logger = logging.getLogger(__name__)
SECONDS = 1.0


def dump_payload(payload) -> str:
    """Return values as JSON, with sorted keys."""
    return json.dumps(payload, sort_keys=True, default=json_default)


def call_webhook(url: str, data: str, live: bool) -> bool:
    """Post JSON to an address; False when it was not reached, or is not to be."""
    if not live and not is_loopback_host(urlsplit(url).hostname):
        _logger.info("Webhook %s is not called: nothing leaves this machine", url)
        return False
    import urllib.request  # a start does without it
    request = urllib.request.Request(
        url, data=data.encode(), headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):
            return True
    except (OSError, ValueError) as error:
        _logger.warning("Webhook %s failed: %s", url, error)
        return False
