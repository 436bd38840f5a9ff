"""What addons import as `odoo.api`."""
from .orm.decorators import (
    autovacuum,
    constrains,
    depends,
    depends_context,
    model,
    model_create_multi,
    onchange,
    ondelete,
    private,
    readonly,
    returns,
)
from .orm.environments import SUPERUSER_ID, Environment
from .orm.identifiers import NewId
from .orm.types import ContextType, DomainType, IdType, ValuesType

__all__ = [
    "SUPERUSER_ID", "ContextType", "DomainType", "Environment", "IdType", "NewId",
    "ValuesType", "autovacuum", "constrains", "depends", "depends_context", "model",
    "model_create_multi", "onchange", "ondelete", "private", "readonly", "returns",
]
