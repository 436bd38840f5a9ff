"""The field types, one family a file."""
from __future__ import annotations

from .base import Field
from .binary import Binary, Image
from .many2many import Many2many
from .many2one import Many2one
from .numeric import Boolean, Float, Id, Integer, Monetary
from .one2many import One2many
from .properties import Properties, PropertiesDefinition
from .reference import Many2oneReference, Reference
from .selection import Selection
from .temporal import Date, Datetime
from .textual import Char, Html, Json, Text

__all__ = [
    "Binary", "Boolean", "Char", "Date", "Datetime", "Field", "Float", "Html", "Id",
    "Image", "Integer", "Json", "Many2many", "Many2one", "Many2oneReference", "Monetary",
    "One2many", "Properties", "PropertiesDefinition", "Reference", "Selection", "Text",
]
