"""What addons import as `odoo.models`."""
from .orm.model_classes import MetaModel
from .orm.models.base import AbstractModel, BaseModel, Model, TransientModel
from .orm.models.recordset import LOG_ACCESS
from .orm.query import Query
from .orm.table_objects import Constraint, Index, UniqueIndex

LOG_ACCESS_COLUMNS = list(LOG_ACCESS)
MAGIC_COLUMNS = ["id", *LOG_ACCESS]

__all__ = [
    "LOG_ACCESS_COLUMNS", "MAGIC_COLUMNS", "AbstractModel", "BaseModel", "Constraint",
    "Index", "MetaModel", "Model", "Query", "TransientModel", "UniqueIndex",
]
