"""Bytes to plain values and back: XML-RPC, JSON-RPC and the HTTP under them."""
from __future__ import annotations
