"""Helpers that other addons import from mail."""
from . import discuss, parser
