"""Helpers of controllers under the name that addons import them by."""
from .action import clean_action
from .home import ensure_db

__all__ = ["clean_action", "ensure_db"]
