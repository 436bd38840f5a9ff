"""What addons import as `odoo.sql_db`."""
from .cursor import Cursor

BaseCursor = Cursor

__all__ = ["BaseCursor", "Cursor"]
