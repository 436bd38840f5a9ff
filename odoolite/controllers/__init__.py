"""What the controllers of addons are made of: routes, requests, answers, sessions.

No sockets and no transactions here: `wire/` brings the bytes, opens the database and
calls the controller that an address belongs to.
"""
from __future__ import annotations
