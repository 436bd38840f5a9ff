"""What addons import as `odoo.fields`."""
from .orm.commands import Command
from .orm.domains import Domain
from .orm.fields import (
    Binary,
    Boolean,
    Char,
    Date,
    Datetime,
    Field,
    Float,
    Html,
    Id,
    Image,
    Integer,
    Json,
    Many2many,
    Many2one,
    Many2oneReference,
    Monetary,
    One2many,
    Properties,
    PropertiesDefinition,
    Reference,
    Selection,
    Text,
)

__all__ = [
    "Binary", "Boolean", "Char", "Command", "Date", "Datetime", "Domain", "Field",
    "Float", "Html", "Id", "Image", "Integer", "Json", "Many2many", "Many2one",
    "Many2oneReference", "Monetary", "One2many", "Properties", "PropertiesDefinition",
    "Reference", "Selection", "Text",
]
