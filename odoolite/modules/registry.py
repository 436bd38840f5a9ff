"""What addons import as `odoo.modules.registry`."""
from ..orm.registry import Registry

__all__ = ["Registry"]
